// Reading needs from the rows of a spreadsheet: what the columns mean, what each row says, and what
// is there already. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "needs/needs.h"

namespace samloft::needs {

inline constexpr std::size_t kMostImported = 2000;  // needs in one sheet

// A sheet as it is kept between its preview and its confirmation. Cells are clean text;
// kFormulaCell alone stands for a cell that held a formula.
struct ImportTable {
  struct Line {
    int number = 0;  // as the spreadsheet program shows it
    std::vector<std::string> cells;
    bool operator==(const Line&) const = default;
  };
  std::vector<std::string> header;
  std::vector<Line> lines;  // as wide as the header
  bool operator==(const ImportTable&) const = default;
};
inline constexpr std::string_view kFormulaCell = "\x1d";

// One text for the whole table and back: cells end with the unit separator, lines with the record
// separator, which no clean text holds.
std::string packed(const ImportTable& table);
ImportTable unpacked(std::string_view text);

// What was pasted, with a heading when it has none: rows without any separator are titles.
std::string with_heading(const std::string& pasted);

enum class ImportColumn {
  title,
  description,
  kind,
  target_groups,
  units,
  elements,
  evidence,
  raised_by,
  raised_role,
  raised_on,
  remark,
  unknown
};

// The headings of our own sheet, in order, and the one of the reasons in a file of refused rows;
// that column is left unread when the mended file comes back.
std::vector<std::string_view> import_headings();
inline constexpr std::string_view kRemarkHeading = N_("Hva som må rettes");

// What the columns mean, whatever case and signs their headings have, in bokmål, nynorsk and
// English. A problem refuses the whole sheet: no column of titles, an unknown column with content,
// two columns that mean the same, no rows, too many of them.
Result<std::vector<ImportColumn>> recognise(const ImportTable& table);

// Records by what people call them. «Livsmestring (2020–2025)» is found by its whole name and
// without what stands in brackets; «Solvika» finds «Solvika barnehage» when no other begins so.
class Names {
 public:
  void add(const std::string& name, const Uuid& id);
  void add_other(const std::string& name, const Uuid& id);  // found by the whole of it alone
  struct Found {
    Uuid id;                         // none: nothing, or several
    std::vector<std::string> names;  // of the several
  };
  Found find(const std::string& text) const;

 private:
  struct One {
    Uuid id;
    std::string name;
  };
  std::multimap<std::string, One> whole_, beginning_;  // by the folded name
};

// What the rows are compared with.
struct ImportDirectory {
  Names units, elements, evidence, persons;
  std::map<std::string, Uuid> known;  // needs by sameness()
};
// Needs with the same title that name the same units are the same.
std::string sameness(const Need& need);

enum class Fate { make, known, doubled, refuse };
struct PlannedNeed {
  int line = 0;
  Need need;
  Fate fate = Fate::make;
  Uuid known;                   // the need that is there already
  int doubles = 0;              // the line that says the same
  std::vector<Message> errors;  // whole sentences; a row with errors is not imported
};
std::vector<PlannedNeed> plan_needs(const ImportTable& table,
                                    const std::vector<ImportColumn>& columns,
                                    const ImportDirectory& directory, Date today);

}  // namespace samloft::needs
