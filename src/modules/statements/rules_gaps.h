// What is missing before a statement may take its next step. Each gap says how hard it is, and where
// it is mended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/record.h"
#include "rules_together.h"
#include "statements/statements.h"

namespace samloft::statements {

using partnership::Severity;

// Who was heard for the measure (R7, R9). Involvement itself is another module's.
struct Heard {
  bool staff = false, union_ = false;
  std::vector<std::string> private_silent;  // private units without invitation or answer
};

struct CriterionFact {
  Uuid id;
  std::string code;
  Severity severity = Severity::warn;
  bool answered = false;
  bool wants_evidence = false, has_evidence = false;
};
struct FieldFact {
  Uuid id;
  std::string label;
  bool filled = false;
};

// All that the gaps are found in.
struct Standing {
  Statement statement;
  std::vector<YearSum> years;
  std::vector<Cell> cells;
  std::vector<CriterionFact> criteria;
  std::vector<FieldFact> required_fields;
  Heard heard;
  bool has_evidence = false;  // an answer rests on a source
  std::int64_t max_years = 3;
  std::int64_t school_year = 0;
  std::uint64_t allowed_units = 0, required_units = 0;  // bits of TargetGroup; none allowed: all are
  Severity required_units_severity = Severity::warn;
  Severity involvement_severity = Severity::warn;
  Severity private_severity = Severity::warn;
  std::optional<std::int64_t> parents_last_year;  // of what it is a supplement to
  bool supplement_may_extend = false;
  std::vector<Sibling> siblings;        // of the measure in the scheme
  std::optional<Ore> own_contribution;  // that the rules demand (R1)
  bool takes_new_money = true;          // R10, on the day of decision
  std::optional<Date> opens_on;
  std::optional<Instant> due;           // the last moment
  Date today;
  Instant now;
};

enum class Lack {
  evidence, criterion, criterion_evidence, field, target_group, expected, anchoring, partner,
  amounts, sums, years, overlap, beyond_parent, own_effort, units_not_allowed, units_missing, staff_unheard,
  union_unheard, private_silent, consents, no_new_money, not_open, too_late,
};

struct Gap {
  Lack lack = Lack::evidence;
  Severity severity = Severity::block;
  Message words;
  std::string anchor;  // of the statement's form, where it is mended; empty: elsewhere
  Uuid of = {};             // criterion or field
  std::uint64_t units = 0;  // bits of TargetGroup that the words name
};

// What is missing, block by block in the order in which one mends it. The deadline counts for a
// statement that is not filed.
std::vector<Gap> gaps(const Standing& standing);
// Those that stop the step to a state: all that block for anchoring, confirming and submitting, and
// the deadline for submitting alone.
std::vector<Gap> gaps_before(const Standing& standing, State to);

}  // namespace samloft::statements
