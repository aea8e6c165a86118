// What the pages of needs look like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/html.h"

namespace samloft::needs {

struct EvidenceView {
  std::string title, address;
  std::string kind, year;
  std::string source, source_name;  // the name is set when the source is an address to follow
  bool not_for_comparison = false, restricted = false;
};
// A need's evidence: what, when, which kind, where. Nothing for an empty list.
page::Html evidence_panel(const Texts& t, const std::vector<EvidenceView>& evidence);

// What to do about a need without evidence; the addresses are empty for those who may not do it.
page::Html no_evidence_alert(const Texts& t, const std::string& choose_address,
                             const std::string& add_address);

// R12, said on the evidence itself.
page::Html not_for_comparison_alert(const Texts& t);

struct HeatView {
  struct Cell {
    std::int64_t count;
    int shade;  // 0 to 4
  };
  struct Line {
    std::string label;
    std::vector<Cell> cells;
    std::int64_t total;
  };
  std::vector<std::string> years;
  std::vector<Line> lines;
  std::vector<std::int64_t> totals;  // by year
  std::int64_t with = 0, without = 0;
};
// Needs by kind of evidence and year: a table with shaded cells, its own alternative.
page::Html evidence_heat(const Texts& t, const HeatView& view);

}  // namespace samloft::needs
