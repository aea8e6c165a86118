// Reading persons from the cells of a spreadsheet: what the columns mean, what each row says, how
// alike two names are. What is done with the rows is decided in rules_import_plan.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/import_table.h"
#include "people/people.h"

namespace samloft::people {

enum class ImportColumn {
  name,
  first_name,
  last_name,
  mail,
  unit,
  position,
  role,
  from,
  until,
  share,
  remark,
  unknown
};

struct ImportColumns {
  std::vector<ImportColumn> columns;  // one for each of the header
  std::vector<std::string> ignored;   // headings we do not know, of columns without content
};

// The headings of our own export, in the order of its columns, without the one of the reasons.
std::vector<std::string_view> import_headings();

// What the columns mean, whatever case, accents, blanks and signs their headings have, in bokmål,
// nynorsk and English. A problem refuses the whole file: a column of national identity numbers, any
// cell with such a number, no column for names, an unknown column with content, two columns that
// mean the same.
Result<ImportColumns> recognise(const ImportTable& table);

// Eleven digits that stand alone, or six and five with a blank, hyphen or point between, or nothing
// but eleven digits in groups: what a national identity number looks like. The check digits are not
// asked, since they are about to change and a wrong number is as private as a right one.
bool holds_identity_number(std::string_view text);

struct ImportRow {
  int line = 0;
  std::string name, mail, unit, position;
  std::optional<Role> role;
  std::optional<Date> from, until;
  std::optional<std::int64_t> share;  // basis points
  std::vector<Message> errors;        // whole sentences; a row with errors is not imported
};
ImportRow read_row(const ImportColumns& columns, const ImportTable::Line& line);

// How alike two names of places are, from 0 to 1: the Sørensen–Dice coefficient of the pairs of
// neighbouring letters, twice the common ones by all of them, of the folded names where common
// short forms are written out («bhg», «vgs», «skule»). Source: Dice 1945, Ecology 26(3);
// reference values in rules_import_test.cc.
class Likeness {
 public:
  explicit Likeness(std::string_view name);
  double to(const Likeness& other) const;

 private:
  std::vector<std::uint64_t> pairs_;  // sorted, with repetitions
};
inline constexpr double kAlike = 0.5;  // less is no suggestion

}  // namespace samloft::people
