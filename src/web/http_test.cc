// Parameters, cookies, percent coding.

#include "web/http.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace samloft::web {
namespace {

TEST(Percent, DecodesWhatItEncodes) {
  EXPECT_TRUE(rc::check("round trip", [] {
    const auto text = *rc::gen::string<std::string>();
    RC_ASSERT(decode_percent(encode_percent(text), false) == text);
    RC_ASSERT(decode_percent(encode_percent(text), true) == text);
  }));
}

TEST(Percent, RefusesBrokenEscapes) {
  for (const char* text : {"%", "%4", "%zz", "a%4", "%%41", "%4g"}) {
    EXPECT_FALSE(decode_percent(text, false)) << text;
  }
  EXPECT_EQ(decode_percent("%41+%42", true), "A B");
  EXPECT_EQ(decode_percent("%41+%42", false), "A+B");
}

TEST(Query, KeepsOrderAndRepeatedNames) {
  const auto query = parse_query("a=1&b=&a=2&&c");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->get("a"), "1");
  EXPECT_EQ(query->every("a"), (std::vector<std::string>{"1", "2"}));
  EXPECT_TRUE(query->has("c"));
  EXPECT_FALSE(query->has(""));
}

TEST(Query, RefusesUncleanText) {
  EXPECT_FALSE(parse_query("a=%00"));
  EXPECT_FALSE(parse_query("a=%ff"));
  EXPECT_FALSE(parse_query("a=%1b"));
}

TEST(Cookies, AreFoundByTheirWholeName) {
  Request request;
  request.headers.add("cookie", "xa=0; a=1; ab=2");
  request.headers.add("cookie", "c=3=4");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("ab"), "2");
  EXPECT_EQ(request.cookie("c"), "3=4");
  EXPECT_EQ(request.cookie("b"), "");
}

TEST(SeeOther, LetsNothingOutOfItsHeader) {
  const auto location = [](std::string_view address) {
    return Response::see_other(address).headers.front().second;
  };
  EXPECT_EQ(location("/krs/needs?q=a%20b#top"), "/krs/needs?q=a%20b#top");
  EXPECT_EQ(location("/a\r\nSet-Cookie: x=1"), "/a%0D%0ASet-Cookie:%20x=1");
  EXPECT_EQ(location("/\t/evil.example"), "/%09/evil.example");
  EXPECT_EQ(location("/å"), "/%C3%A5");
}

}  // namespace
}  // namespace samloft::web
