// What the records of the partnership are, and the rules between them.
// Tested by partnership_test.cc

#include "partnership/partnership.h"

#include <algorithm>

#include "base/text.h"
#include "records/kind.h"
#include "records/store.h"
#include "rules.h"
#include "store.h"

namespace samloft::partnership {
namespace {

constexpr Roles kPartners{Role::coordinator, Role::owner_leader, Role::university_lead};
constexpr std::size_t kCriterionShown = 80;  // characters of its text in a heading

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_period(const std::optional<Date>& from, const std::optional<Date>& until,
                  std::vector<FieldError>& errors) {
  if (from && until && *until <= *from)
    add(errors, "valid_until", N_("Sluttdatoen må komme etter startdatoen."));
}

void check_party(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& party = static_cast<const Party&>(record);
  check_period(party.valid_from, party.valid_until, errors);
}

void check_numbers(const RuleSet& rules, std::vector<FieldError>& errors) {
  if (rules.max_years && (*rules.max_years < 1 || *rules.max_years > kMostYears))
    add(errors, "max_years", N_("Skriv et tall mellom 1 og 10."));
  if (rules.own_contribution_required && !rules.own_contribution_rate) {
    add(errors, "own_contribution_rate",
        N_("Skriv satsen, siden ordningen krever egenandel."));
  }
  if (rules.audit_threshold && rules.audit_threshold->count < 0)
    add(errors, "audit_threshold", N_("Beløpet kan ikke være negativt."));
}

void check_rule_set(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& rules = static_cast<const RuleSet&>(record);
  check_numbers(rules, errors);
  check_period(rules.valid_from, rules.valid_until, errors);
  if (!errors.empty()) return;
  std::vector<Period> others;
  for (const RuleSetPeriod& other : rule_sets_of(db, rules.scheme)) {
    if (!(other.rule_set == rules.id)) others.push_back(other.period);
  }
  if (!fits_beside({rules.valid_from, rules.valid_until}, others)) {
    add(errors, "valid_from",
        N_("Ordningen har andre regler i denne perioden. Avslutt dem først, eller rett datoene."));
  }
}

void check_agreement(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& agreement = static_cast<const Agreement&>(record);
  check_period(agreement.valid_from, agreement.valid_until, errors);
  if (must_be_signed(agreement.state) && !agreement.signed_on)
    add(errors, "signed_on", N_("Skriv når avtalen ble signert."));
  if (!agreement.amends) return;
  const auto chain = amended_by(db, agreement.amends);
  if (agreement.amends == agreement.id ||
      std::find(chain.begin(), chain.end(), agreement.id) != chain.end()) {
    add(errors, "amends", N_("En avtale kan ikke endre seg selv, heller ikke gjennom andre."));
  }
}

void check_phase(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& phase = static_cast<const Phase&>(record);
  check_period(phase.valid_from, phase.valid_until, errors);
  if (*phase.number < 1 || *phase.number > kPhases) {
    add(errors, "number", N_("Skriv et tall mellom 1 og 6."));
  } else if (number_is_taken(db, *phase.number, phase.id)) {
    add(errors, "number", N_("En annen fase har dette nummeret."));
  }
}

void check_settings(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& settings = static_cast<const Settings&>(record);
  if (settings.most_parallel && (*settings.most_parallel < 1 || *settings.most_parallel > 20))
    add(errors, "most_parallel", N_("Skriv et tall mellom 1 og 20."));
  const Settings stored = settings_of(db);
  if (stored.id && stored.id != settings.id)
    add(errors, "most_parallel", N_("Innstillingene finnes fra før. Endre dem i stedet."));
}

}  // namespace

void Party::describe(Fields& f) {
  f.link({"organisation", N_("Organisasjon"), Must::be_filled}, "organisation", organisation);
  f.choice({"role", N_("Rolle")}, role);
  f.prose({"duties", N_("Ansvar"), Must::no, N_("Det parten har tatt på seg i partnerskapet.")},
          duties);
  f.date({"valid_from", N_("Part fra")}, valid_from);
  f.date({"valid_until", N_("Part til"), Must::no,
          N_("Den første dagen organisasjonen ikke lenger er part.")},
         valid_until);
}

void Scheme::describe(Fields& f) {
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.choice({"code", N_("Ordning")}, code);
  f.link({"county_governor", N_("Statsforvalter"), Must::no, N_("Den som fordeler pengene.")},
         "organisation", county_governor);
  f.prose({"description", N_("Beskrivelse")}, description);
}

void RuleSet::describe(Fields& f) {
  f.link({"scheme", N_("Ordning"), Must::be_filled}, "scheme", scheme);
  f.date({"valid_from", N_("Gjelder fra"), Must::be_filled}, valid_from);
  f.date({"valid_until", N_("Gjelder til"), Must::no,
          N_("Den første dagen reglene ikke lenger gjelder for nye penger.")},
         valid_until);
  f.text({"legal_reference", N_("Forskrift eller retningslinjer"), Must::no,
          N_("For eksempel FOR-2021-01-26-230.")},
         legal_reference);
  f.number({"max_years", N_("Lengste tiltak i år"), Must::no,
            N_("Hvor mange år ett vedtak kan gjelde.")},
           max_years);
  f.yes_no({"own_contribution_required", N_("Krever egenandel")}, own_contribution_required);
  f.percent({"own_contribution_rate", N_("Sats for egenandel")}, own_contribution_rate);
  f.choice({"own_contribution_base", N_("Egenandel regnes av")}, own_contribution_base);
  f.yes_no({"in_kind", N_("Egne timer teller som egenandel")}, in_kind);
  f.choice({"split_mode", N_("Fordeling mellom partene")}, split_mode);
  f.percent({"coordinator_cap", N_("Høyeste andel til koordinering"), Must::no,
             N_("Tom når reglene ikke setter noe tak.")},
            coordinator_cap);
  f.money({"audit_threshold", N_("Revisorattestasjon fra"), Must::no,
           N_("Tom når reglene ikke krever attestasjon.")},
          audit_threshold);
  f.options({"target_groups", N_("Hvem som kan være med")}, ChoicesOf<TargetGroup>::list,
            target_groups);
  f.options({"partner_kinds", N_("Hvem som kan være partner")}, ChoicesOf<PartnerKind>::list,
            partner_kinds);
  f.options({"required_units", N_("Hvem som må være med"), Must::no,
             N_("De som en behovsmelding skal omfatte.")},
            ChoicesOf<TargetGroup>::list, required_units);
  f.choice({"required_units_severity", N_("Når noen av dem mangler")}, required_units_severity);
  f.choice({"involvement_severity", N_("Når ansatte og tillitsvalgte ikke er hørt")},
           involvement_severity);
  f.choice({"private_severity", N_("Når private enheter ikke er spurt eller ikke har svart")},
           private_severity);
  f.yes_no({"supplement_may_extend", N_("Et tillegg kan vare lenger enn det som løper")},
           supplement_may_extend);
  f.choice({"transition", N_("Når reglene tar slutt")}, transition);
}

std::string RuleSet::heading(const Lookup& lookup) const {
  // A form that was refused may lack the day.
  return valid_from ? lookup(scheme) + ", fra " + Texts().short_date(*valid_from) : lookup(scheme);
}

void Criterion::describe(Fields& f) {
  f.link({"rule_set", N_("Regelsett"), Must::be_filled}, "rule_set", rule_set);
  f.text({"code", N_("Kode"), Must::no, N_("For eksempel C1."), 20}, code);
  f.prose({"text", N_("Kriteriet"), Must::be_filled}, text);
  f.text({"evidence_wanted", N_("Hva som skal vises"), Must::no,
          N_("Det en behovsmelding må legge ved eller fortelle."), 500},
         evidence_wanted);
  f.choice({"severity", N_("Hvor strengt")}, severity);
}

std::string Criterion::heading(const Lookup&) const {
  const std::string first_line = split(trimmed(text), '\n').front();
  const std::string shown = shortened(first_line, kCriterionShown);
  return code.empty() ? shown : code + ": " + shown;
}

void Agreement::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.date({"signed_on", N_("Signert")}, signed_on);
  f.date({"valid_from", N_("Gjelder fra")}, valid_from);
  f.date({"valid_until", N_("Gjelder til"), Must::no,
          N_("Den første dagen avtalen ikke lenger gjelder.")},
         valid_until);
  f.prose({"text", N_("Avtalen"), Must::no, N_("Teksten, eller hvor den er arkivert.")}, text);
  f.link({"amends", N_("Endrer"), Must::no, N_("Avtalen som denne endrer.")}, "agreement", amends);
  f.choice({"state", N_("Status")}, state);
}

