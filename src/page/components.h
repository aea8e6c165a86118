// The components of a page: one function for each, so that class names live in one place. Their
// look is in static/css, described in static/README.md. All take shown text, already translated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "base/result.h"
#include "base/texts.h"
#include "page/html.h"

namespace samloft::page {

// A line drawing of 24 × 24, hidden from readers: add, arrow, calendar, check, clock, edit, history,
// key, link, menu, people, pin, print, remove, search, undo, upload, user, warn.
Html icon(std::string_view name);

Html link(const Url& address, std::string_view text);
enum class Weight { primary, secondary, tertiary };
Html button_link(const Url& address, std::string_view text, Weight weight,
                 std::string_view icon_name = {});
Html submit(std::string_view text, Weight weight, std::string_view icon_name = {});
// A form of one button: a change that needs no further input.
Html post_button(const Url& action, std::string_view csrf, std::string_view text, Weight weight,
                 std::string_view icon_name = {}, const Html& hidden = {});
Html hidden(std::string_view name, std::string_view value);

// success, warning, danger, info, neutral; the word carries the meaning, never the colour alone.
Html status(std::string_view colour, std::string_view text);

Html alert(std::string_view colour, const Html& content);
Html panel(std::string_view id, std::string_view title, const Html& content,
           const Html& actions = {});
Html empty_state(std::string_view title, std::string_view text, const Html& action);

struct Fact {
  std::string label;
  Html value;
  bool prose = false;
};
Html facts_list(const std::vector<Fact>& facts);

// --- forms: every field gets its label, description and error wired by id

struct FieldFrame {
  std::string name;
  std::string label;
  std::string hint;
  std::string error;
  bool optional = true;
  bool wide = false;
};
struct Option {
  std::string value;
  std::string text;
  bool chosen = false;
};
// type: text, search, email, password, date, number; unit stands behind the field (kr, %).
Html input(const Texts& t, const FieldFrame& frame, std::string_view type, std::string_view value,
           std::string_view unit = {}, std::string_view autocomplete = "off");
Html text_area(const Texts& t, const FieldFrame& frame, std::string_view value);
Html select(const Texts& t, const FieldFrame& frame, const std::vector<Option>& options);
Html radios(const Texts& t, const FieldFrame& frame, const std::vector<Option>& options);
Html checkboxes(const Texts& t, const FieldFrame& frame, const std::vector<Option>& options);
// The same of options that were drawn before: many hundred are drawn once and stand in many forms. Of
// checks the first has number 0, and the others each a number of its own.
Html option(const Option& option);
Html check(std::string_view field, std::size_t number, const Option& option);
Html select_drawn(const Texts& t, const FieldFrame& frame, const Html& options);
Html checkboxes_drawn(const Texts& t, const FieldFrame& frame, const Html& checks, std::size_t count);
Html checkbox(const FieldFrame& frame, bool checked);
Html file_input(const Texts& t, const FieldFrame& frame, std::string_view accept);
struct FieldName {
  std::string field;
  std::string label;  // as it stands on the page
};
// Names each error, with its field where that is known, and leads to it; takes the focus.
Html error_summary(const Texts& t, const std::vector<FieldError>& errors,
                   const std::vector<FieldName>& names = {});
// The first message about a field, for pages that draw their fields themselves; "" without one.
std::string error_of(const Texts& t, const std::vector<FieldError>& errors,
                     std::string_view field);
Html form_actions(const Html& actions);

// A form whose draft is kept while one types (records/drafts.h): above it, when it holds what was typed
// then and never saved; and in it, where the script says that it is kept.
Html unsaved_note(const Texts& t, Instant typed_at);
Html draft_state();

// --- tables

struct TableColumn {
  std::string label;
  std::string address;     // to sort by it; empty: not sortable
  std::string_view order;  // ascending, descending, or empty
  bool number = false;
};
struct TableRow {
  std::vector<Html> cells;  // the first is the row's name
};
// Becomes cards on a phone.
Html table(std::string_view caption, const std::vector<TableColumn>& columns,
           const std::vector<TableRow>& rows, std::string_view swap_target = {});
// A plain data table: behind a picture, in a panel.
Html data_table(std::string_view caption, const std::vector<std::string>& head,
                const std::vector<std::vector<std::string>>& rows);

// Links to the pages around `current`; `address` is completed with the number.
Html pagination(const Texts& t, std::int64_t current, std::int64_t last, const std::string& address,
                std::string_view swap_target);

// A picture: title that says what to see, one line of key, the drawing, its numbers as a table.
struct Figure {
  std::string id;
  std::string title;
  std::string key;
  Html drawing;  // content of the svg element
  int width = 0;
  int height = 0;
  Html table;
  bool has_links = false;  // parts of the drawing lead somewhere: it is a group, not one image
  bool is_wide = false;    // on a phone it scrolls rather than grow unreadable
  bool at_life = false;    // never drawn larger than its measures
  // The numbers, where `table` is empty: they also go into documents.
  std::vector<std::string> head = {};
  std::vector<std::vector<std::string>> rows = {};
};
Html figure(const Texts& t, const Figure& figure);
// The drawing alone, as a file of its own would hold it; its links lead nowhere outside the pages.
std::string svg_of(const Figure& figure);

// Links to the parts of one thing, each with an address of its own.
struct Tab {
  std::string label;
  std::string address;
  bool current = false;
};
Html tabs(std::string_view label, const std::vector<Tab>& all);

// Where something stands on its way: the steps in their order, those before `now` done.
Html steps(const std::vector<std::string>& labels, std::size_t now);
// The same with the labels of a state, in the reader's language.
template <class State>
Html state_steps(const Texts& t, State state) {
  std::vector<std::string> labels;
  for (const Choice& one : ChoicesOf<State>::list) labels.emplace_back(t(one.label));
  return steps(labels, static_cast<std::size_t>(state));
}

struct TreeItem {
  Html content;
  std::vector<TreeItem> items;
};
Html tree(const std::vector<TreeItem>& items);

struct Card {
  std::string address;
  std::string number;
  std::string label;
  std::string note;
};
Html cards(const std::vector<Card>& cards);

}  // namespace samloft::page
