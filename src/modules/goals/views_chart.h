// A sign's values over time: view structs in, a picture and a table out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/texts.h"
#include "goals/goals.h"
#include "page/components.h"

namespace samloft::goals {

struct PointView {
  Date on;
  ValueState state = ValueState::value;
  std::optional<double> number;  // nothing: no number, whatever the state
  std::string shown;
  std::string group;
  bool other_source = false;  // drawn, and tied to nothing
};
struct ChartView {
  std::string title, unit;
  std::optional<double> baseline;
  std::optional<Date> baseline_on;
  std::optional<double> target;
  std::optional<Date> target_on;
  std::vector<PointView> points;  // by day
};
// Numbers as points joined where two of one group follow each other, baseline and target as lines.
// Where a number is not given a mark stands in a row with the reason's name, and the line breaks.
// Without a point its drawing is empty.
page::Figure values_figure(const Texts& t, const ChartView& view);

struct ValueRowView {
  std::string day, address;
  ValueState state = ValueState::value;
  std::string shown, group, respondents, source;
};
struct ValuesView {
  std::vector<ValueRowView> rows;
  std::string own_value, own_day;  // a value that stands on the sign itself
  std::string take_over, csrf;     // makes a measurement of it; empty: not the viewer's
};
page::Html values_panel(const Texts& t, const ValuesView& view);

}  // namespace samloft::goals
