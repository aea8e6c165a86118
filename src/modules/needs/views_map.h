// The map of needs: a table whose cells are shaded by how many needs stand in them.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"

namespace samloft::needs {

struct MapView {
  struct Cell {
    std::int64_t count;
    int shade;
    std::string address;  // of the needs in it
  };
  struct Line {
    std::string label;
    std::vector<Cell> cells;
    std::int64_t total;
  };
  struct Column {
    std::string label;
    std::int64_t total;
  };
  std::vector<Column> columns;
  std::vector<Line> lines;
  std::int64_t total = 0;
};
struct MapFilterView {
  std::string action;
  std::vector<page::Option> by, states, years;
};
page::Html map_page(const Texts& t, const MapFilterView& filter, const MapView& view, bool by_kind);

struct CellNeedView {
  std::string title, address;
};
page::Html cell_page(const Texts& t, const std::vector<CellNeedView>& needs, std::int64_t total,
                     const page::Html& pages);

}  // namespace samloft::needs
