// What grants look like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/money.h"
#include "base/texts.h"
#include "page/html.h"

namespace samloft::grants {

struct TrancheView {
  std::int64_t year = 0;
  Ore amount;
  std::string state;  // as a word
  bool waits = false;  // not paid yet: hatched
};
struct ShareView {
  std::string name, address;
  std::int64_t parts = 0;
  Ore amount;
  std::vector<TrancheView> tranches;
};
// A tranche whose recipient has no share: not in the picture, but in its table.
struct StrayView {
  std::string name, address;
  TrancheView tranche;
};
struct FlowView {
  std::string title;
  Ore total;
  std::vector<ShareView> shares;
  std::vector<StrayView> strays;
};
// Grant → shares → tranches as bands whose height is their amount, with the exact table.
page::Html flow(const Texts& t, const FlowView& view);

struct Remark {
  std::string text;
  std::string link, link_text;  // mends it; empty for those who may not
};
page::Html remarks(const std::vector<Remark>& all);

struct YearView {
  std::int64_t year, grants;
  Ore total;
};
page::Html sums_panel(const Texts& t, const std::vector<YearView>& years);

}  // namespace samloft::grants
