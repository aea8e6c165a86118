// Links and codes, and what cannot be told from them.

#include "rules_blind.h"

#include <gtest/gtest.h>

#include <set>

namespace samloft::surveys {
namespace {

TEST(Codes, AreReadHoweverTheyAreTyped) {
  EXPECT_EQ(read_code("7KQM-2xwz 0a4b"), "7kqm2xwz0a4b");
  EXPECT_EQ(read_code("7kqm-2xwz-oa4b"), "7kqm2xwz0a4b") << "o is 0";
  EXPECT_EQ(read_code("IlLi-2xwz-0a4b"), "11112xwz0a4b") << "i and l are 1";
  for (const char* wrong : {"", "7kqm", "7kqm-2xwz-0a4b-1", "7kqm-2xwz-0a4u", "7kqm-2xwz-0a4ø"})
    EXPECT_FALSE(read_code(wrong)) << wrong;
  const std::string code = fresh_code(), link = fresh_link();
  EXPECT_EQ(read_code(shown_code(code)), code);
  EXPECT_EQ(read_code(shown_code(link)), link);
}

TEST(Codes, DoNotRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(seen.insert(fresh_code()).second);
    EXPECT_TRUE(seen.insert(fresh_link()).second);
    EXPECT_TRUE(seen.insert(fresh_salt()).second);
  }
}

TEST(Codes, AreKnownByHashesThatDoNotLeadToEachOther) {
  const std::string code = fresh_code();
  EXPECT_EQ(link_hash(code), link_hash(code));
  EXPECT_NE(link_hash(code), draft_hash(code));
  EXPECT_EQ(link_hash(code).find(code), std::string::npos);
}

TEST(Drafts, OpenWithTheirOwnLinkAlone) {
  const std::string code = fresh_link(), text = "q-1\tDette skrev jeg\n";
  const std::string sealed = seal_draft(code, text);
  EXPECT_EQ(open_draft(code, sealed), text);
  EXPECT_FALSE(open_draft(fresh_link(), sealed));
  EXPECT_FALSE(open_draft(code, ""));
  EXPECT_FALSE(open_draft(code, "AAAA"));
  std::string changed = sealed;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(open_draft(code, changed));
  EXPECT_NE(seal_draft(code, text), sealed) << "the same text twice does not look the same";
}

}  // namespace
}  // namespace samloft::surveys
