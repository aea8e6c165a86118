// What is missing before each step, one thing at a time.

#include "rules_gaps.h"

#include "rules.h"

namespace samloft::statements {
namespace {

const Uuid kOwner = Uuid::of_name("statements", "owner");

std::uint64_t bit(partnership::TargetGroup group) {
  return std::uint64_t{1} << static_cast<unsigned>(group);
}

// A statement that lacks nothing.
Standing whole() {
  Standing s;
  s.statement.partners = {Uuid::of_name("statements", "university")};
  s.statement.target_group = "Ansatte";
  s.statement.expected = "Flere er med";
  s.statement.anchoring = "Drøftet";
  s.statement.target_groups = bit(partnership::TargetGroup::kindergarten);
  s.statement.total = Ore{200};
  s.years = {{2026, Ore{200}}};
  s.cells = {{2026, kOwner, Ore{200}}};
  s.criteria = {{Uuid::of_name("statements", "c1"), "C1", Severity::block, true, true, true}};
  s.required_fields = {{Uuid::of_name("statements", "f1"), "Tittel", true}};
  s.heard = {true, true, {}};
  s.has_evidence = true;
  s.school_year = 2026;
  s.due = last_moment(Date(2026, 2, 1), 23 * 60 + 59);
  s.opens_on = Date(2025, 10, 10);
  s.today = Date(2026, 1, 15);
  s.now = Instant::parse_iso("2026-01-15T12:00:00.000Z");
  return s;
}

std::vector<Lack> lacks(const std::vector<Gap>& gaps) {
  std::vector<Lack> all;
  for (const Gap& gap : gaps) all.push_back(gap.lack);
  return all;
}

TEST(Gaps, AreNoneInAWholeStatement) {
  EXPECT_TRUE(gaps(whole()).empty());
  EXPECT_TRUE(gaps_before(whole(), State::submitted).empty());
}

TEST(Gaps, AreFoundOneByOne) {
  struct Row {
    Lack lack;
    Severity severity;
    void (*spoil)(Standing&);
  };
  const Row rows[] = {
      {Lack::evidence, Severity::block, [](Standing& s) { s.has_evidence = false; }},
      {Lack::criterion, Severity::block, [](Standing& s) { s.criteria[0].answered = false; }},
      {Lack::criterion_evidence, Severity::warn, [](Standing& s) { s.criteria[0].has_evidence = false; }},
      {Lack::field, Severity::block, [](Standing& s) { s.required_fields[0].filled = false; }},
      {Lack::target_group, Severity::block, [](Standing& s) { s.statement.target_group = " \n"; }},
      {Lack::expected, Severity::block, [](Standing& s) { s.statement.expected = ""; }},
      {Lack::anchoring, Severity::block, [](Standing& s) { s.statement.anchoring = ""; }},
      {Lack::partner, Severity::block, [](Standing& s) { s.statement.partners.clear(); }},
      {Lack::amounts, Severity::block, [](Standing& s) { s.cells.clear(), s.years.clear(), s.statement.total.reset(); }},
      {Lack::sums, Severity::block, [](Standing& s) { s.years[0].total = Ore{199}; }},
      {Lack::years, Severity::block, [](Standing& s) { s.max_years = 1, s.years.push_back({2027, {}}); }},
      {Lack::overlap, Severity::block, [](Standing& s) { s.siblings = {{Uuid::of_name("statements", "other"), {}, State::granted, {{2026, Ore{1}}}}}; }},
      {Lack::beyond_parent, Severity::block, [](Standing& s) { s.parents_last_year = 2025; }},
      {Lack::own_effort, Severity::warn, [](Standing& s) { s.own_contribution = Ore{60}; }},
      {Lack::units_not_allowed, Severity::block, [](Standing& s) { s.allowed_units = bit(partnership::TargetGroup::school); }},
      {Lack::units_missing, Severity::warn, [](Standing& s) { s.required_units = bit(partnership::TargetGroup::ppt); }},
      {Lack::staff_unheard, Severity::warn, [](Standing& s) { s.heard.staff = false; }},
      {Lack::union_unheard, Severity::block, [](Standing& s) { s.heard.union_ = false, s.involvement_severity = Severity::block; }},
      {Lack::private_silent, Severity::warn, [](Standing& s) { s.heard.private_silent = {"Solbakken"}; }},
      {Lack::consents, Severity::block, [](Standing& s) { s.statement.on_behalf = {kOwner}; }},
      {Lack::no_new_money, Severity::block, [](Standing& s) { s.takes_new_money = false; }},
      {Lack::not_open, Severity::block, [](Standing& s) { s.opens_on = Date(2026, 1, 16); }},
      {Lack::too_late, Severity::block, [](Standing& s) { s.now = {s.due->milliseconds + 1}; }},
  };
  for (const Row& row : rows) {
    Standing spoiled = whole();
    row.spoil(spoiled);
    const auto found = gaps(spoiled);
    ASSERT_EQ(lacks(found), std::vector{row.lack});
    EXPECT_EQ(found[0].severity, row.severity) << found[0].words.text;
    EXPECT_FALSE(found[0].words.text.empty());
    EXPECT_EQ(gaps_before(spoiled, State::submitted).empty(), row.severity != Severity::block);
  }
}

TEST(Gaps, OfTheDeadlineStopOnlyTheSending) {
  Standing late = whole();
  late.now = {late.due->milliseconds + 1};
  EXPECT_TRUE(gaps_before(late, State::anchored).empty());
  EXPECT_TRUE(gaps_before(late, State::uh_confirmed).empty());
  EXPECT_EQ(lacks(gaps_before(late, State::submitted)), std::vector{Lack::too_late});
  late.statement.state = State::submitted;
  EXPECT_TRUE(gaps(late).empty()) << "what is sent is sent";
}

TEST(Gaps, R6_OfASupplementFollowTheRuleSet) {
  Standing s = whole();
  s.parents_last_year = 2025;
  s.supplement_may_extend = true;
  EXPECT_TRUE(gaps(s).empty());
  s.supplement_may_extend = false;
  s.parents_last_year = 2026;
  EXPECT_TRUE(gaps(s).empty());
}

TEST(Gaps, StopNoStepThatOthersTake) {
  Standing s = whole();
  s.statement.expected = "";
  for (const State to : {State::withdrawn, State::returned, State::in_forum, State::draft})
    EXPECT_TRUE(gaps_before(s, to).empty());
}

TEST(Gaps, ComeHardestFirst) {
  Standing s = whole();
  s.heard.staff = false;
  s.statement.anchoring = "";
  EXPECT_EQ(lacks(gaps(s)), (std::vector{Lack::anchoring, Lack::staff_unheard}));
}

}  // namespace
}  // namespace samloft::statements
