// What those who write of all statements are told.

#include "document/document.h"
#include "world_for_tests.h"

namespace samloft::statements {
namespace {

class ToldStatements : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    all = std::make_unique<StatementWorld>(GetParam());
  }
  std::vector<Told> told_now() {
    return all->world.database().read(
        [&](db::Connection& db) { return told(db, all->world.kinds(), all->world.now); });
  }
  static bool lacks(const Told& one, std::string_view words) {
    for (const Lacking& lacking : one.lacking)
      if (lacking.words.text.find(words) != std::string::npos) return true;
    return false;
  }
  std::unique_ptr<StatementWorld> all;
};

TEST_P(ToldStatements, SayWhatIsMissing) {
  all->statement_in(State::draft);
  auto seen = told_now();
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].heading, "Lærende nettverk 0–6");
  EXPECT_EQ(seen[0].sum(Stage::applied), Ore{1'000'000'01});
  EXPECT_EQ(seen[0].sum(Stage::decided), Ore{});
  EXPECT_TRUE(lacks(seen[0], "Universitetet har ikke bekreftet"));
  EXPECT_TRUE(lacks(seen[0], "tillitsvalgte")) << "involvement (R7)";
  all->hear_everyone();
  EXPECT_FALSE(lacks(told_now()[0], "tillitsvalgte"));
}

TEST_P(ToldStatements, AreFrozenAsDocumentsInEachLanguage) {
  all->statement_in(State::draft);
  ASSERT_TRUE(all->try_write(all->filled(*all->try_begin(all->open_round, all->add_measure("Annet nettverk")))));
  const auto frozen_now = [&] {
    return all->world.database().read([&](db::Connection& db) {
      return frozen(db, all->world.kinds(), "Fjordby", all->world.now);
    });
  };
  for (const Language language : kLanguages) {
    const auto seen = document::thawed_all(frozen_now(), language);
    ASSERT_EQ(seen.size(), 2u);
    EXPECT_TRUE(seen[0].subtitle.starts_with("Annet nettverk")) << seen[0].subtitle;
    EXPECT_TRUE(seen[1].subtitle.starts_with("Lærende nettverk 0–6"));
    EXPECT_EQ(seen[0].issuer, "Fjordby");
  }
}

TEST_P(ToldStatements, LeaveOutWhatIsWithdrawn) {
  const Uuid id = all->statement_in(State::draft);
  Step why;
  why.reason = "Utsatt";
  ASSERT_TRUE(all->try_move(id, State::withdrawn, Role::owner_leader, why));
  EXPECT_TRUE(told_now().empty());
  EXPECT_EQ(all->world.database().read([&](db::Connection& db) {
    return frozen(db, all->world.kinds(), "Fjordby", all->world.now);
  }), "");
}

TEST_P(ToldStatements, SayNothingIsMissingWhenDecided) {
  const Uuid id = all->statement_in(State::in_forum);
  all->world.now = Instant::parse_iso("2025-04-20T12:00:00.000Z");
  ASSERT_TRUE(all->try_advise(id, all->letter(all->filled(id).cells, Date(2025, 3, 15))));
  ASSERT_TRUE(all->try_decide(id, all->letter(all->filled(id).cells, Date(2025, 4, 20))));
  EXPECT_TRUE(told_now()[0].lacking.empty());
  EXPECT_EQ(told_now()[0].sum(Stage::decided), Ore{1'000'000'01});
}

INSTANTIATE_ON_BOTH_ENGINES(ToldStatements);

}  // namespace
}  // namespace samloft::statements
