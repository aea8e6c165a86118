// Many needs at once: sending them in, what would happen, what was done.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"

namespace samloft::needs {

struct ImportedView {
  std::string name, address, when, who;
  bool undone = false;
};
struct SendingView {
  std::string csrf, action, empty_sheet;
  std::string typed, error;
  std::vector<ImportedView> earlier;  // the newest first
};
page::Html sending_page(const Texts& t, const SendingView& view);

// A row of the sheet: what it becomes, or what is wrong with it.
struct ImportRowView {
  int line = 0;
  std::string title, address;  // of the need it means, if there is one
  std::string_view colour;
  std::string state;
  std::string concerns;              // units and elements, by name
  std::vector<std::string> remarks;  // whole sentences
};
struct PreviewView {
  std::string csrf, action, removal, refused_csv, refused_xlsx, address;
  std::size_t made = 0, known = 0, refused = 0;
  std::vector<ImportRowView> bad, rows;  // bad: the first ones; rows: this page's
  std::int64_t page = 1, last = 1;
};
page::Html preview_page(const Texts& t, const PreviewView& view);

struct DoneView {
  std::string csrf, undo, refused_csv, refused_xlsx, address;  // empty: not offered
  std::string last_day;                                        // to undo
  bool undone = false, details = true;
  std::size_t made = 0;
  std::vector<ImportRowView> rows;
  std::int64_t page = 1, last = 1;
};
page::Html done_page(const Texts& t, const DoneView& view);

}  // namespace samloft::needs
