// Writes sections from the facts. Private.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/texts.h"
#include "document/document.h"
#include "documents/documents.h"
#include "page/components.h"
#include "statements/statements.h"
#include "thread/thread.h"

namespace samloft::basis {

// What the table of the rules' findings is called.
inline constexpr std::string_view kWhatTheRulesFound = N_("Det reglene fant");

// The school year that a document for a calendar year draws: the one that begins in it, or today's.
int school_year_for(const std::optional<std::int64_t>& year, Date today);

// Each verb adds a topic to the section that is being written; tables without rows are left out.
// No person is named, no draft of a need is told.
class Writer {
 public:
  Writer(const thread::Facts& facts, const Texts& t) : facts_(facts), t_(t) {}
  document::Section section;

  // --- of the plan, and of more than that
  void partnership();
  void phases();
  void anchoring(const page::Figure& model);
  void strategies();
  void needs();
  void decided_rounds();
  void goals();
  void measures();
  void networks();
  void organisation(Date today);
  void evaluation();
  void money();
  // The years of measures and series, and a school year of them.
  void time_lines(Date today);
  void year_wheel(int year, Date today);

  // --- of the decision basis alone
  // What the rules for it find, rule by rule; a sentence when that is nothing.
  void missing(const std::vector<thread::Loose>& rules, const std::vector<thread::LooseEnd>& ends,
               const std::vector<statements::Told>& told);
  // Who decided the order, in which body, when and by which minutes; the needs in their order, with
  // what answers each; and those that are not followed up.
  void priorities(const std::string& grounds);
  // What is filed for the measures, those of the first needs first, with amounts year by year.
  void filed(const std::vector<statements::Told>& told);
  void plan(const std::optional<documents::FrozenPlan>& frozen);

 private:
  document::Table table(std::string_view caption,
                        std::initializer_list<std::string_view> columns) const;
  void put(document::Table table);
  void show(const page::Figure& figure);
  std::int64_t priority_of(const Uuid& measure) const;
  std::string who_placed(const Uuid& need) const;
  std::string valued(const std::string& value, const std::optional<Date>& on) const;

  const thread::Facts& facts_;
  const Texts& t_;
};

}  // namespace samloft::basis
