// What capacities and assignments are.
// Tested by university_test.cc

#include "university/university.h"

#include "base/text.h"
#include "records/kind.h"
#include "store.h"

namespace samloft::university {
namespace {

constexpr Roles kWriters{Role::coordinator, Role::university_lead};
constexpr Roles kReaders{Role::coordinator,     Role::owner_leader, Role::ppt_lead,
                         Role::university_lead, Role::lecturer,     Role::union_representative,
                         Role::auditor};
constexpr std::int64_t kMostHours = 2000;  // in a half-year

void check_hours(std::string field, const std::optional<std::int64_t>& hours,
                 std::vector<FieldError>& errors) {
  if (hours && (*hours < 0 || *hours > kMostHours))
    errors.push_back({std::move(field), N_("Skriv et tall mellom 0 og 2000.")});
}

void check_whose(const Uuid& person, const std::string& role,
                 const std::optional<std::int64_t>& year, std::vector<FieldError>& errors) {
  if (!person && trimmed(role).empty())
    errors.push_back({"person", N_("Velg en person, eller skriv rollen timene gjelder.")});
  if (person && !trimmed(role).empty())
    errors.push_back({"role", N_("Velg enten en person eller en rolle, ikke begge.")});
  if (*year < 2000 || *year > 2100)
    errors.push_back({"year", N_("Skriv et årstall mellom 2000 og 2100.")});
}

void check_capacity(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& one = static_cast<const Capacity&>(record);
  check_whose(one.person, one.role, one.year, errors);
  check_hours("hours", one.hours, errors);
  if (errors.empty() && has_same_capacity(db, one))
    errors.push_back(
        {"year", N_("Timene i dette semesteret er skrevet allerede. Endre dem i stedet.")});
}

void check_assignment(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& one = static_cast<const Assignment&>(record);
  check_whose(one.person, one.role, one.year, errors);
  check_hours("hours_planned", one.hours_planned, errors);
  check_hours("hours_used", one.hours_used, errors);
  if (one.students && (*one.students < 0 || *one.students > 10'000))
    errors.push_back({"students", N_("Skriv et tall mellom 0 og 10 000.")});
}

std::string whose(const Lookup& lookup, const Uuid& person, const std::string& role,
                  const std::optional<std::int64_t>& year, Term term) {
  const Semester semester{static_cast<int>(year.value_or(0)), term};
  return (person ? lookup(person) : role) + ", " + semester.code();
}

}  // namespace

std::string Capacity::heading(const Lookup& lookup) const {
  return whose(lookup, person, role, year, term);
}

void Capacity::describe(Fields& f) {
  f.link({"person", N_("Person")}, "person", person);
  f.text({"role", N_("Rolle"), Must::no,
          N_("Når ingen har fått timene ennå, for eksempel «Stipendiat».")},
         role);
  f.link({"institution", N_("Institusjon")}, "organisation", institution);
  f.number({"year", N_("År"), Must::be_filled}, year);
  f.choice({"term", N_("Semester")}, term);
  f.number({"hours", N_("Timer"), Must::be_filled, N_("Så mange som kan brukes i partnerskapet.")},
           hours);
  f.prose({"note", N_("Merknad")}, note);
}

std::string Assignment::heading(const Lookup& lookup) const {
  return whose(lookup, person, role, year, term) + ": " + lookup(measure);
}

void Assignment::describe(Fields& f) {
  f.link({"person", N_("Person")}, "person", person);
  f.text({"role", N_("Rolle"), Must::no, N_("Når ingen har fått oppdraget ennå.")}, role);
  f.link({"institution", N_("Institusjon"), Must::be_filled}, "organisation", institution);
  f.link({"measure", N_("Tiltak"), Must::be_filled}, "measure", measure);
  f.number({"year", N_("År"), Must::be_filled}, year);
  f.choice({"term", N_("Semester")}, term);
  f.number({"hours_planned", N_("Planlagte timer"), Must::be_filled}, hours_planned);
  f.number({"hours_used", N_("Brukte timer")}, hours_used);
  f.text({"discipline", N_("Fag")}, discipline);
  f.text({"feeds_back_to", N_("Kommer tilbake til"), Must::no,
          N_("Emnet eller programmet i lærerutdanningen som får erfaringene.")},
         feeds_back_to);
  f.number({"students", N_("Studenter som er med")}, students);
  f.prose({"note", N_("Merknad")}, note);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "capacity",
       .plural = "capacities",
       .table = "university_capacity",
       .one = N_("timer som finnes"),
       .many = N_("Timer som finnes"),
       .add = N_("Nye timer"),
       .purpose = N_("Timene en person ved universitetet har til partnerskapet i et semester."),
       .make = make<Capacity>,
       .columns = {"institution", "year", "term", "hours"},
       .readers = kReaders,
       .writers = kWriters,
       .check = check_capacity},
      {.name = "assignment",
       .plural = "assignments",
       .table = "university_assignment",
       .one = N_("oppdrag"),
       .many = N_("Oppdrag ved universitetet"),
       .add = N_("Nytt oppdrag"),
       .purpose = N_("Hvem ved universitetet som gjør hva i et tiltak, i et semester."),
       .make = make<Assignment>,
       .columns = {"measure", "year", "term", "hours_planned", "hours_used"},
       .readers = kReaders,
       .writers = kWriters,
       .check = check_assignment},
  };
  return all;
}

}  // namespace samloft::university
