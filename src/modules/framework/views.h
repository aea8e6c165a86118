// What the pages of the framework look like: view structs in, HTML out.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/texts.h"
#include "framework/framework.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::framework {

inline constexpr std::size_t kRings = 4;  // Level::purpose to Level::principle

struct WheelSegment {
  std::string title, address;
  int quarters = 0;                        // in the strategy model: how far it has come
  std::string state;                       // the same in words
  std::int64_t indicators = 0, signs = 0;  // under it
};
struct WheelView {
  std::string id;                                     // of the figure
  std::string name;                                   // of the framework
  std::array<std::vector<WheelSegment>, kRings> rings;  // inside out
};
// The strategy model: the wheel with the efforts around it, tied to the parts they serve.
struct EffortView {
  std::string title, address;
  int quarters = 0;
  std::string state;
  struct Part {
    std::size_t ring, place;  // of a segment in the rings
  };
  std::vector<Part> serves;  // none: dashed
};
page::Figure strategy_figure(const Texts& t, const WheelView& view,
                           const std::vector<EffortView>& efforts);

// The wheel as a figure with links and its table; empty when no ring has anything.
page::Html wheel(const Texts& t, const WheelView& view);

struct TreeElement {
  std::string title, address;
  Level level = Level::purpose;
  Sector sector = Sector::all;
  std::vector<TreeElement> under;
};
page::Html tree_panel(const Texts& t, std::string_view title, const std::vector<TreeElement>& all);

struct VersionView {
  std::string heading, address;
  bool is_this = false, is_valid = false;
};
page::Html versions_panel(const Texts& t, const std::vector<VersionView>& versions);

// The button that makes a new version under this id.
page::Html version_button(const Texts& t, const std::string& address, std::string_view csrf,
                          std::string_view id);

}  // namespace samloft::framework
