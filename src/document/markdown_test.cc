// Free text: what it may do, and what it may not.

#include "document/markdown.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>

namespace samloft::document {
namespace {

using std::string;

string shown(std::string_view markdown) { return from_markdown(Texts(), markdown).text(); }

bool holds(const string& text, std::string_view part) { return text.find(part) != string::npos; }

TEST(Markdown, BecomesWhatWasMeant) {
  const struct {
    const char* markdown;
    const char* html;
  } table[] = {
      {"Hei **du**", "<p dir=\"auto\">Hei <strong>du</strong></p>\n"},
      {"# Mål", "<h3 dir=\"auto\">Mål</h3>\n"},
      {"###### Mål", "<h6 dir=\"auto\">Mål</h6>\n"},
      {"- a\n- b", "<ul>\n<li dir=\"auto\">a</li>\n<li dir=\"auto\">b</li>\n</ul>\n"},
      {"~~nei~~", "<p dir=\"auto\"><del>nei</del></p>\n"},
      {"[x](https://a.no/?b=1&c)",
       "<p dir=\"auto\"><a href=\"https://a.no/?b=1&amp;c\">x</a></p>\n"},
      {"[x](#maal)", "<p dir=\"auto\"><a href=\"#maal\">x</a></p>\n"},
      {"<post@a.no>", "<p dir=\"auto\"><a href=\"mailto:post@a.no\">post@a.no</a></p>\n"},
      {"2 < 3 & 4", "<p dir=\"auto\">2 &lt; 3 &amp; 4</p>\n"},
      {"", ""},
  };
  for (const auto& row : table) EXPECT_EQ(shown(row.markdown), row.html);
}

TEST(Markdown, HasTables) {
  const string html = shown("| Tema | Antall |\n|---|---:|\n| Språk | 12 |\n");
  EXPECT_TRUE(holds(html, R"(<th scope="col" dir="auto">Tema</th>)"));
  EXPECT_TRUE(holds(html, R"(<th scope="col" class="num" dir="auto">Antall</th>)"));
  EXPECT_TRUE(holds(html, R"(<td class="num" dir="auto">12</td>)"));
}

TEST(Markdown, ShowsHtmlAsTyped) {
  EXPECT_EQ(shown("a <b>c</b>"), "<p dir=\"auto\">a &lt;b&gt;c&lt;/b&gt;</p>\n");
  EXPECT_TRUE(holds(shown("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_TRUE(holds(shown("<div onclick=x>\n\n*a*"), "&lt;div onclick=x&gt;"));
  EXPECT_FALSE(holds(shown("<!-- skjult -->"), "<!--"));
}

TEST(Markdown, KeepsOnlyTheWordsOfWhatIsNotSafe) {
  for (const char* address :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//a.no",
        "/side", "file:///etc/passwd", "&#106;avascript:alert(1)", "ftp://a.no", ""}) {
    const string html = shown("[**trykk**](<" + string(address) + ">)");
    EXPECT_EQ(html, "<p dir=\"auto\"><strong>trykk</strong></p>\n") << address;
  }
  EXPECT_EQ(shown("![Et *bilde*](https://a.no/b.png)"), "<p dir=\"auto\">Et <em>bilde</em></p>\n");
  EXPECT_EQ(shown("[![b](x.png)](javascript:x)"), "<p dir=\"auto\">b</p>\n");
  EXPECT_FALSE(holds(shown("[a](https://a.no \"\\\"onclick=x\")"), "\"onclick"));
}

TEST(Markdown, KnowsNoDirectionButTheTexts) {
  const string html = shown("مرحبا بالعالم\n\nHei\n\n- لغة");
  EXPECT_TRUE(holds(html, "<p dir=\"auto\">مرحبا بالعالم</p>"));
  EXPECT_TRUE(holds(html, "<li dir=\"auto\">لغة</li>"));
}

TEST(Markdown, SaysWhatItCannotShow) {
  EXPECT_TRUE(holds(shown(string(10'000'000, 'a')), "for lang"));
  EXPECT_TRUE(holds(shown(string("a\0b", 3)), "tegn som ikke kan vises"));
  EXPECT_TRUE(holds(shown("\xc3("), "tegn som ikke kan vises"));
  EXPECT_TRUE(holds(shown(string(200'000, 'a')), "aaa"));
  EXPECT_TRUE(holds(from_markdown(Texts(Language::english), string("\0", 1)).text(), "<p>"));
}

// Each repeated until the longest text is full: none may take a second, none may nest without end.
TEST(Markdown, HoldsNoCharacterThatNobodyMayType) {
  EXPECT_EQ(shown("a&#27;b&#x9b;c&#127;d"), "<p dir=\"auto\">a\ufffdb\ufffdc\ufffdd</p>\n");
  EXPECT_EQ(shown("&#229;&#9;&#133;."), "<p dir=\"auto\">å\t\u0085.</p>\n");
}

TEST(Markdown, IsNotImpressedByNesting) {
  for (const char* piece :
       {">",  "> ",       "[",    "![",   "[a](", "![[]()", "[]",         "]",
        "*",  "* ",       "*a ",  "**a ", "a_ ",  "_a ",    "~~a ",       "~",
        "`",  "` ``",     "<",    "<a ",  "<!--", "<?",     "&",          "\\",
        "- ", "- a\n ",   "> - ", "1. ",  "|a",   "|\n",    "|a|\n|-|\n", "a|b\n-|-\n",
        "#",  "[a]: b\n", "[^a]", "(",    "\t",   "\n",     "a\n=\n"}) {
    string text;
    while (text.size() + string(piece).size() <= kLongestMarkdown) text += piece;
    const auto start = std::chrono::steady_clock::now();
    const string html = shown(text);
    const auto took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took, std::chrono::seconds(2)) << piece;
    EXPECT_LT(html.size(), 30 * kLongestMarkdown) << piece;
  }
  string wide, rule, rows;
  for (int i = 0; i < 20'000; ++i) wide += "|a", rule += "|-", rows += "|\n";
  EXPECT_TRUE(holds(shown(wide + "\n" + rule + "\n" + rows), "class=\"as-typed\""));
  EXPECT_TRUE(holds(shown(string(10'000, '>')), "class=\"as-typed\""));
  EXPECT_TRUE(holds(shown(string(10'000, '[')), "class=\"as-typed\""));
}

RC_GTEST_PROP(Markdown, HoldsNoTagThatIsNotOurs, ()) {
  const auto pieces = *rc::gen::container<std::vector<string>>(
      rc::gen::elementOf(std::vector<string>{"<script>",
                                             "<img src=x onerror=y>",
                                             "[a](javascript:b)",
                                             "`",
                                             "\n\n",
                                             "#",
                                             "- ",
                                             "> ",
                                             "*",
                                             "<svg/onload=x>",
                                             "&lt;",
                                             "\"",
                                             "'",
                                             "|",
                                             "---",
                                             "~~",
                                             "![x](y)",
                                             "<https://a.no>",
                                             "a",
                                             " ",
                                             "</p>",
                                             "<!--",
                                             "-->",
                                             "\\"}));
  string text;
  for (const string& piece : pieces) text += piece;
  const string html = shown(text);
  for (const char* never : {"<script", "<img", "<svg", "<!--", "href=\"javascript", "<iframe"})
    RC_ASSERT(!holds(html, never));
}

}  // namespace
}  // namespace samloft::document
