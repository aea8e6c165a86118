// What the records of people are, and the rules between them.
// Tested by people_test.cc

#include "people/people.h"

#include <algorithm>

#include "base/text.h"
#include "records/kind.h"
#include "rules.h"
#include "store.h"

namespace samloft::people {
namespace {

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_period(const std::optional<Date>& from, const std::optional<Date>& until,
                  std::vector<FieldError>& errors) {
  if (from && until && *until <= *from)
    add(errors, "valid_until", N_("Sluttdatoen må komme etter startdatoen."));
}

void check_number(const std::string& number, std::vector<FieldError>& errors) {
  if (!number.empty() && !is_organisation_number(number)) {
    add(errors, "number", {N_("{} er ikke et organisasjonsnummer. Se etter om et siffer er feil."), {number}});
  }
}

void tidy_organisation(Record& record) {
  auto& organisation = static_cast<Organisation&>(record);
  organisation.number = tidy_number(organisation.number);
}

void check_organisation(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& organisation = static_cast<const Organisation&>(record);
  check_number(organisation.number, errors);
  if (!organisation.municipality_number.empty() &&
      !is_municipality_number(organisation.municipality_number)) {
    add(errors, "municipality_number", N_("Et kommunenummer har fire siffer, for eksempel 4204 eller 0301."));
  }
}

void tidy_unit(Record& record) {
  auto& unit = static_cast<Unit&>(record);
  unit.number = tidy_number(unit.number);
}

void check_unit(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& unit = static_cast<const Unit&>(record);
  check_number(unit.number, errors);
  check_period(unit.valid_from, unit.valid_until, errors);
  if (!unit.successor) return;
  const auto chain = successors(db, unit.successor);
  if (unit.successor == unit.id || std::find(chain.begin(), chain.end(), unit.id) != chain.end())
    add(errors, "successor", N_("Enheten kan ikke bli sin egen etterfølger, heller ikke gjennom andre."));
  if (!unit.valid_until)
    add(errors, "valid_until", N_("Skriv når enheten ble avløst, siden den har en etterfølger."));
}

void tidy_person(Record& record) {
  auto& person = static_cast<Person&>(record);
  std::transform(person.mail.begin(), person.mail.end(), person.mail.begin(),
                 [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
}

void check_person(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& person = static_cast<const Person&>(record);
  if (person.mail.empty()) return;
  if (!is_mail_address(person.mail)) {
    add(errors, "mail", N_("Skriv e-postadressen slik: navn@kommune.no"));
  } else if (mail_is_taken(db, person.mail, person.id)) {
    add(errors, "mail", N_("En annen person har denne adressen allerede."));
  }
}

void check_employment(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& employment = static_cast<const Employment&>(record);
  check_period(employment.valid_from, employment.valid_until, errors);
  if (!employment.unit && !employment.organisation)
    add(errors, "unit", N_("Velg enheten eller organisasjonen personen arbeider i."));
}

void check_body(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& body = static_cast<const Body&>(record);
  if (body.quorum && (*body.quorum < 1 || *body.quorum > 100))
    add(errors, "quorum", N_("Skriv et tall mellom 1 og 100."));
}

void check_seat(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& seat = static_cast<const Seat&>(record);
  if (seat.votes && is_county_governor(db, seat.represents))
    add(errors, "votes", N_("Statsforvalteren har plass uten stemme. Ta bort stemmeretten."));
  if (!seat.deputy_of) return;
  const auto other = seat_facts(db, seat.deputy_of);
  if (seat.deputy_of == seat.id || !other || other->body != seat.body || other->is_deputy)
    add(errors, "deputy_of", N_("Velg en fast plass i det samme organet."));
}

void check_holding(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& holding = static_cast<const Holding&>(record);
  check_period(holding.valid_from, holding.valid_until, errors);
  const Period mine{holding.valid_from, holding.valid_until};
  for (const HoldingPeriod& other : holdings_of_seat(db, holding.seat)) {
    if (!(other.holding == holding.id) && mine.overlaps(other.period)) {
      return add(errors, "valid_from",
                 N_("Noen andre har plassen i denne perioden. Avslutt det vervet først, eller rett datoene."));
    }
  }
}

std::string joined(const std::string& one, const std::string& two) {
  return one.empty() ? two : two.empty() ? one : one + ", " + two;
}

}  // namespace

void Organisation::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.text({"number", N_("Organisasjonsnummer"), Must::no, N_("Ni siffer.")}, number);
  f.choice({"kind", N_("Type organisasjon")}, kind);
  f.text({"municipality_number", N_("Kommunenummer"), Must::no, {}, 4}, municipality_number);
  f.text({"source", N_("Kilde"), Must::no, N_("Hvor opplysningene er hentet.")}, source);
}

void District::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.number({"place", N_("Plass i lister")}, place);
}

void Unit::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.choice({"kind", N_("Type enhet")}, kind);
  f.choice({"owner_type", N_("Eierform")}, owner_type);
  f.link({"owner", N_("Eier"), Must::be_filled}, "organisation", owner);
  f.link({"district", N_("Bydel")}, "district", district);
  f.text({"number", N_("Organisasjonsnummer"), Must::no, N_("Ni siffer.")}, number);
  f.date({"valid_from", N_("Finnes fra")}, valid_from);
  f.date({"valid_until", N_("Finnes til"), Must::no, N_("Den første dagen den ikke lenger finnes.")}, valid_until);
  f.link({"successor", N_("Avløst av"), Must::no, N_("Enheten som tok over. Historien blir med.")}, "unit", successor);
}

