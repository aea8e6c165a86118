// Reading needs from the rows of a spreadsheet: what the columns mean, what each row says, and what
// is there already. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/import_table.h"
#include "needs/needs.h"

namespace samloft::needs {

inline constexpr std::size_t kMostImported = 2000;  // needs in one sheet

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

// The headings of our own sheet, in order, without the one of the reasons.
std::vector<std::string_view> import_headings();

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
