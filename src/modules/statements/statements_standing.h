// A statement with all that its guards and its page need, read once. Private.
#pragma once

#include <optional>
#include <vector>

#include "base/date.h"
#include "base/viewer.h"
#include "partnership/partnership.h"
#include "records/records.h"
#include "rules_gaps.h"
#include "statements/statements.h"
#include "store.h"

namespace samloft::statements {

// Who was heard for a measure (R7, R9).
Heard heard_for(db::Connection& db, const Uuid& measure, Date day);

struct Whole {
  Statement statement;
  Round round;
  partnership::RuleSet rules;
  std::vector<CriterionRow> criteria;
  std::vector<FormField> fields;
  std::vector<YearRow> years;
  std::vector<CellRow> cells;
  std::vector<AnswerRow> answers;
  std::vector<Step> steps;
  Standing standing;

  const AnswerRow* answer_to(const Uuid& of) const;
  std::vector<Cell> cells_of(Stage stage) const { return cells_at(cells, stage); }
  // Those who may receive money: filer, partners, those it is filed for.
  std::vector<Uuid> recipients() const;
};
Whole whole_of(db::Connection& db, const records::Kinds& kinds, Statement statement, Instant now);

// The last moment to send it: the round's, or the one that was given when it came back.
std::optional<Instant> due_of(const Statement& statement, const Round& round);

// What the rules demand of the owner, from what it applies for (R1); nothing where the base is not
// known or nothing is demanded.
std::optional<Ore> own_contribution_of(const Whole& whole);

// Brings the stored amounts of a stage to these; zeros are not stored.
Result<void> bring_cells(records::Work& work, const Whole& whole, Stage stage,
                         const std::vector<Cell>& cells);

// A Work that may do what the verb has said the viewer may; the journal names the viewer still.
class AsVerb {
 public:
  explicit AsVerb(const records::Work& work)
      : viewer_(may_all(work.viewer)), work_{work.db, work.kinds, viewer_, work.now, work.batch} {}
  records::Work& work() { return work_; }

 private:
  static Viewer may_all(Viewer viewer) {
    viewer.system = true;
    return viewer;
  }
  Viewer viewer_;
  records::Work work_;
};

}  // namespace samloft::statements
