// R7, R8 and R9 by tables.

#include "rules.h"

#include <gtest/gtest.h>

namespace samloft::involvement {
namespace {

std::string told(const std::vector<Gap>& gaps) {
  static constexpr const char* kNames[] = {"staff ", "union ",      "kindergarten ", "school ",
                                           "ppt ",   "not invited", "not answered"};
  std::string out;
  for (const Gap& gap : gaps) {
    out += kNames[static_cast<std::size_t>(gap.rule)];
    for (const UnitName& unit : gap.units) out += " " + unit.name;
    if (!gap.units.empty()) out += ";";
  }
  return out;
}

TEST(Involvement, R7WantsStaffOtherThanLeadersAndTheUnion) {
  EXPECT_EQ(told(gaps_of_asking({0, 0})), "staff union ");
  EXPECT_EQ(told(gaps_of_asking({12, 0})), "union ");
  EXPECT_EQ(told(gaps_of_asking({0, 1})), "staff ");
  EXPECT_EQ(told(gaps_of_asking({1, 1})), "");
  for (const Gap& gap : gaps_of_asking({0, 0})) {
    EXPECT_EQ(gap.severity, partnership::Severity::block);
    EXPECT_EQ(rule_code(gap.rule), "R7");
  }
}

TEST(Involvement, R8ReadsTheKindsOfUnitsAndElseTheNamesOfGroups) {
  struct Row {
    std::vector<Group> groups;
    std::string missing;
  };
  const std::vector<Row> rows{
      {{}, "kindergarten school ppt "},
      {{{"A", "kindergarten"}, {"A", "school"}, {"B", "ppt"}}, ""},
      {{{"Kommunale og private barnehager", ""}, {"PPT", "ppt"}}, "school "},
      {{{"Skoler: leder og sosiallærer", ""}, {"PPT-rådgivere", ""}}, "kindergarten "},
      {{{"SKOLENE", ""}, {"Barnehagene i bydelen", ""}, {"PP-tjenesten", ""}}, ""},
      // A name counts only where no unit is named; a school health service is no school.
      {{{"Barnehagene", "health"}}, "kindergarten school ppt "},
      {{{"Skolehelsetjenesten", ""}}, "kindergarten school ppt "},
      {{{"Toppturgruppa", ""}}, "kindergarten school ppt "}};
  for (const Row& row : rows) {
    const auto gaps = gaps_of_composition(composition_of(row.groups));
    EXPECT_EQ(told(gaps), row.missing);
    for (const Gap& gap : gaps) EXPECT_EQ(gap.severity, partnership::Severity::warn);
  }
}

TEST(Involvement, R9WantsEveryPrivateUnitInScopeInvitedAndAnswered) {
  const auto id = [](const std::string& name) { return Uuid::of_name("test", name); };
  const std::vector<PrivateUnit> units{
      {id("a"), "a", "kindergarten"}, {id("b"), "b", "kindergarten"}, {id("c"), "c", "school"}};
  const auto gaps = [&](Composition scope, const std::map<Uuid, Invited>& invitations) {
    return told(gaps_of_inviting(scope, units, invitations));
  };
  const Composition unknown, kindergartens{true, true, false, true}, ppt{true, false, false, true};
  EXPECT_EQ(gaps(unknown, {}), "not invited a b c;");
  EXPECT_EQ(gaps(kindergartens, {}), "not invited a b;");
  EXPECT_EQ(gaps(ppt, {}), "") << "nothing private is in scope";
  EXPECT_EQ(gaps(unknown, {{id("a"), {true}}, {id("b"), {false}}}),
            "not invited c;not answered b;");
  EXPECT_EQ(gaps(unknown, {{id("a"), {true}}, {id("b"), {true}}, {id("c"), {true}}}), "");
}

TEST(Involvement, GivesEveryRuleItsCodeAndWords) {
  for (int i = 0; i <= static_cast<int>(Rule::r9_answer); ++i) {
    EXPECT_TRUE(rule_code(static_cast<Rule>(i)).starts_with("R"));
    EXPECT_FALSE(words_of(static_cast<Rule>(i)).empty());
  }
  EXPECT_EQ(rule_code(Rule::r8_ppt), "R8");
  EXPECT_EQ(rule_code(Rule::r9_invitation), "R9");
}

TEST(Involvement, ShowsTheNewestEntriesThatAViewerMaySee) {
  const auto id = [](const std::string& name) { return Uuid::of_name("test", name); };
  Known known;
  for (std::size_t i = 0; i < 30; ++i) {
    EntryRow entry;
    entry.title = std::to_string(i);
    entry.published = i % 2 == 0;
    if (i == 3) entry.recorded_by = id("Kari");
    known.entries.push_back(entry);
    known.about[id("need")].push_back(i);
  }
  const auto titles = [&](const Uuid& about, const Uuid& viewer, bool sees_all) {
    std::string out;
    for (const EntryRow* entry : entries_about(known, about, viewer, sees_all)) out += entry->title + " ";
    return out;
  };
  const std::string published = "0 2 4 6 8 10 12 14 16 18 20 22 24 26 28 ";
  EXPECT_EQ(titles(id("need"), {}, false), published) << "nobody's entries are not a guest's";
  EXPECT_EQ(titles(id("need"), id("Ola"), false), published);
  EXPECT_EQ(titles(id("need"), id("Kari"), false), "0 2 3 " + published.substr(4));
  EXPECT_EQ(titles(id("need"), id("Ola"), true), "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 ");
  EXPECT_EQ(titles(id("other"), id("Ola"), true), "");
}

}  // namespace
}  // namespace samloft::involvement
