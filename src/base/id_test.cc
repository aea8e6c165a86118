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

// Two spellings of one id would be two addresses of one record that caches and logs tell apart, so
// whatever is read is written back in the one spelling.
TEST(Id, ReadsOnlySpellingsOfWhatItWrites) {
  EXPECT_TRUE(rc::check("normal form", [] {
    const auto letters = std::string("0123456789abcdefghjkmnpqrstvwxyzABCXYZilIoLOilIoLO");
    auto text = *rc::gen::container<std::string>(26, rc::gen::elementOf(letters));
    text[0] = *rc::gen::elementOf(std::string("01234567ilIoLO"));
    const auto id = Uuid::parse(text);
    RC_ASSERT(id.has_value());
    std::string normal;
    for (char letter : text) {
      if (letter == 'i' || letter == 'l' || letter == 'I' || letter == 'L') letter = '1';
      if (letter == 'o' || letter == 'O') letter = '0';
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
      normal += letter;
    }
    RC_ASSERT(id->text() == normal);
  }));
}

TEST(Id, HasTwoKnownSpellings) {
  Uuid id;
  EXPECT_TRUE(id.empty());
  EXPECT_EQ(id.text(), "00000000000000000000000000");
  EXPECT_EQ(id.hyphenated(), "00000000-0000-0000-0000-000000000000");
  id.bytes.fill(0xff);
  EXPECT_TRUE(id);
  EXPECT_EQ(id.text(), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
  EXPECT_EQ(id.hyphenated(), "ffffffff-ffff-ffff-ffff-ffffffffffff");
  EXPECT_EQ(Uuid::from_hyphenated("FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF"), id);
}

TEST(Id, IsFreshEachTime) {
  std::set<Uuid> seen;
  for (int i = 0; i < 1000; ++i) {
    const Uuid id = Uuid::fresh();
    EXPECT_EQ(id.bytes[6] >> 4, 7);
    EXPECT_EQ(id.bytes[8] >> 6, 2);
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1000u);
}

// A minute apart, with the largest tail, so that the time alone decides.
TEST(Id, SortsAfterAnyIdOfAnEarlierTime) {
  Uuid earlier = Uuid::fresh();
  std::int64_t time = 0;
  for (int i = 0; i < 6; ++i) time = time << 8 | earlier.bytes[static_cast<std::size_t>(i)];
  EXPECT_GT(time, 1'700'000'000'000);  // 2023
  EXPECT_LT(time, 4'000'000'000'000);  // 2096
  time -= 60'000;
  for (int i = 0; i < 6; ++i)
    earlier.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(time >> (8 * (5 - i)));
  for (std::size_t i = 9; i < 16; ++i) earlier.bytes[i] = 0xff;
  EXPECT_LT(earlier, Uuid::fresh());
  EXPECT_LT(earlier.text(), Uuid::fresh().text());
}

TEST(Id, IsTheSameForTheSameNameInTheSameSpace) {
  EXPECT_EQ(Uuid::of_name("a", "@x"), Uuid::of_name("a", "@x"));
  EXPECT_NE(Uuid::of_name("a", "@x"), Uuid::of_name("b", "@x"));
  EXPECT_NE(Uuid::of_name("a", "@x"), Uuid::of_name("a", "@y"));
  EXPECT_NE(Uuid::of_name("a", "b@x"), Uuid::of_name("ab", "@x"));
  EXPECT_EQ(Uuid::of_name("a", "@x").bytes[6] >> 4, 8);
  EXPECT_TRUE(Uuid::of_name("", ""));
}

}  // namespace
}  // namespace samloft
