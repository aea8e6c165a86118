// Escaping by type, and what counts as an address.

#include "page/html.h"

#include <gtest/gtest.h>

namespace samloft::page {
namespace {

TEST(Html, EscapesTextAndPassesHtml) {
  const std::string hostile = R"(<script>alert("x")</script>&')";
  EXPECT_EQ(html("<p>{}</p>", hostile).text(),
            "<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;</p>");
  EXPECT_EQ(html(R"(<a title="{}">{}</a>)", "\" onclick=\"x", html("<b>{}</b>", 7)).text(),
            R"(<a title="&quot; onclick=&quot;x"><b>7</b></a>)");
  EXPECT_EQ(html("{}", std::string_view("{}")).text(), "{}");
}

TEST(Html, ShowsNumbersAndEveryPlace) {
  EXPECT_EQ(html("{}|{}|{}", -7, std::int64_t{INT64_MIN}, std::size_t{12}).text(),
            "-7|-9223372036854775808|12");
  EXPECT_EQ(html("{}{}", "<", "").text(), "&lt;");
  EXPECT_EQ(html("a{}b{}", "æ&ø", Html()).text(), "aæ&amp;øb");
  EXPECT_EQ(html("").text(), "");
  EXPECT_EQ(html("ingen").text(), "ingen");
}

TEST(Html, JoinsPieces) {
  EXPECT_EQ(each(std::vector<int>{1, 2}, [](int n) { return html("<li>{}</li>", n); }).text(),
            "<li>1</li><li>2</li>");
  EXPECT_EQ(when(false, html("x")).text(), "");
}

TEST(Url, StaysWithinOrGoesOpenlyOut) {
  for (const char* address : {"/kristiansand/needs", "#felt", "?page=2", "https://udir.no", "mailto:a@b.no"}) {
    EXPECT_EQ(Url(address).text(), address);
  }
}

TEST(Url, RefusesScriptsAndOtherHosts) {
  for (const char* address : {"/\t/evil.example", "/\n/evil.example", "/\r\\evil.example", "https://a\tb",
                              "/needs\x7f", "#a\n", "javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "//evil.example",
                              "/\\evil.example", " https://x", "vbscript:x", "evil", ""}) {
    EXPECT_EQ(Url(address).text(), "#") << address;
  }
}

}  // namespace
}  // namespace samloft::page
