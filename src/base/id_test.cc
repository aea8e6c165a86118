// Ids and their spellings.

#include "base/id.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

namespace samloft {
namespace {

Uuid arbitrary_id() {
  Uuid id;
  for (auto& byte : id.bytes) byte = *rc::gen::arbitrary<std::uint8_t>();
  return id;
}

TEST(Id, ReadsWhatItWrites) {
  EXPECT_TRUE(rc::check("both spellings", [] {
    const Uuid id = arbitrary_id();
    RC_ASSERT(id.text().size() == 26u);
    RC_ASSERT(Uuid::parse(id.text()) == id);
    RC_ASSERT(Uuid::from_hyphenated(id.hyphenated()) == id);
  }));
}

TEST(Id, KeepsItsOrderAsText) {
  EXPECT_TRUE(rc::check("order", [] {
    const Uuid one = arbitrary_id(), other = arbitrary_id();
    RC_ASSERT((one < other) == (one.text() < other.text()));
  }));
}

TEST(Id, AcceptsCrockfordsLookAlikes) {
  const std::string text = "01m88be473eyytass59wd89qtm";
  ASSERT_TRUE(Uuid::parse(text));
  EXPECT_EQ(Uuid::parse("O1M88BE473EYYTASS59WD89QTM"), Uuid::parse(text));
  EXPECT_EQ(Uuid::parse("0Im88be473eyytass59wd89qtm"), Uuid::parse("01m88be473eyytass59wd89qtm"));
}

TEST(Id, RefusesWhatIsNone) {
  for (const char* text : {"", "01m88be473eyytass59wd89qt", "01m88be473eyytass59wd89qtmm",
                           "81m88be473eyytass59wd89qtm", "01m88be473eyytass59wd89qtu",
                           "01m88be473eyytass59wd89q m", "../../../../etc/passwd0000"}) {
    EXPECT_FALSE(Uuid::parse(text)) << text;
  }
}

TEST(Id, IsFreshEachTimeAndGrows) {
  std::set<Uuid> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(Uuid::fresh());
  EXPECT_EQ(seen.size(), 1000u);
  EXPECT_EQ(Uuid::fresh().bytes[6] >> 4, 7);
}

TEST(Id, IsTheSameForTheSameNameInTheSameSpace) {
  EXPECT_EQ(Uuid::of_name("a", "@x"), Uuid::of_name("a", "@x"));
  EXPECT_NE(Uuid::of_name("a", "@x"), Uuid::of_name("b", "@x"));
  EXPECT_NE(Uuid::of_name("a", "@x"), Uuid::of_name("a", "@y"));
}

}  // namespace
}  // namespace samloft
