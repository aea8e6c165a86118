// What surveys look like. Private to this module.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::surveys {

// --- the respondent's page (views_answer.cc)

struct ChoiceView {
  std::string value, label;
  bool is_chosen = false;
};
enum class Asks { heading, one_row, one, several, text };  // one_row: the steps of a scale
struct AskView {
  Asks asks = Asks::one;
  std::string name;      // of the field; of a heading: where links lead
  std::string number;    // «3.», or none
  std::string text, help;
  bool is_required = false;
  std::vector<ChoiceView> choices;
  std::string value;     // of a text
  std::string error;
  std::string condition;          // said where no script hides the question
  std::string shown_if;           // the field it depends on
  std::string shown_if_choices;   // «1,3»
  bool is_line = false;           // of a matrix: its text stands under the matrix's own
};
struct AnswerView {
  std::string title, introduction, action, csrf;
  std::string least;         // the smallest group
  std::string deadline;      // «fredag …», or none
  std::string worker;        // the script that keeps the page for the time without a net
  std::string until;         // an answer that waits for a net is kept as long
  std::vector<AskView> asks;
  std::vector<FieldError> errors;
  std::vector<page::FieldName> names;
  page::Html notice;         // above the questions: saved, closed
  bool is_preview = false;
};
page::Html answer_page(const Texts& t, const AnswerView& view);
page::Html code_page(const Texts& t, const std::string& action, const std::string& csrf,
                     const std::string& typed, const std::string& error);
page::Html thanks_page(const Texts& t, bool came_before);
page::Html closed_page(const Texts& t);

// --- making a survey (views_builder.cc)

struct BuilderItem {
  std::string id;  // where links lead
  std::string number, text, kind, details, address;  // address of its own pages; empty: locked
  bool is_section = false;
  bool may_rise = false, may_sink = false;
};
struct BuilderView {
  std::string address;  // of the survey's own pages
  std::string csrf;
  bool is_draft = false;
  bool is_builder = false;  // the page of the questions, not the survey's own
  std::vector<BuilderItem> items;
  std::vector<std::string> faults;      // what keeps it from being opened
  std::vector<page::Option> sets;       // sets of questions to choose from
};
page::Html questions_panel(const Texts& t, const BuilderView& view);
page::Html builder_tools(const Texts& t, const BuilderView& view);

// --- sending (views_sending.cc)

struct PickView {
  struct Person {
    std::string id, name;
    bool is_picked = false;
    bool is_invited = false;
  };
  std::string address, csrf, words, least, error;
  std::vector<page::Option> roles;
  std::vector<Person> hits;    // of the search
  std::vector<Person> picked;  // before, and not among them
  bool has_sought = false;
  bool is_cut = false;         // there are more than are shown
};
page::Html picking_panel(const Texts& t, const PickView& view);

struct SheetCode {
  std::string code;
  page::Html picture;
};
page::Html code_sheet(const Texts& t, const std::string& title, const std::string& address,
                      const std::vector<SheetCode>& codes);

// --- results (views_results.cc)

struct BarView {
  std::string label;  // of a group; empty: of all
  std::vector<std::int64_t> counts;
  std::int64_t n = 0;
  std::string mean;
};
struct ResultView {
  std::string number, text;
  std::vector<std::string> choices;
  bool is_scale = false;
  bool is_reversed = false;
  std::vector<BarView> bars;        // none: too few answers
  std::vector<std::string> texts;   // of a free text
  bool is_text = false;
};
struct SectionResultView {
  std::string id, title;
  std::vector<ResultView> results;
};
struct ScaleView {
  std::string label, mean, n, questions, alpha;
  double part = 0;  // of the scale, 0 to 1
};
struct ResultsView {
  std::string n, least;
  std::vector<BarView> groups;
  std::vector<SectionResultView> sections;
  std::vector<ScaleView> dimensions, sets;
  std::string steps;  // of the dimensions' scale
  bool is_split = false;
  std::vector<page::Tab> tabs;  // all together, or by group
};
page::Html results_view(const Texts& t, const ResultsView& view);
page::Html too_few_view(const Texts& t, const std::string& least);

}  // namespace samloft::surveys
