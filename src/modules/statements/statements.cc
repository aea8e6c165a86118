// What offices, forms, rounds and statements are, and the rules between them.
// Tested by statements_test.cc

#include "statements/statements.h"

#include "base/text.h"
#include "records/kind.h"
#include "rules.h"
#include "store.h"

namespace samloft::statements {
namespace {

// A private owner sees what it is party to, as long as one works or sits for it; so it is with the
// parts. Scopes know no clock of ours, so the day is the database's.
std::string scope_of(const std::string& statement) {
  return "EXISTS (SELECT 1 FROM statements_v_party p JOIN people_v_affiliation a "
         "ON a.organisation = p.organisation WHERE p.statement = " +
         statement +
         " AND a.person = :viewer "
         "AND (a.valid_from IS NULL OR a.valid_from <= CAST(CURRENT_DATE AS text)) "
         "AND (a.valid_until IS NULL OR a.valid_until > CAST(CURRENT_DATE AS text)))";
}

void add(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_year(const std::string& field, std::int64_t year, std::vector<FieldError>& errors) {
  if (year < 2000 || year > 2100) add(errors, field, N_("Skriv et årstall mellom 2000 og 2100."));
}

void check_form(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& form = static_cast<const Form&>(record);
  if (form.valid_from && form.valid_until && *form.valid_until <= *form.valid_from)
    add(errors, "valid_until", N_("Sluttdatoen må komme etter startdatoen."));
}

void check_field(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& field = static_cast<const FormField&>(record);
  if (field.type == FieldType::choice && trimmed(field.choices).empty() &&
      field.filled_from == FilledFrom::typed)
    add(errors, "choices", N_("Skriv det som kan velges, ett på hver linje."));
}

void tidy_round(Record& record) {
  auto& round = static_cast<Round&>(record);
  for (char& one : round.due_time)
    if (one == ':') one = '.';
}

void check_round(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& round = static_cast<const Round&>(record);
  check_year("school_year", *round.school_year, errors);
  if (!minute_of(round.due_time)) add(errors, "due_time", N_("Skriv klokkeslettet slik: 23.59."));
  if (round.opens_on && *round.due_on < *round.opens_on)
    add(errors, "due_on", N_("Fristen kan ikke være før runden åpner."));
  if (round.forum_on && *round.forum_on < *round.due_on)
    add(errors, "forum_on", N_("Forumet kan ikke møtes før fristen."));
  if (round.decision_on && *round.decision_on < *round.due_on)
    add(errors, "decision_on", N_("Vedtaket kan ikke komme før fristen."));
}

void check_statement(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& one = static_cast<const Statement&>(record);
  if (one.supplement_to == one.id && one.id)
    add(errors, "supplement_to", N_("En behovsmelding kan ikke være tillegg til seg selv."));
  if (one.own_money && one.own_money->count < 0)
    add(errors, "own_money", N_("Beløpet kan ikke være negativt."));
  if (one.own_hours && *one.own_hours < 0)
    add(errors, "own_hours", N_("Timene kan ikke være færre enn null."));
  if (one.total && one.total->count < 0) add(errors, "total", N_("Beløpet kan ikke være negativt."));
  if (one.state == State::withdrawn || one.supplement_to) return;
  if (is_stated_already(db, one))
    add(errors, "measure",
        N_("Tiltaket har alt en behovsmelding i denne runden. Endre den, eller gjør denne til et tillegg."));
}

void check_year_row(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& year = static_cast<const Year&>(record);
  check_year("year", *year.year, errors);
  if (is_there_already(db, year))
    add(errors, "year", N_("Behovsmeldingen har dette året alt. Hvert år står én gang."));
}

void check_amount(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& amount = static_cast<const Amount&>(record);
  check_year("year", *amount.year, errors);
  if (amount.amount->count < 0) add(errors, "amount", N_("Beløpet kan ikke være negativt."));
  if (is_there_already(db, amount))
    add(errors, "organisation", N_("Mottakeren har et beløp for dette året alt. Legg dem sammen til ett."));
}

void check_answer(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& answer = static_cast<const Answer&>(record);
  if (!!answer.criterion == !!answer.field)
    add(errors, "criterion", N_("Et svar hører til ett kriterium eller ett felt i skjemaet."));
}

}  // namespace

void Office::describe(Fields& f) {
  f.link({"organisation", N_("Embete"), Must::be_filled, N_("Statsforvalteren eller fylkeskommunen som tar imot.")},
         "organisation", organisation);
  f.text({"counties", N_("Fylker"), Must::no, N_("Ett embete kan ha flere fylker.")}, counties);
  f.text({"portal", N_("Portal"), Must::no, N_("Det stedet behovsmeldinger sendes, kalles.")}, portal);
  f.text({"portal_address", N_("Portalens adresse"), Must::no, N_("En nettadresse som begynner med https://."), 500},
         portal_address);
  f.choice({"forum_model", N_("Samarbeidsforum")}, forum_model);
  f.choice({"impartiality", N_("Habilitet i forumet"), Must::no,
            N_("Om plasser fra en part i behovsmeldinga alltid holdes utenfor innstillingen.")},
           impartiality);
}

void Form::describe(Fields& f) {
  f.link({"office", N_("Embete"), Must::be_filled}, "governor_office", office);
  f.text({"name", N_("Navn"), Must::be_filled}, name);
  f.date({"valid_from", N_("Gjelder fra")}, valid_from);
  f.date({"valid_until", N_("Gjelder til"), Must::no, N_("Den første dagen skjemaet ikke lenger gjelder.")},
         valid_until);
}

void FormField::describe(Fields& f) {
  f.link({"form", N_("Skjema"), Must::be_filled}, "form_version", form);
  f.number({"place", N_("Plass"), Must::no, N_("1 kommer først.")}, place);
  f.text({"part", N_("Overskrift"), Must::no, N_("Den delen av skjemaet feltet står i.")}, part);
  f.text({"code", N_("Kode"), Must::no, N_("Det feltet heter i portalen."), 60}, code);
  f.text({"label", N_("Ledetekst"), Must::be_filled, N_("Slik feltet heter i skjemaet."), 500}, label);
  f.choice({"type", N_("Type felt")}, type);
  f.yes_no({"required", N_("Må fylles ut")}, required);
  f.text({"hint", N_("Veiledning"), Must::no, {}, 500}, hint);
  f.prose({"choices", N_("Det som kan velges"), Must::no, N_("Ett på hver linje.")}, choices);
  f.choice({"filled_from", N_("Fylles ut fra"), Must::no,
            N_("Det behovsmeldinga vet fra før, skrives ikke to ganger.")},
           filled_from);
}

std::string Round::heading(const Lookup& lookup) const {
  return lookup(scheme) + " " + school_year_name(school_year.value_or(0));
}

void Round::describe(Fields& f) {
  f.link({"office", N_("Embete"), Must::be_filled}, "governor_office", office);
  f.link({"scheme", N_("Ordning"), Must::be_filled}, "scheme", scheme);
  f.number({"school_year", N_("Skoleår"), Must::be_filled, N_("Året skoleåret begynner: 2026 er 2026/27.")},
           school_year);
  f.date({"opens_on", N_("Åpner")}, opens_on);
  f.date({"due_on", N_("Frist"), Must::be_filled}, due_on);
  f.text({"due_time", N_("Klokkeslett for fristen"), Must::be_filled,
          N_("Norsk tid. 23.59 gjelder til og med 23.59.59."), 5},
         due_time);
  f.date({"forum_on", N_("Samarbeidsforum møtes")}, forum_on);
  f.date({"decision_on", N_("Ventet vedtak"), Must::no, N_("Reglene som gjelder denne dagen, brukes.")},
         decision_on);
}

std::string Statement::heading(const Lookup& lookup) const {
  return lookup(measure) + ": " + lookup(round);
}

void Statement::describe(Fields& f) {
  f.link({"round", N_("Runde"), Must::be_filled}, "filing_round", round);
  f.link({"measure", N_("Tiltak"), Must::be_filled}, "measure", measure);
  f.link({"rule_set", N_("Regelsett"), Must::be_filled}, "rule_set", rule_set);
  f.link({"form", N_("Skjema")}, "form_version", form);
  f.link({"filer", N_("Meldes av"), Must::be_filled}, "organisation", filer);
  f.links({"on_behalf", N_("Meldes også for"), Must::no, N_("De andre eierne i nettverket.")},
          "organisation", on_behalf);
  f.prose({"consents", N_("Samtykke fra dem"), Must::no, N_("Hvordan og når de har sagt ja.")}, consents);
  f.links({"partners", N_("Partnere")}, "organisation", partners);
  f.prose({"contacts", N_("Kontakter"), Must::no, N_("Kontorer og stillinger, gjerne uten navn.")}, contacts);
  f.options({"target_groups", N_("Hvem som er med")}, ChoicesOf<partnership::TargetGroup>::list,
            target_groups);
  f.prose({"target_group", N_("Målgruppe")}, target_group);
  f.prose({"participants", N_("Deltakere"), Must::no, N_("Hvor mange, og fra hvilke enheter.")}, participants);
  f.prose({"expected", N_("Det som ventes oppnådd")}, expected);
  f.prose({"anchoring", N_("Forankring"), Must::no, N_("Hvordan ledere, ansatte og tillitsvalgte har vært med.")},
          anchoring);
  f.prose({"own_effort", N_("Egeninnsats")}, own_effort);
  f.money({"own_money", N_("Egenandel i kroner")}, own_money);
  f.number({"own_hours", N_("Egne timer")}, own_hours);
  f.money({"total", N_("Søkt om i alt")}, total);
  f.link({"supplement_to", N_("Tillegg til")}, "statement", supplement_to);
  f.choice({"state", N_("Status")}, state);
  f.date({"due_again", N_("Ny frist")}, due_again);
  f.link({"granted_as", N_("Tilskuddet")}, "grant", granted_as);
}

std::string Year::heading(const Lookup& lookup) const {
  return std::to_string(year.value_or(0)) + ": " + lookup(statement);
}
void Year::describe(Fields& f) {
  f.link({"statement", N_("Behovsmelding"), Must::be_filled}, "statement", statement);
  f.number({"year", N_("År"), Must::be_filled}, year);
  f.money({"total", N_("Sum")}, total);
}

std::string Amount::heading(const Lookup& lookup) const {
  return lookup(organisation) + " " + std::to_string(year.value_or(0)) + ": " + lookup(statement);
}
void Amount::describe(Fields& f) {
  f.link({"statement", N_("Behovsmelding"), Must::be_filled}, "statement", statement);
  f.choice({"stage", N_("Slag beløp")}, stage);
  f.number({"year", N_("År"), Must::be_filled}, year);
  f.link({"organisation", N_("Mottaker"), Must::be_filled}, "organisation", organisation);
  f.money({"amount", N_("Beløp"), Must::be_filled}, amount);
}

std::string Answer::heading(const Lookup& lookup) const {
  return lookup(criterion ? criterion : field);
}
void Answer::describe(Fields& f) {
  f.link({"statement", N_("Behovsmelding"), Must::be_filled}, "statement", statement);
  f.link({"criterion", N_("Kriterium")}, "criterion", criterion);
  f.link({"field", N_("Felt i skjemaet")}, "form_field", field);
  f.prose({"text", N_("Svar")}, text);
  f.links({"evidence", N_("Kilder")}, "evidence", evidence);
}

std::string Step::heading(const Lookup& lookup) const {
  return std::string(label_of(state)) + ": " + lookup(statement);
}
void Step::describe(Fields& f) {
  f.link({"statement", N_("Behovsmelding"), Must::be_filled}, "statement", statement);
  f.choice({"state", N_("Status")}, state);
  f.date({"made_on", N_("Dato"), Must::be_filled}, made_on);
  f.text({"reference", N_("Brev eller referat")}, reference);
  f.prose({"reason", N_("Begrunnelse")}, reason);
  f.date({"due", N_("Ny frist")}, due);
  f.number({"hours", N_("Timer fra universitetet")}, hours);
  f.choice({"agreement", N_("Hvordan forumet kom fram til det")}, agreement);
  f.number({"votes_for", N_("Stemmer for")}, votes_for);
  f.number({"votes_against", N_("Stemmer mot")}, votes_against);
  f.number({"votes_blank", N_("Blanke stemmer")}, votes_blank);
  f.prose({"dissent", N_("Mindretallets syn og habilitet")}, dissent);
  f.link({"person", N_("Hvem"), Must::no, N_("Den som forankret, bekreftet, ledet forumet eller gjorde vedtaket.")},
         "person", person);
  f.yes_no({"impartial", N_("Habiliteten er vurdert")}, impartial);
  f.links({"disqualified", N_("Inhabile"), Must::no, N_("Plasser som ikke er med i vedtaket.")}, "seat",
          disqualified);
}

const std::vector<records::Kind>& kinds() {
  using records::make;
  static const std::string scope = scope_of("t.id"), part_scope = scope_of("t.statement");
  static const std::vector<records::Kind> all{
      {.name = "governor_office", .plural = "governor-offices", .table = "statements_office",
       .one = N_("embete"), .many = N_("Embeter"), .add = N_("Nytt embete"),
       .purpose = N_("De som tar imot behovsmeldinger, hver med sin portal og sitt forum."),
       .make = make<Office>, .columns = {"counties", "portal", "forum_model"}},
      {.name = "form_version", .plural = "form-versions", .table = "statements_form",
       .one = N_("skjema"), .many = N_("Skjemaer"), .add = N_("Nytt skjema"),
       .purpose = N_("Embetets skjema for behovsmeldinger, fra en dato til en annen."),
       .make = make<Form>, .columns = {"office", "valid_from", "valid_until"}, .check = check_form,
       .part_of = "office"},
      {.name = "form_field", .plural = "form-fields", .table = "statements_form_field",
       .one = N_("felt i et skjema"), .many = N_("Felter i skjemaer"), .add = N_("Nytt felt"),
       .purpose = N_("Det embetets skjema spør om."),
       .make = make<FormField>, .columns = {"form", "place", "part", "type", "required"},
       .check = check_field, .part_of = "form"},
      {.name = "filing_round", .plural = "filing-rounds", .table = "statements_round",
       .one = N_("runde for behovsmeldinger"), .many = N_("Runder for behovsmeldinger"),
       .add = N_("Ny runde for behovsmeldinger"),
       .purpose = N_("Når behovsmeldinger kan sendes til et embete i en ordning, og når forumet møtes."),
       .make = make<Round>, .columns = {"office", "due_on", "forum_on", "decision_on"},
       .tidy = tidy_round, .check = check_round},
      {.name = "statement", .plural = "statements", .table = "statements_statement",
       .one = N_("behovsmelding"), .many = N_("Behovsmeldinger"), .add = N_("Ny behovsmelding"),
       .purpose = N_("Det eier melder til statsforvalteren: ett tiltak i én ordning, for inntil tre år."),
       .make = make<Statement>, .columns = {"state", "round", "filer", "total"}, .readers = kReaders,
       .writers = {}, .check = check_statement, .scope = scope, .sees_all = kReadAll},
      {.name = "statement_year", .plural = "statement-years", .table = "statements_year",
       .one = N_("år i en behovsmelding"), .many = N_("År i behovsmeldinger"), .add = N_("Nytt år"),
       .purpose = N_("Årene det er søkt for, med summen for hvert av dem."),
       .make = make<Year>, .columns = {"statement", "year", "total"}, .readers = kReaders,
       .writers = {}, .check = check_year_row, .scope = part_scope, .sees_all = kReadAll,
       .part_of = "statement", .shown_by_whole = true},
      {.name = "statement_amount", .plural = "statement-amounts", .table = "statements_amount",
       .one = N_("beløp i en behovsmelding"), .many = N_("Beløp i behovsmeldinger"), .add = N_("Nytt beløp"),
       .purpose = N_("Hva hver mottaker søker om, er innstilt til og får, år for år."),
       .make = make<Amount>, .columns = {"statement", "stage", "year", "organisation", "amount"},
       .readers = kReaders, .writers = {}, .check = check_amount, .scope = part_scope,
       .sees_all = kReadAll, .part_of = "statement", .shown_by_whole = true},
      {.name = "statement_answer", .plural = "statement-answers", .table = "statements_answer",
       .one = N_("svar i en behovsmelding"), .many = N_("Svar i behovsmeldinger"), .add = N_("Nytt svar"),
       .purpose = N_("Svar på kriteriene i regelsettet og på feltene i skjemaet."),
       .make = make<Answer>, .columns = {"statement", "criterion", "field"}, .readers = kReaders,
       .writers = {}, .check = check_answer, .scope = part_scope, .sees_all = kReadAll,
       .part_of = "statement", .shown_by_whole = true},
      {.name = "statement_step", .plural = "statement-steps", .table = "statements_step",
       .one = N_("steg for en behovsmelding"), .many = N_("Steg for behovsmeldinger"), .add = N_("Nytt steg"),
       .purpose = N_("Hvordan en behovsmelding kom dit den er: når, etter hvilket brev og hvorfor."),
       .make = make<Step>, .columns = {"statement", "state", "made_on", "reference"},
       .readers = kReaders, .writers = {}, .scope = part_scope, .sees_all = kReadAll,
       .part_of = "statement", .shown_by_whole = true},
  };
  return all;
}

}  // namespace samloft::statements
