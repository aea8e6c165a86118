// What the log and the invitations are, the rules between them, and the answer to an invitation.
// Tested by involvement_test.cc

#include "involvement/involvement.h"

#include "base/text.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"

namespace samloft::involvement {
namespace {

constexpr std::int64_t kMostPeople = 100'000;
constexpr Roles kSeesAll{Role::unit_leader, Role::coordinator,     Role::owner_leader,
                         Role::ppt_lead,    Role::university_lead, Role::union_representative,
                         Role::auditor};
// Who may answer for a unit, when it is theirs.
constexpr Roles kAnswerers{Role::coordinator, Role::unit_leader, Role::private_owner};

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_counts(const Involvement& entry, std::vector<FieldError>& errors) {
  const std::pair<const char*, const std::optional<std::int64_t>*> all[] = {
      {"leaders", &entry.leaders},
      {"teachers", &entry.teachers},
      {"other_staff", &entry.other_staff},
      {"ppt", &entry.ppt},
      {"special_educators", &entry.special_educators},
      {"union_representatives", &entry.union_representatives},
      {"others", &entry.others}};
  std::int64_t asked = 0;
  for (const auto& [field, count] : all) {
    if (!*count) continue;
    if (**count < 0 || **count > kMostPeople) {
      add(errors, field, N_("Skriv et tall mellom 0 og 100 000."));
    } else {
      asked += **count;
    }
  }
  if (errors.empty() && asked == 0)
    add(errors, "leaders", N_("Skriv hvor mange som ble spurt, i minst én rolle."));
}

void check_involvement(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& entry = static_cast<const Involvement&>(record);
  check_counts(entry, errors);
  if (entry.needs.empty() && entry.measures.empty())
    add(errors, "needs", N_("Velg behovet eller tiltaket det gjaldt."));
  if (entry.form == Form::union_consultation && entry.union_representatives.value_or(0) == 0)
    add(errors, "union_representatives",
        N_("Skriv hvor mange tillitsvalgte som var med på drøftingen."));
}

void check_invitation(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& invitation = static_cast<const Invitation&>(record);
  const bool answered = invitation.answer != Answer::none;
  if (answered && !invitation.answered_on)
    add(errors, "answered_on", N_("Skriv når enheten svarte."));
  if (!answered && invitation.answered_on)
    add(errors, "answer", N_("Velg hva enheten svarte, siden det står en dato for svaret."));
  if (invitation.answered_on && *invitation.answered_on < *invitation.invited_on)
    add(errors, "answered_on", N_("Svaret kan ikke ha kommet før invitasjonen."));
}

// 12.03.2022, as it stands in headings in every language.
std::string day_in_heading(Date day) {
  const std::string iso = day.iso();
  return iso.substr(8, 2) + "." + iso.substr(5, 2) + "." + iso.substr(0, 4);
}

}  // namespace

std::string Involvement::heading(const Lookup&) const {
  return held_on ? title + " (" + day_in_heading(*held_on) + ")" : title;
}

void Involvement::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled,
          N_("For eksempel «Drøfting om overganger» eller «Spørreskjema til skolene».")},
         title);
  f.choice({"stage", N_("Gjaldt")}, stage);
  f.links({"needs", N_("Behov")}, "need", needs);
  f.links({"measures", N_("Tiltak")}, "measure", measures);
  f.choice({"form", N_("Måte")}, form);
  f.date({"held_on", N_("Dato"), Must::be_filled}, held_on);
  f.number({"leaders", N_("Ledere"), Must::no, N_("Hvor mange som ble spurt. Aldri navn.")},
           leaders);
  f.number({"teachers", N_("Lærere og barnehagelærere")}, teachers);
  f.number({"other_staff", N_("Andre ansatte i enhetene")}, other_staff);
  f.number({"ppt", N_("Ansatte i PPT")}, ppt);
  f.number({"special_educators", N_("Spesialpedagoger")}, special_educators);
  f.number({"union_representatives", N_("Tillitsvalgte")}, union_representatives);
  f.number({"others", N_("Andre")}, others);
  f.links({"units", N_("Enheter")}, "unit", units);
  f.prose(
      {"summary", N_("Det de sa"), Must::no,
       N_("Et kort sammendrag som kan leses av andre. Aldri noe om enkeltbarn, og ikke hvem som "
          "sa hva.")},
      summary);
  f.prose({"effect", N_("Det vi gjorde med det"), Must::no,
           N_("Hva som ble endret, eller hvorfor det ikke ble det.")},
          effect);
  f.text({"source", N_("Hvor det står"), Must::no,
          N_("Referat, rapport eller arkivsak; en nettadresse begynner med https://."), 500},
         source);
  f.yes_no({"published", N_("Kan leses av alle i partnerskapet"), Must::no,
            N_("Ellers ser ansatte og private eiere bare det de selv har skrevet.")},
           published);
  f.link({"recorded_by", N_("Skrevet av"), Must::no, {}, 200, Shown::not_in_forms}, "person",
         recorded_by);
}

