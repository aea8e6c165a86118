// What measures and their participants are.
// Tested by measures_test.cc

#include "measures/measures.h"

#include "records/kind.h"

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
}

void check_participant(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& participant = static_cast<const Participant&>(record);
  if (participant.estimated_count && *participant.estimated_count < 0)
    errors.push_back({"estimated_count", N_("Antallet kan ikke være negativt.")});
}

}  // namespace

void Measure::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.choice({"kind", N_("Type tiltak")}, kind);
  f.prose({"description", N_("Beskrivelse")}, description);
  f.prose({"practice_change", N_("Praksis som skal endres"), Must::no, N_("Hva skal de voksne gjøre annerledes?")}, practice_change);
  f.links({"goals", N_("Mål")}, "goal", goals);
  f.links({"needs", N_("Behov")}, "need", needs);
  f.links({"elements", N_("Deler av rammeverket")}, "element", elements);
  f.link({"responsible_body", N_("Ansvarlig organ")}, "body", responsible_body);
  f.link({"responsible_person", N_("Ansvarlig person")}, "person", responsible_person);
  f.prose({"university_part", N_("Universitetets del")}, university_part);
  f.prose({"ppt_role", N_("PPTs rolle")}, ppt_role);
  f.date({"valid_from", N_("Fra")}, valid_from);
  f.date({"valid_until", N_("Til"), Must::no, N_("Den første dagen tiltaket ikke lenger går.")}, valid_until);
  f.options({"instruments", N_("Observasjonsverktøy"), Must::no,
             N_("For sertifiseringer: utgavene som deltakerne får opplæring i.")},
            ChoicesOf<Instrument>::list, instruments);
  f.number({"planned_hours", N_("Planlagte timer per deltaker")}, planned_hours);
  f.choice({"state", N_("Status")}, state);
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
      {.name = "measure", .plural = "measures", .table = "measures_measure",
       .one = N_("tiltak"), .many = N_("Tiltak"), .add = N_("Nytt tiltak"),
       .purpose = N_("Det partnerskapet gjør: nettverk, sertifisering, veiledning og annet."),
       .make = make<Measure>, .columns = {"kind", "state", "valid_from", "valid_until"},
       .writers = kWriters, .check = check_measure},
      {.name = "participant", .plural = "participants", .table = "measures_participant",
       .one = N_("deltaker"), .many = N_("Deltakere"), .add = N_("Ny deltaker"),
       .purpose = N_("Hvem et tiltak er for, og hvem som kan være med."),
       .make = make<Participant>, .columns = {"measure", "attendance", "estimated_count"},
       .writers = kWriters, .check = check_participant, .part_of = "measure"},
  };
  return all;
}

}  // namespace samloft::measures
