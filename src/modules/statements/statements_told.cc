// All statements in words, for the decision basis.
// Tested by statements_told_test.cc

#include <algorithm>

#include "people/people.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "statements_document.h"
#include "statements_standing.h"

namespace samloft::statements {
namespace {

Names names_in(db::Connection& db, const records::Kinds& kinds, const Whole& whole) {
  Names names;
  names.headings = records::headings_of(db, kinds, Viewer::command_line(), ids_of(whole));
  return names;
}

// The deadline is the sender's worry; what is missing for those who decide is the content, and that
// the university stands behind it.
std::vector<Lacking> lacking_in(const Whole& whole) {
  std::vector<Lacking> all;
  const State state = whole.statement.state;
  if (is_decided(state)) return all;
  if (state == State::draft)
    all.push_back({N_("Eier har ikke forankret behovsmeldinga."), true});
  if (state == State::draft || state == State::anchored)
    all.push_back({N_("Universitetet har ikke bekreftet behovsmeldinga."), true});
  if (state == State::returned)
    all.push_back({N_("Behovsmeldinga er sendt tilbake og ikke sendt på nytt."), true});
  for (const Gap& gap : gaps(whole.standing))
    if (gap.lack != Lack::too_late && gap.lack != Lack::not_open)
      all.push_back({gap.words, gap.severity == Severity::block});
  return all;
}

// Of all that are not withdrawn.
std::vector<Whole> wholes(db::Connection& db, const records::Kinds& kinds, Instant now) {
  std::vector<Whole> all;
  for (auto& statement : records::every<Statement>(db, *kinds.by_name("statement"))) {
    if (statement.state != State::withdrawn) all.push_back(whole_of(db, kinds, std::move(statement), now));
  }
  return all;
}

Told told_of(db::Connection& db, const records::Kinds& kinds, const Whole& whole) {
  const Names names = names_in(db, kinds, whole);
  Told one;
  one.id = whole.statement.id;
  one.measure = whole.statement.measure;
  one.state = whole.statement.state;
  one.heading = names.of(one.measure);
  one.round = names.of(whole.statement.round);
  one.filer = names.of(whole.statement.filer);
  one.partners = names.of(whole.statement.partners);
  for (const Uuid& recipient : whole.recipients())
    for (const CellRow& row : whole.cells)
      if (row.cell.organisation == recipient)
        one.amounts.push_back({row.stage, row.cell.year, names.of(recipient), row.cell.amount});
  one.lacking = lacking_in(whole);
  return one;
}

}  // namespace

Ore Told::sum(Stage stage) const {
  Ore all;
  for (const ToldAmount& one : amounts)
    if (one.stage == stage) all = all + one.amount;
  return all;
}

std::vector<Told> told(db::Connection& db, const records::Kinds& kinds, Instant now) {
  std::vector<Told> all;
  for (const Whole& whole : wholes(db, kinds, now)) all.push_back(told_of(db, kinds, whole));
  std::stable_sort(all.begin(), all.end(), [](const Told& one, const Told& other) {
    return std::tie(one.heading, one.round) < std::tie(other.heading, other.round);
  });
  return all;
}

std::string frozen(db::Connection& db, const records::Kinds& kinds, const std::string& partnership,
                   Instant now) {
  std::vector<std::pair<std::string, std::string>> all;  // by what they are called
  for (const Whole& whole : wholes(db, kinds, now)) {
    Names names = names_in(db, kinds, whole);
    names.partnership = partnership;
    names.filer_number = records::find<people::Organisation>(db, *kinds.by_name("organisation"),
                                                             whole.statement.filer)
                             .value_or(people::Organisation{})
                             .number;
    std::vector<document::Document> in_languages;
    for (const Language language : kLanguages)
      in_languages.push_back(statement_document(whole, names, Texts(language), local_day(now)));
    all.emplace_back(names.of(whole.statement.id), document::frozen(in_languages));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& one, const auto& other) {
    return one.first < other.first;
  });
  std::string text;
  for (const auto& [name, content] : all) text += content;
  return text;
}

}  // namespace samloft::statements
