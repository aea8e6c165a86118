// What statements look like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"
#include "rules_gaps.h"

namespace samloft::statements {

// --- where a statement stands

struct StandView {
  State state = State::draft;
  std::string deadline;  // «Frist 1. februar 2027 kl. 23.59: 12 dager igjen»; empty: it is past
  bool late = false;
};
// The line, the deadline, and what more stands before the fields.
page::Html standing_part(const Texts& t, const StandView& view, const page::Html& more);
// «12 dager igjen», «gikk ut for 3 timer siden»
std::string words_of(const Texts& t, bool over, std::int64_t days, std::int64_t hours,
                     std::int64_t minutes);

struct GapView {
  Severity severity = Severity::block;
  std::string text, address;  // where it is mended; empty for those who may not
};
page::Html gaps_panel(const Texts& t, const std::vector<GapView>& gaps);
// A gap in the language of the page.
std::string words_of(const Texts& t, const Gap& gap);

// --- what may be done next

struct MoveView {
  State to = State::draft;
  std::string action, csrf;
  bool primary = false;
  std::string made_on, reference, reason, due, hours;  // as typed
  bool impartial = false;
  bool refused = false;  // the form that came back
};
std::string_view move_words(State to);
page::Html move_form(const Texts& t, const MoveView& view, const std::vector<FieldError>& errors);
// Who takes the next step, for those who do not.
std::string_view waits_for(State state);
// One form open, the others behind their names.
page::Html moves_panel(const Texts& t, State state, const page::Html& first, const page::Html& others);

// --- amounts

struct AmountsView {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<bool> numbers;  // which of them line up to the right
  std::vector<std::vector<std::string>> rows;
};
page::Html amounts_panel(const Texts& t, const std::vector<AmountsView>& tables);

// A grid of typed amounts: a row for each year, a column for each recipient and one for the sum.
struct GridRow {
  std::string year;
  std::vector<std::string> amounts;
  std::string sum;
};
struct GridView {
  std::vector<std::string> recipients;
  std::vector<GridRow> rows;
  std::string total;
  std::vector<FieldError> errors;  // by the names of the inputs
};
// Inputs: year-0, amount-0-1, sum-0, total.
std::vector<page::FieldName> grid_names(const Texts& t, const GridView& view);
page::Html grid(const Texts& t, const GridView& view, std::string_view total_label);

// --- what was answered and how it went

struct AnswerView {
  std::string heading, wanted, text, sources;
};
page::Html answers_panel(const Texts& t, const std::vector<AnswerView>& answers);

struct StepView {
  std::string title, day, note, reason;
};
page::Html steps_panel(const Texts& t, const std::vector<StepView>& steps);

// --- the portal

struct CopyView {
  std::string part, code, label, value;
  bool required = false, is_long = false;
};
page::Html copy_part(const Texts& t, const std::vector<CopyView>& fields,
                     const std::string& portal, const std::string& address);

}  // namespace samloft::statements