void Person::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.text({"mail", N_("E-post på jobb"), Must::no, {}, 254}, mail);
  f.yes_no({"invented", N_("Oppdiktet person")}, invented);
}

void Employment::describe(Fields& f) {
  f.link({"person", N_("Person"), Must::be_filled}, "person", person);
  f.link({"unit", N_("Enhet")}, "unit", unit);
  f.link({"organisation", N_("Organisasjon"), Must::no, N_("For dem som arbeider hos eieren og ikke i en enhet.")}, "organisation", organisation);
  f.text({"position", N_("Stilling"), Must::be_filled}, position);
  f.choice({"role", N_("Rolle i partnerskapet"), Must::no, N_("Rollen bestemmer hva personen kan se og gjøre.")}, role);
  f.percent({"share", N_("Stillingsandel")}, share);
  f.date({"valid_from", N_("Fra")}, valid_from);
  f.date({"valid_until", N_("Til"), Must::no, N_("Den første dagen uten stillingen. Tilgangen slutter da.")}, valid_until);
}

std::string Employment::heading(const Lookup& lookup) const {
  return lookup(person) + ": " + joined(position, unit ? lookup(unit) : lookup(organisation));
}

void Body::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.choice({"kind", N_("Type organ")}, kind);
  f.link({"organisation", N_("Organisasjon"), Must::no, N_("Tom for organer som hører til partnerskapet.")}, "organisation", organisation);
  f.choice({"decision_rule", N_("Vedtak ved")}, decision_rule);
  f.number({"quorum", N_("Vedtaksfør med"), Must::no, N_("Hvor mange som må være til stede.")}, quorum);
  f.prose({"mandate", N_("Mandat")}, mandate);
}

void Seat::describe(Fields& f) {
  f.link({"body", N_("Organ"), Must::be_filled}, "body", body);
  f.text({"function", N_("Funksjon"), Must::be_filled, N_("Vervet, ikke personen: «Leder PPT».")}, function);
  f.link({"represents", N_("Representerer")}, "organisation", represents);
  f.choice({"role", N_("Rettigheter plassen gir")}, role);
  f.yes_no({"required", N_("Plassen skal være besatt")}, required);
  f.yes_no({"votes", N_("Har stemmerett")}, votes);
  f.yes_no({"leads", N_("Leder organet")}, leads);
  f.yes_no({"secretary", N_("Sekretær for organet"), Must::no,
            N_("Skriver saksliste og referat i dette organet, i hvilken rolle det enn er.")},
           secretary);
  f.link({"deputy_of", N_("Vara for"), Must::no, N_("Plassen i samme organ som denne trer inn for.")},
         "seat", deputy_of);
}

std::string Seat::heading(const Lookup& lookup) const { return function + ", " + lookup(body); }

