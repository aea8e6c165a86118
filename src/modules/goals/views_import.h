// Bringing in measurements: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/html.h"

namespace samloft::goals {

struct FaultView {
  int line = 0;
  std::string column, cell, message;
};
struct ImportView {
  std::string action, empty_sheet, csrf;
  std::string typed;  // what was pasted, or the rows of the file
  std::string error;  // of the whole
  std::vector<FaultView> faults;
  std::string undo, list;  // set: something was brought in just now
};
page::Html import_page(const Texts& t, const ImportView& view);

}  // namespace samloft::goals
