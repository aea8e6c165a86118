// The frozen decision basis as a kind of record, and the sections of a plan.
// Tested by basis_test.cc

#include "basis/basis.h"

#include "access/route.h"
#include "base/text.h"
#include "basis_sections.h"
#include "records/kind.h"
#include "records/records.h"
#include "store.h"

namespace samloft::basis {

using document::Section;
using documents::Topic;

namespace {

// The content of three languages, and the sources.
constexpr std::size_t kLongest = 4'000'000;
constexpr std::size_t kLongestStatements = 16'000'000;

void check_basis(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& basis = static_cast<const DecisionBasis&>(record);
  if (basis.year && (*basis.year < 2000 || *basis.year > 2100))
    errors.push_back({"year", N_("Skriv et årstall mellom 2000 og 2100.")});
  if (number_is_taken(db, *basis.number, basis.id))
    errors.push_back({"number", N_("Et annet beslutningsgrunnlag har dette nummeret.")});
  if (basis.fingerprint != fingerprint_of(basis))
    errors.push_back({"fingerprint", N_("Fingeravtrykket passer ikke til innholdet: noe er endret "
                                        "etter at grunnlaget ble fryst.")});
}

}  // namespace

std::string DecisionBasis::heading(const Lookup&) const {
  return "Beslutningsgrunnlag " + std::to_string(number.value_or(0)) + " (" +
         std::to_string(year.value_or(0)) + ")";
}
void DecisionBasis::describe(Fields& f) {
  f.text({"recipient", N_("Til"), Must::be_filled, N_("Hvem som skal beslutte, for eksempel samarbeidsforum i fylket.")},
         recipient);
  f.number({"year", N_("År"), Must::be_filled, N_("Det første året grunnlaget gjelder for.")}, year);
  f.prose({"grounds", N_("Begrunnelse for prioriteringene"), Must::be_filled, {}, 20000, Shown::nowhere},
          grounds);
  f.number({"number", N_("Nummer"), Must::be_filled, {}, 200, Shown::not_in_forms}, number);
  f.date({"frozen_on", N_("Fryst"), Must::be_filled, {}, 200, Shown::not_in_forms}, frozen_on);
  f.link({"plan_version", N_("Planen den bygger på"), Must::no, {}, 200, Shown::not_in_forms},
         "version", plan_version);
  f.text({"fingerprint", N_("Fingeravtrykk"), Must::be_filled,
          N_("BLAKE2b-256 av innholdet: endres ett tegn, endres dette."), 200, Shown::not_in_forms},
         fingerprint);
  f.prose({"content", N_("Innhold"), Must::be_filled, {}, kLongest, Shown::nowhere}, content);
  f.prose({"sources", N_("Kilder"), Must::be_filled, {}, kLongest, Shown::nowhere}, sources);
  f.prose({"statements", N_("Behovsmeldinger"), Must::no, {}, kLongestStatements, Shown::nowhere},
          statements);
}

const std::vector<records::Kind>& kinds() {
  static const std::vector<records::Kind> all{
      {.name = "decision_basis", .plural = "decision-bases", .table = "basis_decision_basis",
       .one = N_("beslutningsgrunnlag"), .many = N_("Beslutningsgrunnlag"),
       .add = N_("Nytt beslutningsgrunnlag"),
       .purpose = N_("Behov, prioriteringer og planer slik de ble lagt fram. De endres aldri."),
       .make = records::make<DecisionBasis>,
       .columns = {"number", "recipient", "year", "frozen_on"}, .writers = {},
       .check = check_basis},
  };
  return all;
}

std::string fingerprint_of(const DecisionBasis& basis) {
  return document::fingerprint(basis.content + basis.sources + basis.statements);
}

Result<Uuid> freeze(records::Work& work, DecisionBasis& basis) {
  if (!work.viewer.may(kFreezers)) return Problem::forbidden();
  basis.number = last_number(work.db) + 1;
  basis.frozen_on = local_day(work.now);
  basis.fingerprint = fingerprint_of(basis);
  return records::create_by_verb(work, *work.kinds.by_name("decision_basis"), basis);
}

void forget_old_drafts(db::Connection& db, Instant now) {
  forget_drafts(db, Instant{now.milliseconds - 30 * kDay});
}

Section contents(access::Visit& visit, const documents::Plan& plan, Topic topic, const Texts& t,
                 const records::Kinds& kinds, thread::Reader& reader) {
  const auto facts = thread::facts_of(visit, reader);
  const Date today = local_day(visit.now);
  Writer writer(*facts, t);
  // The wheel is of the school year that begins in the plan's year. It stands with the series that
  // make most of it, or where there are none with the measures.
  const bool has_series = !facts->series.empty();
  const auto wheel = [&] { writer.year_wheel(school_year_for(plan.year, today), today); };
  switch (topic) {
    case Topic::partnership: writer.partnership(); break;
    case Topic::phases: writer.phases(); break;
    case Topic::anchoring: writer.anchoring(thread::strategy_model_for_all(visit, kinds, reader, t)); break;
    case Topic::strategies: writer.strategies(); break;
    case Topic::needs:
      writer.needs();
      writer.decided_rounds();
      break;
    case Topic::goals: writer.goals(); break;
    case Topic::measures:
      writer.measures();
      writer.time_lines(today);
      if (!has_series) wheel();
      break;
    case Topic::networks:
      writer.networks();
      if (has_series) wheel();
      break;
    case Topic::organisation: writer.organisation(today); break;
    case Topic::evaluation: writer.evaluation(); break;
    case Topic::money: writer.money(); break;
  }
  return std::move(writer.section);
}

}  // namespace samloft::basis
