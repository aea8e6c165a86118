// What the pages of goals look like: view structs in, HTML out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/texts.h"
#include "goals/goals.h"
#include "page/html.h"

namespace samloft::goals {

struct Tag {
  std::string_view colour;
  std::string text;
};

struct GoalView {
  std::string title;
  std::string address;  // empty: the goal whose page this is
  std::string level;
  std::vector<Tag> tags;  // state, and judgement when there is one
  std::int64_t signs = 0;
  int years = -1;  // for which it has been held (CAP-2); -1: not known
  std::vector<GoalView> below;
};
// Warnings over what they are about, with room between.
page::Html stacked(const page::Html& warnings, const page::Html& content);
// What stands above a goal's fields, in full width.
page::Html above_fields(const page::Html& content);

// Every goal under the one it serves. Nothing when there is no goal.
page::Html goal_tree(const Texts& t, const std::vector<GoalView>& roots);
// Where a goal stands: what it serves, what serves it; and for how many years it has been held,
// -1 if that is not known (CAP-2).
page::Html goal_branch(const Texts& t, const GoalView& root, int years, const std::string& since);

struct ValueView {
  std::string value, day;  // the day may be missing
};
struct SignView {
  std::string title, address;
  std::string measure;    // what is measured, with its unit
  std::string direction;  // which way is better; empty: none
  ValueView baseline, target, measured;
  bool has_baseline = false;
  bool measured_is_value = true;  // else the reason why there is no number, as a word
};
// The signs of a goal with their values. Nothing for none.
page::Html signs_panel(const Texts& t, const std::vector<SignView>& signs);

struct MissingView {
  bool no_sign = false;
  std::string add_address;     // empty: not the viewer's to add
  struct Baseless {
    std::string title, edit_address;
  };
  std::vector<Baseless> without_baseline;
};
// What is missing before attainment can be judged, and where to mend it.
page::Html missing_alerts(const Texts& t, const MissingView& missing);

// CAP-1: who has more than a few active goals at a time.
struct TooManyView {
  std::string unit;  // empty: the whole partnership
  std::vector<std::pair<std::string, std::string>> goals;  // title, address
};
page::Html too_many_alerts(const Texts& t, const std::vector<TooManyView>& all);

// --- judging

// What «not shown» means, on a goal that ended so.
page::Html honest_end(const Texts& t, Judgement judgement);
struct GroundView {
  std::string title, baseline, target, newest, newest_day;
  bool shows = false;          // a later value of the same source (R13)
  bool not_over_time = false;  // R12
};
struct JudgingView {
  std::vector<GroundView> grounds;
  std::string action, back, csrf;
  std::string judgement, text, judge, day;  // as stored, or as typed
  std::vector<FieldError> errors;
};
page::Html judging_form(const Texts& t, const JudgingView& view);

}  // namespace samloft::goals