void Phase::describe(Fields& f) {
  f.number({"number", N_("Nummer"), Must::be_filled, N_("1 til 6.")}, number);
  f.text({"title", N_("Tittel"), Must::be_filled}, title);
  f.choice({"state", N_("Status")}, state);
  f.prose({"municipality_part", N_("Kommunens del")}, municipality_part);
  f.prose({"university_part", N_("Universitetets del"), Must::no,
           N_("Universitetet skal være med i alle fasene.")},
          university_part);
  f.date({"valid_from", N_("Fra")}, valid_from);
  f.date({"valid_until", N_("Til"), Must::no, N_("Den første dagen etter fasen.")}, valid_until);
}

std::string Phase::heading(const Lookup&) const { return std::to_string(number.value_or(0)) + ". " + title; }

// Stored headings are in the language of the source, as all are.
std::string Settings::heading(const Lookup&) const { return "Innstillinger"; }

void Settings::describe(Fields& f) {
  f.number({"most_parallel", N_("Så mange tiltak og programmer kan en enhet ha på en gang"),
            Must::no,
            N_("Enheter med flere blir pekt ut. Tomt betyr 2.")},
           most_parallel);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::vector<records::Kind> all{
      {.name = "party", .plural = "parties", .table = "partnership_party",
       .one = N_("part"), .many = N_("Parter"), .add = N_("Ny part"),
       .purpose = N_("Kommunen, universitetet og andre som har bundet seg i partnerskapet."),
       .make = make<Party>, .columns = {"role", "valid_from", "valid_until"},
       .writers = kPartners, .check = check_party},
      {.name = "scheme", .plural = "schemes", .table = "partnership_scheme",
       .one = N_("ordning"), .many = N_("Tilskuddsordninger"), .add = N_("Ny ordning"),
       .purpose = N_("Ordningene som partnerskapet kan søke penger fra."),
       .make = make<Scheme>, .columns = {"code", "county_governor"}},
      {.name = "rule_set", .plural = "rule_sets", .table = "partnership_rule_set",
       .one = N_("regelsett"), .many = N_("Regelsett"), .add = N_("Nytt regelsett"),
       .purpose = N_("Det en ordning krever fra en dato til en annen."),
       .make = make<RuleSet>, .columns = {"scheme", "valid_from", "valid_until", "max_years"},
       .check = check_rule_set, .part_of = "scheme"},
      {.name = "criterion", .plural = "criteria", .table = "partnership_criterion",
       .one = N_("kriterium"), .many = N_("Tildelingskriterier"), .add = N_("Nytt kriterium"),
       .purpose = N_("Kravene som en behovsmelding skal svare på."),
       .make = make<Criterion>, .columns = {"rule_set", "severity"}, .part_of = "rule_set"},
      {.name = "agreement", .plural = "agreements", .table = "partnership_agreement",
       .one = N_("avtale"), .many = N_("Avtaler"), .add = N_("Ny avtale"),
       .purpose = N_("Avtalene mellom partene, fra idé til de er avsluttet."),
       .make = make<Agreement>, .columns = {"state", "signed_on", "valid_until"},
       .writers = kPartners, .check = check_agreement},
      {.name = "phase", .plural = "phases", .table = "partnership_phase",
       .one = N_("fase"), .many = N_("Faser"), .add = N_("Ny fase"),
       .purpose = N_("De seks fasene fra vurdering av behov til vurdering av måloppnåelse, med begge parters del i hver."),
       .make = make<Phase>, .columns = {"state", "valid_from", "valid_until"},
       .writers = kPartners, .check = check_phase},
      {.name = "settings", .plural = "settings", .table = "partnership_settings",
       .one = N_("innstillinger"), .many = N_("Innstillinger"), .add = N_("Nye innstillinger"),
       .purpose = N_("Det partene er blitt enige om for hele partnerskapet."),
       .make = make<Settings>, .columns = {"most_parallel"},
       .writers = kPartners, .check = check_settings},
  };
  return all;
}

Settings settings_of(db::Connection& db) {
  auto all = records::every<Settings>(db, records::named(kinds(), "settings"));
  return all.empty() ? Settings{} : all.front();
}

std::optional<Uuid> rule_set_on(db::Connection& db, const Uuid& scheme, Date day) {
  for (const RuleSetPeriod& one : rule_sets_of(db, scheme)) {
    if (accepts_new_money(one.period, day)) return one.rule_set;
  }
  return std::nullopt;
}

}  // namespace samloft::partnership