void Holding::describe(Fields& f) {
  f.link({"seat", N_("Plass"), Must::be_filled}, "seat", seat);
  f.link({"person", N_("Person"), Must::be_filled}, "person", person);
  f.yes_no({"acting", N_("Fungerer midlertidig")}, acting);
  f.date({"valid_from", N_("Fra")}, valid_from);
  f.date({"valid_until", N_("Til"), Must::no, N_("Den første dagen uten vervet. Tilgangen slutter da.")}, valid_until);
}

std::string Holding::heading(const Lookup& lookup) const {
  return lookup(person) + ": " + lookup(seat);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "organisation", .plural = "organisations", .table = "people_organisation",
       .one = N_("organisasjon"), .many = N_("Organisasjoner"), .add = N_("Ny organisasjon"),
       .purpose = N_("Eiere, universitet, organisasjoner og andre som er med eller møter i partnerskapet."),
       .make = make<Organisation>, .columns = {"kind", "number"},
       .tidy = tidy_organisation, .check = check_organisation},
      {.name = "district", .plural = "districts", .table = "people_district",
       .one = N_("bydel"), .many = N_("Bydeler"), .add = N_("Ny bydel"),
       .purpose = N_("Områdene som nettverkene deles etter."),
       .make = make<District>, .columns = {"place"}},
      {.name = "unit", .plural = "units", .table = "people_unit",
       .one = N_("enhet"), .many = N_("Enheter"), .add = N_("Ny enhet"),
       .purpose = N_("Barnehager, skoler, PPT og andre tjenester rundt barna, kommunale og private."),
       .make = make<Unit>, .columns = {"kind", "owner_type", "district"},
       .tidy = tidy_unit, .check = check_unit},
      {.name = "person", .plural = "persons", .table = "people_person",
       .one = N_("person"), .many = N_("Personer"), .add = N_("Ny person"),
       .purpose = N_("De som arbeider i enhetene eller har verv i partnerskapet. Aldri barn."),
       .make = make<Person>, .columns = {"mail"},
       .tidy = tidy_person, .check = check_person},
      {.name = "employment", .plural = "employments", .table = "people_employment",
       .one = N_("stilling"), .many = N_("Stillinger"), .add = N_("Ny stilling"),
       .purpose = N_("Hvem som arbeider hvor, i hvilken rolle og hvor lenge."),
       .make = make<Employment>, .columns = {"unit", "role", "valid_until"},
       .check = check_employment, .part_of = "person", .asks = access::Asks::again},
      {.name = "body", .plural = "bodies", .table = "people_body",
       .one = N_("organ"), .many = N_("Organer"), .add = N_("Nytt organ"),
       .purpose = N_("Styringsgrupper, arbeidsgrupper og andre som møtes og bestemmer."),
       .make = make<Body>, .columns = {"kind", "organisation"},
       .check = check_body},
      {.name = "seat", .plural = "seats", .table = "people_seat",
       .one = N_("plass"), .many = N_("Plasser"), .add = N_("Ny plass"),
       .purpose = N_("Plassene i et organ. De består når personer skifter."),
       .make = make<Seat>, .columns = {"body", "represents", "required"}, .check = check_seat,
       .part_of = "body",
       .asks = access::Asks::again},
      {.name = "holding", .plural = "holdings", .table = "people_holding",
       .one = N_("verv"), .many = N_("Verv"), .add = N_("Nytt verv"),
       .purpose = N_("Hvem som har hatt hvilken plass, og når."),
       .make = make<Holding>, .columns = {"person", "valid_from", "valid_until"},
       .check = check_holding, .part_of = "seat", .asks = access::Asks::again},
  };
  return all;
}

Roles roles_of(db::Connection& db, const Uuid& person, Date today) {
  Roles roles;
  for (const std::string& code : role_codes(db, person, today)) {
    if (const auto role = value_named<Role>(code)) roles.add(*role);
  }
  if (!roles.none()) roles.add(Role::staff);
  return roles;
}

std::vector<Vacancy> vacancies(db::Connection& db, Date today) { return vacant_seats(db, today); }

Uuid current_unit(db::Connection& db, const Uuid& unit) {
  const auto chain = successors(db, unit);
  return chain.empty() ? unit : chain.back();
}

}  // namespace samloft::people
