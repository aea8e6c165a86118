// What grants, shares and tranches are, and the rules between them.
// Tested by grants_test.cc

#include "grants/grants.h"

#include "records/kind.h"
#include "rules.h"
#include "store.h"

namespace samloft::grants {
namespace {

constexpr Roles kReaders{Role::unit_leader,     Role::coordinator,          Role::owner_leader,
                         Role::ppt_lead,        Role::university_lead,      Role::private_owner,
                         Role::union_representative, Role::auditor};
constexpr Roles kWriters{Role::coordinator, Role::owner_leader, Role::university_lead};
constexpr std::int64_t kWhole = 100'00;  // basis points

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_year(const std::string& field, std::int64_t year, std::vector<FieldError>& errors) {
  if (year < 2000 || year > 2100) add(errors, field, N_("Skriv et årstall mellom 2000 og 2100."));
}

void check_grant(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& grant = static_cast<const Grant&>(record);
  check_year("decision_year", *grant.decision_year, errors);
  const Ore committed = other_tranches(db, grant.id, Uuid{});
  if (grant.total->count <= 0) {
    add(errors, "total", N_("Beløpet må være større enn null."));
  } else if (*grant.total < committed) {
    add(errors, "total", {N_("Ratene er på {} kr til sammen. Tilskuddet kan ikke være mindre."),
                          {kroner(committed)}});
  }
}

void check_share(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& share = static_cast<const Share&>(record);
  const std::int64_t others = other_parts(db, share.from_grant, share.id);
  if (*share.parts == 0) add(errors, "parts", N_("Delen må være større enn null."));
  if (*share.parts + others > kWhole) {
    add(errors, "parts", {N_("Delene blir over 100 %. Det er {} % igjen å dele ut."),
                          {percent(std::max<std::int64_t>(0, kWhole - others))}});
  }
  if (share.amount && share.amount->count < 0)
    add(errors, "amount", N_("Beløpet kan ikke være negativt."));
  if (has_share(db, share.from_grant, share.organisation, share.id))
    add(errors, "organisation", N_("Mottakeren har en del i tilskuddet allerede."));
  // A tranche is for someone with a share, so a share does not walk away from its tranches.
  if (leaves_tranches(db, share.id, share.from_grant, share.organisation))
    add(errors, "organisation", N_("Mottakeren har rater i tilskuddet. Fjern ratene først."));
}

void check_tranche(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& tranche = static_cast<const Tranche&>(record);
  check_year("budget_year", *tranche.budget_year, errors);
  if (tranche.amount->count < 0) add(errors, "amount", N_("Beløpet kan ikke være negativt."));
  if (!has_share(db, tranche.from_grant, tranche.organisation, Uuid{}))
    add(errors, "organisation", N_("Mottakeren har ingen del i tilskuddet. Legg inn delen først."));
  const Ore left = total_of(db, tranche.from_grant) - other_tranches(db, tranche.from_grant, tranche.id);
  if (*tranche.amount > left) {
    add(errors, "amount", {N_("Ratene blir større enn tilskuddet. Det er {} kr igjen å fordele."),
                           {kroner(left)}});
  }
}

}  // namespace

void Grant::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.link({"scheme", N_("Ordning")}, "scheme", scheme);
  f.link({"rule_set", N_("Regelsett"), Must::no, N_("Reglene som gjaldt da vedtaket ble gjort.")}, "rule_set", rule_set);
  f.date({"decided_on", N_("Vedtaksdato")}, decided_on);
  f.number({"decision_year", N_("Vedtaksår"), Must::be_filled}, decision_year);
  f.money({"total", N_("Beløp"), Must::be_filled}, total);
  f.links({"measures", N_("Tiltak")}, "measure", measures);
  f.prose({"conditions", N_("Vilkår")}, conditions);
  f.text({"case_reference", N_("Saksnummer")}, case_reference);
}

void Share::describe(Fields& f) {
  f.link({"from_grant", N_("Tilskudd"), Must::be_filled}, "grant", from_grant);
  f.link({"organisation", N_("Mottaker"), Must::be_filled}, "organisation", organisation);
  f.percent({"parts", N_("Andel"), Must::be_filled}, parts);
  f.number({"place", N_("Plass"), Must::no, N_("Den som står først, får øret som blir til overs.")}, place);
  f.money({"amount", N_("Beløp etter vedtaket"), Must::no,
           N_("Når vedtaket nevner beløp. Ellers regnes beløpet av andelen.")},
          amount);
  f.prose({"uses", N_("Kan brukes til")}, uses);
}

std::string Share::heading(const Lookup& lookup) const {
  return lookup(organisation) + ": " + lookup(from_grant);
}

void Tranche::describe(Fields& f) {
  f.link({"from_grant", N_("Tilskudd"), Must::be_filled}, "grant", from_grant);
  f.link({"organisation", N_("Mottaker"), Must::be_filled}, "organisation", organisation);
  f.number({"budget_year", N_("Budsjettår"), Must::be_filled}, budget_year);
  f.money({"amount", N_("Beløp"), Must::be_filled}, amount);
  f.choice({"state", N_("Status")}, state);
}

std::string Tranche::heading(const Lookup& lookup) const {
  return lookup(organisation) + " " + std::to_string(budget_year.value_or(0)) + ": " +
         lookup(from_grant);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "grant", .plural = "grants", .table = "grants_grant",
       .one = N_("tilskudd"), .many = N_("Tilskudd"), .add = N_("Nytt tilskudd"),
       .purpose = N_("Penger som statsforvalteren har vedtatt, og hva de skal gå til."),
       .make = make<Grant>, .columns = {"scheme", "decision_year", "total"},
       .readers = kReaders, .writers = kWriters, .check = check_grant},
      {.name = "share", .plural = "shares", .table = "grants_share",
       .one = N_("del"), .many = N_("Deler av tilskudd"), .add = N_("Ny del"),
       .purpose = N_("Hvordan et tilskudd er delt mellom mottakerne."),
       .make = make<Share>, .columns = {"from_grant", "organisation", "parts"},
       .readers = kReaders, .writers = kWriters, .check = check_share, .part_of = "from_grant"},
      {.name = "tranche", .plural = "tranches", .table = "grants_tranche",
       .one = N_("rate"), .many = N_("Rater"), .add = N_("Ny rate"),
       .purpose = N_("Når pengene kommer, til hvem, og hvor langt de er kommet."),
       .make = make<Tranche>, .columns = {"organisation", "budget_year", "amount", "state"},
       .readers = kReaders, .writers = kWriters, .check = check_tranche, .part_of = "from_grant"},
  };
  return all;
}

}  // namespace samloft::grants
