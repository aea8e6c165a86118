// The matrix of series: view structs in, HTML out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/texts.h"
#include "page/html.h"

namespace samloft::networks {

struct CellView {
  std::string address;
  std::string state;                       // as a word
  std::optional<std::int64_t> gatherings;  // absent: not stated
  bool cancelled = false;                  // counts in no sum
};
struct MatrixView {
  std::string id, title;
  std::vector<std::pair<Uuid, std::string>> districts;
  std::vector<std::int64_t> years;  // in order
  std::map<std::pair<Uuid, std::int64_t>, CellView> cells;
  // To make a missing series: this address and "&district=<id>"; empty for those who may not.
  std::string add_address;
};
page::Html matrix_panel(const Texts& t, const MatrixView& matrix);

}  // namespace samloft::networks
