// What measures and their participants are.
// Tested by measures_test.cc

#include "measures/measures.h"

#include "records/kind.h"
#include "records/records.h"
#include "store.h"

namespace samloft::measures {
namespace {

constexpr Roles kWriters{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                         Role::university_lead};

void check_measure(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& measure = static_cast<const Measure&>(record);
  if (measure.valid_from && measure.valid_until && *measure.valid_until <= *measure.valid_from)
    errors.push_back({"valid_until", N_("Sluttdatoen må komme etter startdatoen.")});
  if (measure.planned_hours && (*measure.planned_hours < 0 || *measure.planned_hours > 2000))
    errors.push_back({"planned_hours", N_("Skriv et tall mellom 0 og 2000.")});
  for (const auto& [field, hours] : {std::pair("ppt_hours_planned", measure.ppt_hours_planned),
                                     std::pair("ppt_hours_used", measure.ppt_hours_used)}) {
    if (hours && (*hours < 0 || *hours > 20'000))
      errors.push_back({field, N_("Skriv et tall mellom 0 og 20 000.")});
  }
}

// Participants and hours for each of them say something only together.
void check_amount(const char* participants_field, const std::optional<std::int64_t>& participants,
                  const char* hours_field, const std::optional<std::int64_t>& hours,
                  std::vector<FieldError>& errors) {
  if (participants && (*participants < 0 || *participants > 100'000))
    errors.push_back({participants_field, N_("Skriv et tall mellom 0 og 100 000.")});
  if (hours && (*hours < 0 || *hours > 500))
    errors.push_back({hours_field, N_("Skriv et tall mellom 0 og 500.")});
  if (participants && !hours)
    errors.push_back({hours_field, N_("Skriv også hvor mange timer hver av dem.")});
  if (hours && !participants)
    errors.push_back({participants_field, N_("Skriv også hvor mange deltakere.")});
}

void check_dose(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& dose = static_cast<const Dose&>(record);
  if (*dose.year < 2000 || *dose.year > 2100)
    errors.push_back({"year", N_("Skriv et årstall mellom 2000 og 2100.")});
  check_amount("planned_participants", dose.planned_participants, "planned_hours",
               dose.planned_hours, errors);
  check_amount("participants", dose.participants, "hours", dose.hours, errors);
  if (errors.empty() && !dose.hours && !dose.planned_hours)
    errors.push_back({"planned_participants",
                      N_("Skriv hva som er planlagt, eller hva deltakerne fikk.")});
  if (errors.empty() && has_same_dose(db, dose))
    errors.push_back({"who", N_("Denne enheten eller gruppa har et omfang i dette semesteret "
                                "allerede. Endre det i stedet.")});
}

void check_dose_now(records::Work& work, const Record& record, std::vector<FieldError>& errors) {
  const auto& dose = static_cast<const Dose&>(record);
  const Semester semester{static_cast<int>(*dose.year), dose.term};
  if (dose.hours && *semester.period().from > local_day(work.now))
    errors.push_back({"participants", N_("Semesteret har ikke begynt. Skriv det som planlagt.")});
}

void check_programme(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& one = static_cast<const Programme&>(record);
  if (one.valid_from && one.valid_until && *one.valid_until <= *one.valid_from)
    errors.push_back({"valid_until", N_("Sluttdatoen må komme etter startdatoen.")});
}

void check_participant(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& participant = static_cast<const Participant&>(record);
  if (participant.estimated_count && *participant.estimated_count < 0)
    errors.push_back({"estimated_count", N_("Antallet kan ikke være negativt.")});
}

}  // namespace

void Theme::describe(Fields& f) {
  f.text({"title", N_("Tema"), Must::be_filled, N_("For eksempel «Overganger» eller «Språk».")}, title);
  f.prose({"description", N_("Beskrivelse")}, description);
  f.choice({"depth", N_("Bredde eller dybde")}, depth);
  f.prose({"further_education", N_("Videreutdanning som hører til"), Must::no,
           N_("Studier ved universitetet for dem som vil fordype seg.")},
          further_education);
}

void Measure::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.choice({"kind", N_("Type tiltak")}, kind);
  f.prose({"description", N_("Beskrivelse")}, description);
  f.prose({"practice_change", N_("Praksis som skal endres"), Must::no, N_("Hva skal de voksne gjøre annerledes?")}, practice_change);
  f.links({"goals", N_("Mål")}, "goal", goals);
  f.links({"needs", N_("Behov")}, "need", needs);
  f.links({"elements", N_("Deler av rammeverket")}, "element", elements);
  f.links({"themes", N_("Temaer"), Must::no, N_("Så andre finner tiltaket.")}, "theme", themes);
  f.link({"responsible_body", N_("Ansvarlig organ")}, "body", responsible_body);
  f.link({"responsible_person", N_("Ansvarlig person")}, "person", responsible_person);
  f.prose({"university_part", N_("Universitetets del")}, university_part);
  f.prose({"ppt_role", N_("PPTs rolle")}, ppt_role);
  f.number({"ppt_hours_planned", N_("PPTs timer, planlagt")}, ppt_hours_planned);
  f.number({"ppt_hours_used", N_("PPTs timer, brukt")}, ppt_hours_used);
  f.date({"valid_from", N_("Fra")}, valid_from);
  f.date({"valid_until", N_("Til"), Must::no, N_("Den første dagen tiltaket ikke lenger går.")}, valid_until);
  f.options({"instruments", N_("Observasjonsverktøy"), Must::no,
             N_("For sertifiseringer: utgavene som deltakerne får opplæring i.")},
            ChoicesOf<Instrument>::list, instruments);
  f.number({"planned_hours", N_("Planlagte timer per deltaker")}, planned_hours);
  f.choice({"state", N_("Status"), Must::no, {}, 200, Shown::not_in_forms}, state);
  f.date({"decided_on", N_("Vedtatt den"), Must::no, {}, 200, Shown::not_in_forms}, decided_on);
  f.prose({"state_grounds", N_("Begrunnelse for statusen"), Must::no, {}, 200, Shown::not_in_forms},
          state_grounds);
}

std::string Dose::heading(const Lookup& lookup) const {
  const Semester semester{static_cast<int>(year.value_or(0)), term};
  return lookup(measure) + ", " + semester.code() + (unit ? ", " + lookup(unit) : std::string()) +
         (who.empty() ? "" : ", " + who);
}

void Dose::describe(Fields& f) {
  f.link({"measure", N_("Tiltak"), Must::be_filled}, "measure", measure);
  f.number({"year", N_("År"), Must::be_filled}, year);
  f.choice({"term", N_("Semester"), Must::no,
            N_("Våren er januar til juli, høsten august til desember.")},
           term);
  f.link({"unit", N_("Enhet"), Must::no, N_("Når omfanget er én enhets.")}, "unit", unit);
  f.text({"who", N_("Gruppe"), Must::no, N_("En serie, en bydel eller en gruppe. Tomt betyr alle.")}, who);
  f.number({"planned_participants", N_("Planlagte deltakere")}, planned_participants);
  f.number({"planned_hours", N_("Planlagte timer for hver"), Must::no, N_("I snitt, i hele timer.")},
           planned_hours);
  f.number({"participants", N_("Deltakere")}, participants);
  f.number({"hours", N_("Timer for hver"), Must::no, N_("Det de fikk, i snitt, i hele timer.")}, hours);
  f.choice({"source", N_("Hvor tallet kommer fra")}, source);
  f.prose({"note", N_("Merknad")}, note);
}

void Programme::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.text({"organiser", N_("Hvem som står bak"), Must::no, N_("For eksempel Utdanningsdirektoratet.")},
         organiser);
  f.prose({"aim", N_("Hva det skal føre til")}, aim);
  f.links({"units", N_("Enheter som er med")}, "unit", units);
  f.date({"valid_from", N_("Fra")}, valid_from);
  f.date({"valid_until", N_("Til"), Must::no, N_("Den første dagen det ikke lenger går.")}, valid_until);
  f.prose({"note", N_("Merknad")}, note);
}

void Participant::describe(Fields& f) {
  f.link({"measure", N_("Tiltak"), Must::be_filled}, "measure", measure);
  f.text({"who", N_("Hvem"), Must::be_filled, N_("For eksempel «PPT» eller «Barnehagene i bydelen».")}, who);
  f.links({"units", N_("Enheter")}, "unit", units);
  f.choice({"attendance", N_("Deltar")}, attendance);
  f.number({"estimated_count", N_("Omtrent hvor mange")}, estimated_count);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "theme", .plural = "themes", .table = "measures_theme",
       .one = N_("tema"), .many = N_("Temaer"), .add = N_("Nytt tema"),
       .purpose = N_("Det tiltak og nettverk handler om, så dere finner dem på tvers av bydelene."),
       .make = make<Theme>, .columns = {"depth"}, .writers = kWriters},
      {.name = "measure", .plural = "measures", .table = "measures_measure",
       .one = N_("tiltak"), .many = N_("Tiltak"), .add = N_("Nytt tiltak"),
       .purpose = N_("Det partnerskapet gjør: nettverk, sertifisering, veiledning og annet."),
       .make = make<Measure>, .columns = {"kind", "state", "valid_from", "valid_until"},
       .narrowed_by = {"themes"}, .writers = kWriters, .check = check_measure},
      {.name = "participant", .plural = "participants", .table = "measures_participant",
       .one = N_("deltaker"), .many = N_("Deltakere"), .add = N_("Ny deltaker"),
       .purpose = N_("Hvem et tiltak er for, og hvem som kan være med."),
       .make = make<Participant>, .columns = {"measure", "attendance", "estimated_count"},
       .writers = kWriters, .check = check_participant, .part_of = "measure"},
      {.name = "dose", .plural = "doses", .table = "measures_dose",
       .one = N_("omfang"), .many = N_("Omfang"), .add = N_("Nytt omfang"),
       .purpose = N_("Hva deltakerne fikk av tiltaket i et semester."),
       .make = make<Dose>, .columns = {"measure", "unit", "year", "term", "participants", "hours"},
       .writers = kWriters, .check = check_dose, .check_now = check_dose_now, .part_of = "measure",
       .shown_by_whole = true},
      {.name = "programme", .plural = "programmes", .table = "measures_programme",
       .one = N_("annet program"), .many = N_("Andre programmer"), .add = N_("Nytt program"),
       .purpose = N_("Det enhetene er med i ved siden av partnerskapets tiltak, så dere ser hva de har "
                     "på en gang."),
       .make = make<Programme>, .columns = {"organiser", "valid_from", "valid_until"},
       .writers = kWriters, .check = check_programme},
  };
  return all;
}

}  // namespace samloft::measures