std::string Invitation::heading(const Lookup& lookup) const {
  return measure ? lookup(unit) + ": " + lookup(measure) : lookup(unit);
}

void Invitation::describe(Fields& f) {
  f.link({"unit", N_("Enhet"), Must::be_filled}, "unit", unit);
  f.link({"measure", N_("Tiltak"), Must::no, N_("Tom når invitasjonen gjaldt hele partnerskapet.")},
         "measure", measure);
  f.date({"invited_on", N_("Invitert"), Must::be_filled}, invited_on);
  f.text({"how", N_("Hvordan"), Must::no, N_("For eksempel «E-post til eier» eller «Eiermøte».")},
         how);
  f.choice({"answer", N_("Svar")}, answer);
  f.date({"answered_on", N_("Svarte")}, answered_on);
  f.prose({"reason", N_("Begrunnelse"), Must::no,
           N_("Særlig nyttig når svaret er nei: hva skulle til?")},
          reason);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "involvement",
       .plural = "involvements",
       .table = "involvement_involvement",
       .one = N_("medvirkning"),
       .many = N_("Medvirkning"),
       .add = N_("Ny medvirkning"),
       .purpose = N_("Hvem som er spurt, hvordan og når, hva de sa, og hva som ble gjort med det."),
       .make = make<Involvement>,
       .columns = {"stage", "form", "held_on"},
       .writers = {Role::coordinator},
       .own_writers = {Role::unit_leader, Role::union_representative, Role::private_owner,
                       Role::staff},
       .own = "recorded_by",
       .check = check_involvement,
       .scope = "t.published = 1 OR t.recorded_by = :viewer",
       .sees_all = kSeesAll,
       .shown_at = {"needs", "measures"}},
      {.name = "invitation",
       .plural = "invitations",
       .table = "involvement_invitation",
       .one = N_("invitasjon"),
       .many = N_("Invitasjoner"),
       .add = N_("Ny invitasjon"),
       .purpose =
           N_("Enheter som er invitert til å være med, de private særlig, og hva de svarte."),
       .make = make<Invitation>,
       .columns = {"measure", "invited_on", "answer"},
       .check = check_invitation},
  };
  return all;
}

Result<void> answer(records::Work& work, const Uuid& id, Answer answer, const std::string& reason) {
  const records::Kind& kind = *work.kinds.by_name("invitation");
  auto invitation = records::find<Invitation>(work.db, kind, id);
  if (!invitation) return Problem::not_found();
  const Date today = local_day(work.now);
  const bool theirs = work.viewer.may(kAnswerers) &&
                      speaks_for(work.db, work.viewer.person, invitation->unit, today);
  if (!work.viewer.may(kind.writers) && !theirs) return Problem::forbidden();
  if (invitation->answer != Answer::none)
    return Problem::conflict(N_("Invitasjonen er besvart allerede. Last siden på nytt."));
  invitation->answer = answer;
  invitation->answered_on = std::max(today, *invitation->invited_on);
  invitation->reason = trimmed(reason);
  Viewer system = work.viewer;
  system.system = true;  // who may answer has just been said
  records::Work inner{work.db, work.kinds, system, work.now, work.batch};
  return records::save(inner, kind, *invitation);
}

std::vector<Gap> gaps_of_measure(db::Connection& db, const Uuid& measure,
                                 std::optional<partnership::SchemeCode> scheme, Date day) {
  Known known;
  known.asked[measure] = asked_about(db, measure, day);
  known.groups = groups_of(db, measure);
  known.private_units = private_units(db, day);
  known.invitations = invitations_until(db, day);
  known.asks_composition = scheme == partnership::SchemeCode::komploft;
  return gaps_of_measure(known, measure);
}

}  // namespace samloft::involvement
