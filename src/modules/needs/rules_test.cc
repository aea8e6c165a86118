// What a need must have; and the count of needs by evidence against a slow twin.

#include "rules.h"

#include <gtest/gtest.h>

#include <random>

namespace samloft::needs {
namespace {

Uuid need(int number) { return Uuid::of_name("test", std::to_string(number)); }

TEST(NeedRules, AskForEvidenceAndReasonByState) {
  struct Row {
    NeedState state;
    bool evidence, reason;
  };
  for (const Row& row :
       {Row{NeedState::draft, false, false}, Row{NeedState::submitted, true, false},
        Row{NeedState::consolidated, true, false}, Row{NeedState::prioritised, true, false},
        Row{NeedState::parked, true, true}, Row{NeedState::rejected, true, true},
        Row{NeedState::addressed, true, false}, Row{NeedState::closed, true, false}}) {
    EXPECT_EQ(must_have_evidence(row.state), row.evidence) << static_cast<int>(row.state);
    EXPECT_EQ(must_have_reason(row.state), row.reason) << static_cast<int>(row.state);
  }
}

TEST(EvidenceSource, IsCalledByItsHost) {
  EXPECT_EQ(host_of("https://www.udir.no/tall-og-forskning/"), "udir.no");
  EXPECT_EQ(host_of("https://nifu.brage.unit.no"), "nifu.brage.unit.no");
  EXPECT_EQ(host_of("https://udir.no?side=2"), "udir.no");
  EXPECT_EQ(host_of("http://udir.no"), "");
  EXPECT_EQ(host_of("https://udir.no og arkivet"), "");
  EXPECT_EQ(host_of("Arkivsak 22/1234"), "");
}

TEST(EvidenceTally, CountsANeedOnceInACell) {
  const auto table = tally({{need(1), "survey", 2021},
                            {need(1), "survey", 2021},  // two surveys of one year
                            {need(1), "survey", 2020},
                            {need(2), "survey", 2021},
                            {need(2), "research", 2021},
                            {need(3), "", 0}});
  EXPECT_EQ(table.years, (std::vector<std::int64_t>{2020, 2021}));
  ASSERT_EQ(table.lines.size(), 2u);
  EXPECT_EQ(table.lines[0].kind, "survey");
  EXPECT_EQ(table.lines[0].cells, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(table.lines[0].total, 2);
  EXPECT_EQ(table.lines[1].cells, (std::vector<std::int64_t>{0, 1}));
  EXPECT_EQ(table.totals, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(table.with, 2);
  EXPECT_EQ(table.without, 1);
  EXPECT_EQ(table.largest, 2);
}

TEST(EvidenceTally, OfNothingIsEmpty) {
  const auto table = tally({});
  EXPECT_TRUE(table.years.empty());
  EXPECT_TRUE(table.lines.empty());
  EXPECT_EQ(table.with + table.without + table.largest, 0);
}

// The slow twin: asks for each cell which of all needs have such evidence.
std::int64_t counted(const std::vector<Resting>& all, int needs, const std::string& kind,
                     std::int64_t year) {
  std::int64_t count = 0;
  for (int i = 0; i < needs; ++i) {
    for (const Resting& one : all) {
      if (one.need == need(i) && (kind.empty() ? !one.kind.empty() : one.kind == kind) &&
          (year == 0 || one.year == year)) {
        ++count;
        break;
      }
    }
  }
  return count;
}

TEST(EvidenceTally, AgreesWithItsSlowTwin) {
  std::mt19937 dice(7);
  const std::vector<std::string> kinds{"survey", "research", "register"};
  for (int round = 0; round < 50; ++round) {
    constexpr int kNeeds = 12;
    std::vector<Resting> all;
    for (int i = 0; i < 25; ++i)
      all.push_back({need(dice() % kNeeds), kinds[dice() % 3], 2018 + std::int64_t(dice() % 4)});
    const auto table = tally(all);
    for (const auto& line : table.lines) {
      EXPECT_EQ(line.total, counted(all, kNeeds, line.kind, 0));
      for (std::size_t i = 0; i < table.years.size(); ++i)
        EXPECT_EQ(line.cells[i], counted(all, kNeeds, line.kind, table.years[i]));
    }
    for (std::size_t i = 0; i < table.years.size(); ++i)
      EXPECT_EQ(table.totals[i], counted(all, kNeeds, "", table.years[i]));
    EXPECT_EQ(table.with, counted(all, kNeeds, "", 0));
  }
}

TEST(Shade, IsZeroForNoneOnlyAndNeverFalls) {
  EXPECT_EQ(shade(0, 9), 0);
  for (int count = 1; count <= 4; ++count) EXPECT_EQ(shade(count, 4), count);
  EXPECT_EQ(shade(1, 2), 1);
  EXPECT_EQ(shade(1, 100), 1);
  EXPECT_EQ(shade(25, 100), 1);
  EXPECT_EQ(shade(26, 100), 2);
  for (std::int64_t largest = 1; largest < 60; ++largest) {
    for (std::int64_t count = 1; count <= largest; ++count) {
      EXPECT_GE(shade(count, largest), 1);
      EXPECT_LE(shade(count, largest), 4);
      EXPECT_GE(shade(count, largest), shade(count - 1, largest));
    }
    if (largest >= 4) {
      EXPECT_EQ(shade(largest, largest), 4);
    }
  }
}

}  // namespace
}  // namespace samloft::needs
