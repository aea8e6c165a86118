// What the pages of goals look like: view structs in, HTML out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/texts.h"
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
  std::vector<GoalView> below;
};
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

}  // namespace samloft::goals
