// What scales of attainment look like: view structs in, HTML out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/texts.h"
#include "page/html.h"

namespace samloft::goals {

struct LevelView {
  std::string name, text;
  bool is_baseline = false, is_newest = false;
  std::string said;  // who said it is the newest, and when
};
page::Html levels_panel(const Texts& t, const std::vector<LevelView>& levels);

struct ScoreView {
  std::string day, address, level, judge, grounds;
};
page::Html scores_panel(const Texts& t, const std::vector<ScoreView>& scores);

struct ScaleView {
  std::string title, address, weight, before, expected, period;
  std::string now, now_text;  // empty: not scored
};
struct SummaryView {
  std::int64_t scored = 0, scales = 0;
  std::optional<double> before, now;  // T; nothing: no weight counts, or nothing is scored
};
struct ScaleGroupView {
  std::string unit;  // empty: the partnership
  std::vector<ScaleView> scales;
  SummaryView summary;
};
page::Html scales_panel(const Texts& t, const std::vector<ScaleGroupView>& groups,
                        const std::string& add);
page::Html no_scales_panel(const Texts& t, const std::string& add);

}  // namespace samloft::goals
