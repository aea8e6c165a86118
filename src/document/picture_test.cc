// What is taken over of a drawing, and its file.

#include "document/picture.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "document/paper.h"

namespace samloft::document {
namespace {

using std::string;

string content_of(const string& inner) {
  const auto drawing = drawing_of("<svg viewBox=\"0 0 100 50\">" + inner + "</svg>");
  return drawing ? drawing->content : "nothing";
}

TEST(Drawing, IsTakenOver) {
  const auto drawing = drawing_of(R"(<svg width="9" viewBox="-5,0 100 50.5"><g class="a"/></svg>)");
  ASSERT_TRUE(drawing);
  EXPECT_EQ(drawing->left, -5);
  EXPECT_EQ(drawing->height, 50.5);
  EXPECT_EQ(drawing->content, R"(<g class="a"/>)");
  EXPECT_EQ(content_of("<text x=\"1\">Å &lt; <tspan>b</tspan> c</text>"),
            "<text x=\"1\">Å &lt; <tspan>b</tspan> c</text>");
}

TEST(Drawing, LosesWhatRunsLoadsOrLeads) {
  const struct {
    const char* svg;
    const char* content;
  } table[] = {
      {"<script>x</script><g/>", "<g/>"},
      {"<style>g{}</style>", ""},
      {"<foreignObject><p/></foreignObject>", ""},
      {"<image href=\"https://a.no/b\"/>", ""},
      {"<g onclick=\"x\" style=\"y\" CLASS=\"z\"/>", "<g/>"},
      {"<a href=\"/b\"><path d=\"M0 0\"/></a>", "<g><path d=\"M0 0\"/></g>"},
      {"<use href=\"#b\"/><use href=\"https://a.no#b\"/>", "<use href=\"#b\"/><use/>"},
      {"<g fill=\"url(#hatch)\"/><g fill=\"url(https://a.no)\"/>", "<g fill=\"url(#hatch)\"/><g/>"},
      {"<g fill=\"URL(https://a.no)\"/><g fill=\"u\\72l(https://a.no)\"/>", "<g/><g/>"},
      {"<g clip-path=\"url(#a) url(//a.no)\"/><g fill='url(\"#b\")'/>",
       "<g/><g fill=\"url(&quot;#b&quot;)\"/>"},
      {"<title>Gammel</title><g><title>Del</title></g>", "<g><title>Del</title></g>"},
      {"<!-- a --><?b c?><![CDATA[<script>]]>", "&lt;script&gt;"},
      {"<svg:script/><animate attributeName=\"x\"/><set/>", ""},
  };
  for (const auto& row : table) EXPECT_EQ(content_of(row.svg), row.content) << row.svg;
}

TEST(Drawing, IsNoneWhenItIsNone) {
  for (const char* svg : {"", "tekst", "<svg>", "<svg viewBox=\"0 0 9 9\"><g></svg>", "<svg/>",
                          "<html/>", "<svg viewBox=\"0 0 0 9\"/>", "<svg viewBox=\"0 0 nan 9\"/>",
                          "<svg viewBox=\"0 0 1e9 9\"/>", "<svg viewBox=\"0 0 9 9\">\xff</svg>",
                          "<svg viewBox=\"0 0 9 9\"/><svg"})
    EXPECT_FALSE(drawing_of(svg)) << svg;
  string deep = "<svg viewBox=\"0 0 9 9\">", end;
  for (int i = 0; i < 100'000; ++i) deep += "<g>", end += "</g>";
  EXPECT_FALSE(drawing_of(deep + end + "</svg>"));
  EXPECT_FALSE(drawing_of("<svg viewBox=\"0 0 9 9\">" + string(5u << 20, ' ') + "</svg>"));
}

TEST(SvgFile, StandsAlone) {
  const auto drawing = drawing_of(
      R"(<svg viewBox="0 0 100 50"><text x="1" y="2">a</text><text x="1" y="2" dy="3">b</text>
<text x="1" y="2" dominant-baseline="hanging">c</text></svg>)");
  const string svg = svg_file(*drawing, "Et <bilde>");
  EXPECT_NE(svg.find("<title>Et &lt;bilde&gt;</title>"), string::npos);
  EXPECT_NE(svg.find(R"(<text x="1" y="2" dy=".35em">a</text>)"), string::npos);
  EXPECT_NE(svg.find(R"(<text x="1" y="2" dy="3">b</text>)"), string::npos);
  EXPECT_NE(svg.find(R"(<text x="1" y="2">c</text>)"), string::npos);
  EXPECT_NE(svg.find("text { fill: #16211f;"), string::npos) << "the colours of paper";
}

// Each picture's style is read anew, so it holds what the picture has alone.
TEST(SvgFile, CarriesTheRulesOfItsClasses) {
  const auto drawing = drawing_of(
      R"(<svg viewBox="0 0 9 9"><path class="yw-arc yw-arc--done"/><text class="yw-n">1</text></svg>)");
  const string svg = svg_file(*drawing, "Hjul");
  for (const char* rule : {".yw-arc {", ".yw-arc--done {", ".yw-arc--done + .yw-n {"})
    EXPECT_NE(svg.find(rule), string::npos) << rule;
  for (const char* rule : {".tl-bar {", ".yw-now {", ".hx--1 path {"})
    EXPECT_EQ(svg.find(rule), string::npos) << rule;
}

std::set<string> classes_in(const string& css) {
  std::set<string> all;
  const std::regex word(R"(\.([a-z][a-z0-9_-]*)(?=[^{}]*\{))");
  for (std::sregex_iterator at(css.begin(), css.end(), word), end; at != end; ++at)
    all.insert((*at)[1]);
  return all;
}

// A class that is added to the screen's pictures and forgotten here would print black.
TEST(PictureStyle, KnowsTheClassesOfTheScreen) {
  std::ifstream file(SAMLOFT_SOURCE "/static/css/pictures.css");
  const string screen((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  ASSERT_FALSE(screen.empty());
  // Of HTML around pictures, or about the screen alone.
  const std::set<string> elsewhere = {"figure",
                                      "figure__cap",
                                      "figure__title",
                                      "figure__desc",
                                      "figure__source",
                                      "figure__scroll",
                                      "figure__tablewrap",
                                      "figure__table",
                                      "figure__svg--min44",
                                      "with-dial",
                                      "bars",
                                      "num",
                                      "hbar",
                                      "stepno",
                                      "room",
                                      "room__warn",
                                      "bord",
                                      "heat",
                                      "heat__s",
                                      "h0",
                                      "h1",
                                      "h2",
                                      "h3",
                                      "h4",
                                      "ribbon",
                                      "seat"};
  const std::set<string> paper = classes_in(string(kPictureStyle));
  for (const string& name : classes_in(screen))
    EXPECT_TRUE(paper.contains(name) || elsewhere.contains(name) || name.starts_with("hx--3"))
        << name;
}

}  // namespace
}  // namespace samloft::document
