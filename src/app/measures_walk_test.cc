// A measure from proposal to evaluation over real pages: first those who may not.

#include "installation_for_tests.h"
#include "measures/measures.h"
#include "records/store.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

class MeasuresWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
    id = (*test)->open(partnership)->read([&](db::Connection& db) {
      for (const auto& one :
           records::choices(db, (*test)->kinds(), Viewer::command_line(), "measure", 1000))
        if (one.heading == "Trepartssamarbeid om utvikling") return one.id;
      return Uuid{};
    });
  }
  std::string address(const std::string& below = {}) {
    return "/hjemme/measures/" + id.text() + below;
  }
  measures::Measure stored() {
    return *(*test)->open(partnership)->read([&](db::Connection& db) {
      return records::find<measures::Measure>(db, *(*test)->kinds().by_name("measure"), id);
    });
  }
  static bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  std::optional<TestInstallation> test;
  access::Partnership partnership;
  Uuid id;
};

TEST_P(MeasuresWalk, IsDecidedByTheLeadsOfBothPartnersOnly) {
  for (const Role role : {Role::staff, Role::unit_leader, Role::lecturer,
                          Role::union_representative, Role::private_owner, Role::auditor}) {
    Browser other = test->somebody(partnership, role);
    EXPECT_EQ(other.get(address("/state?to=approved")).status, 404);
    EXPECT_EQ(other.post(address("/state"), "to=approved&day=2026-06-01").status, 404);
  }
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  EXPECT_EQ(coordinator.get(address("/state?to=approved")).status, 404);
  EXPECT_EQ(coordinator.post(address("/state"), "to=approved&day=2026-06-01").status, 404);
  EXPECT_TRUE(stored().state == measures::MeasureState::planned);
}

TEST_P(MeasuresWalk, KeepsWhatWasTypedAndGoesOn) {
  Browser lead = test->somebody(partnership, Role::owner_leader);
  const auto refused = lead.post(address("/state"), "to=approved&day=31.02.2026");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "value=\"31.02.2026\""));
  EXPECT_EQ(lead.post(address("/state"), "to=approved&day=01.06.2023").status, 303);
  EXPECT_EQ(stored().decided_on, Date(2023, 6, 1));
  EXPECT_TRUE(holds(lead.get(address()).body, "Fra vedtaket til start: 61 dager."));
  EXPECT_EQ(lead.post(address("/state"), "to=running").status, 303);
  const auto without = lead.post(address("/state"), "to=stopped&grounds=%20");
  EXPECT_EQ(without.status, 422);
  EXPECT_EQ(lead.post(address("/state"), "to=completed").status, 303);
  EXPECT_EQ(lead.post(address("/state"), "to=evaluated&grounds=Nyttig%20%3Cb%3E").status, 303);
  EXPECT_TRUE(holds(lead.get(address()).body, "Nyttig &lt;b&gt;"));
  EXPECT_EQ(lead.post(address("/state"), "to=running").status, 409);
}

INSTANTIATE_ON_BOTH_ENGINES(MeasuresWalk);

}  // namespace
}  // namespace samloft::app
