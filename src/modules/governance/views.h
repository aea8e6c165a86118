// What meetings look like: view structs in, HTML out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/texts.h"
#include "governance/governance.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::governance {

// --- a meeting

// What comes next: a sentence, and what does it.
page::Html next_step(std::string_view title, std::string_view text, const page::Html& actions);

struct QuorumView {
  std::string line;
  bool is_reached = false;
  bool is_known = false;  // attendance has been written
  std::vector<std::string> there, away;
};
page::Html quorum_alert(const Texts& t, const QuorumView& view);

struct LinkView {
  std::string label, address;
};
struct OutcomeView {
  OutcomeType type = OutcomeType::information;
  std::string text, note, address;
  bool confidential = false;
  bool is_late = false, is_closed = false;
  page::Html action;
};
page::Html outcome_list(const Texts& t, const std::vector<OutcomeView>& outcomes);

struct ItemView {
  std::size_t number = 0;
  std::string starts, length, title, address, note;
  int colour = 1;  // of the bar: by purpose
  std::vector<LinkView> treats, papers;
  page::Html description, discussion, actions;
  std::vector<OutcomeView> outcomes;
  std::int64_t left_out = 0;
};
// The agenda by the clock; once there are minutes, with them.
page::Html agenda_panel(const Texts& t, const std::string& title, const std::vector<ItemView>& items,
                        const page::Html& actions, const std::string& note,
                        const page::Html& below);

struct QuickItemView {
  std::string action, csrf, id;
  std::string title, minutes;
  std::vector<page::Option> purposes, presenters;
  std::vector<FieldError> errors;
};
page::Html quick_item_form(const Texts& t, const QuickItemView& view);

struct TaskView {
  std::string text, address, whose, due, state, from, from_address;
  bool is_late = false, is_closed = false, is_confidential = false;
  page::Html action;
};
page::Html task_table(const Texts& t, std::string_view caption, const std::vector<TaskView>& tasks);

struct EditionView {
  std::string title, note, address;
};
page::Html minutes_panel(const Texts& t, const std::vector<EditionView>& editions);

struct NextView {
  std::string action, csrf, id, day, error, hint;
};
page::Html next_form(const Texts& t, const NextView& view);

// --- attendance

struct MarkView {
  std::string seat, function, holder, note;
  std::vector<page::Option> choices;
};
struct AttendanceView {
  std::string action, back, csrf, guests, quorum;
  std::vector<MarkView> marks;
  std::vector<FieldError> errors;
  std::string problem;
};
page::Html attendance_form(const Texts& t, const AttendanceView& view);

// --- lists over all meetings

struct MeetingView {
  std::string title, address, when, state;
  bool is_next = false;
};
page::Html meetings_panel(const Texts& t, const std::vector<MeetingView>& meetings, const page::Html& actions);

struct DecisionView {
  std::string text, address, item, item_address, meeting, meeting_address, body, how;
  bool is_confidential = false, is_carried = true;
};
page::Html decision_table(const Texts& t, const std::vector<DecisionView>& decisions);
page::Html decisions_panel(const Texts& t, const std::vector<DecisionView>& decisions,
                           const std::string& all_address);

struct TreatedView {
  std::string when, meeting, meeting_address, item, item_address;
};
page::Html treated_panel(const Texts& t, const std::vector<TreatedView>& all);

struct RegisterView {
  std::string action, words, csv, xlsx, count;
  std::vector<page::Option> bodies, years, measures;
  std::vector<DecisionView> decisions;
  page::Html pages;
};
page::Html register_page(const Texts& t, const RegisterView& view);

struct VacancyView {
  std::string function, body, since, address;
  std::int64_t days = -1, tasks = 0;
  bool is_for_secretary = false;  // who hands over; others look at the seat
};
page::Html vacancy_panel(const Texts& t, const std::vector<VacancyView>& all);

}  // namespace samloft::governance
