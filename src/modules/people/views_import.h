// What the pages of spreadsheets look like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::people {

// --- choosing a file

struct ImportedView {
  std::string file_name, address, when, who;
  bool undone = false;
};
struct UploadView {
  std::string partnership, csrf;
  std::string action, empty_sheet, all_persons;  // addresses
  std::string error;                             // why the last file was refused
  std::vector<ImportedView> earlier;             // the newest first
};
page::Html upload_page(const Texts& t, const UploadView& view);

// --- what would happen

enum class RowState { ready, known, asks, left_out, refused };

struct ImportRowView {
  int line = 0;
  std::string name, details;         // as the sheet says
  std::string found, found_address;  // whom the row means
  RowState state = RowState::ready;
  std::vector<std::string> remarks;  // what is done, or what is wrong: whole sentences
};
struct QuestionView {
  std::string field;  // of the form
  std::string label;  // read out with the choice: «Hvem Kari Hansen i rad 6 er»
  Message missing;    // said when there is no answer
  ImportRowView row;  // of a place: its name and how many rows wait
  std::vector<page::Option> options;
};
struct PreviewView {
  std::string partnership, csrf, file_name;
  std::string action, removal, all_rows, refused_csv, refused_xlsx;  // addresses
  std::size_t total = 0, ready = 0, known = 0, asks = 0, left_out = 0, refused = 0;
  std::size_t roles = 0;             // rows with another role than staff
  std::vector<std::string> ignored;  // headings
  std::vector<QuestionView> places, persons;
  std::vector<ImportRowView> bad, others;  // the first ones
  std::vector<FieldError> errors;          // choices that are missing
};
page::Html preview_page(const Texts& t, const PreviewView& view);

struct AllRowsView {
  std::string partnership, file_name, back, address;  // address: completed with the page's number
  std::int64_t page = 1, last = 1;
  std::vector<ImportRowView> rows;
};
page::Html all_rows_page(const Texts& t, const AllRowsView& view);

// --- what was done

struct DoneView {
  std::string partnership, csrf, file_name, when, who;
  std::string undo, refused_csv, refused_xlsx, address;  // addresses; empty: not offered
  bool undone = false, details = true;
  std::size_t new_persons = 0, changed_persons = 0, new_employments = 0, changed_employments = 0,
              known = 0, refused = 0;
  std::string last_day;  // to undo
  std::int64_t page = 1, last = 1;
  std::vector<ImportRowView> rows;
};
page::Html done_page(const Texts& t, const DoneView& view);

}  // namespace samloft::people
