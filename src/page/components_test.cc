// Components: the wiring that assistive technology and phones depend on.

#include "page/components.h"

#include <gtest/gtest.h>

#include "page/frame.h"

namespace samloft::page {
namespace {

const Texts kTexts;

bool has(const Html& html, const std::string& text) { return html.text().find(text) != std::string::npos; }

TEST(Field, IsWiredToItsLabelHintAndError) {
  const Html field = input(kTexts, {"title", "Tittel", "Kort.", "Fyll ut.", false}, "text", "\"><x>");
  EXPECT_TRUE(has(field, R"(<label class="ds-label" for="title">Tittel</label>)"));
  EXPECT_TRUE(has(field, R"(aria-invalid="true" aria-describedby="title-e title-d")"));
  EXPECT_TRUE(has(field, R"(id="title-d">Kort.)"));
  EXPECT_TRUE(has(field, R"(id="title-e">Fyll ut.)"));
  EXPECT_TRUE(has(field, R"(value="&quot;&gt;&lt;x&gt;")"));
  EXPECT_FALSE(has(field, "(valgfritt)"));
}

TEST(Field, SaysWhenItIsOptional) {
  EXPECT_TRUE(has(text_area(kTexts, {"a", "A", "", "", true}, "x"), "(valgfritt)"));
}

TEST(Choices, LetTheErrorSummaryLeadToTheFirst) {
  const Html list = checkboxes(kTexts, {"goal", "Mål", "", ""}, {{"1", "Én", false}, {"2", "To", true}});
  EXPECT_TRUE(has(list, R"(id="goal" name="goal" value="1">)"));
  EXPECT_TRUE(has(list, R"(id="goal-1" name="goal" value="2" checked>)"));
  EXPECT_TRUE(has(error_summary(kTexts, {{"goal", "Velg."}}), R"(href="#goal">Velg.)"));
}

TEST(Summary, CountsAndIsSilentWithoutErrors) {
  EXPECT_TRUE(has(error_summary(kTexts, {{"goal", "Velg."}}, {{"title", "Tittel"}, {"goal", "Mål"}}),
                  R"(href="#goal">Mål: Velg.)"));
  EXPECT_TRUE(error_summary(kTexts, {}).empty());
  EXPECT_EQ(error_of(kTexts, {{"a", "A"}, {"b", "B"}, {"b", "C"}}, "b"), "B");
  EXPECT_EQ(error_of(kTexts, {{"a", "A"}}, "b"), "");
  EXPECT_TRUE(has(error_summary(kTexts, {{"a", "A"}, {"b", "B"}}), "2 felt må rettes"));
}

TEST(Table, NamesItsCellsForPhones) {
  const Html made = table("Behov", {{"Tittel", "/x?sort=", "ascending"}, {"Sum", "", "", true}},
                          {{{html("{}", "A"), html("{}", 7)}}}, "list");
  EXPECT_TRUE(has(made, R"(<th scope="row" role="rowheader">A</th>)"));
  EXPECT_TRUE(has(made, R"(data-th="Sum" class="num">7)"));
  EXPECT_TRUE(has(made, R"(aria-sort="ascending")"));
  EXPECT_TRUE(has(made, R"(data-swap="#list")"));
}

TEST(Pagination, ShowsTheEndsAndTheNeighbours) {
  EXPECT_TRUE(pagination(kTexts, 1, 1, "/x?page=", "").empty());
  const Html middle = pagination(kTexts, 5, 9, "/x?page=", "");
  for (const char* page : {"page=1\"", "page=4\"", "page=5\"", "page=6\"", "page=9\""})
    EXPECT_TRUE(has(middle, page)) << page;
  EXPECT_FALSE(has(middle, "page=2\""));
  EXPECT_TRUE(has(middle, R"(aria-current="true")"));
  EXPECT_TRUE(has(pagination(kTexts, 1, 9, "/x?page=", ""), R"(aria-disabled="true")"));
}

TEST(Picture, HasTitleKeyAndTable) {
  const Html made = figure(kTexts, {"f", "Ett formål", "Rad for rad.", html("<rect/>"), 10, 20,
                                    data_table("T", {"A"}, {{"1"}})});
  EXPECT_TRUE(has(made, R"(role="img" aria-labelledby="f-t" aria-describedby="f-d")"));
  EXPECT_TRUE(has(made, "Vis tallene som tabell"));
  EXPECT_TRUE(has(made, R"(viewBox="0 0 10 20")"));
}

TEST(Page, KeepsWhatPeopleWroteAsText) {
  Frame frame;
  frame.title = "<b>";
  frame.viewer = "\"Kari\"";
  frame.partnership = "A & B";
  frame.home = "/ab";
  frame.address = "/ab";
  frame.search = "/ab/search";
  frame.query = "\"><script>";
  const std::string page = whole_page(frame, html("<h1>{}</h1>", "x"));
  EXPECT_NE(page.find("<title>&lt;b&gt; – A &amp; B</title>"), std::string::npos);
  EXPECT_EQ(page.find("\"><script>"), std::string::npos);
  EXPECT_NE(page.find(R"(<html lang="nb")"), std::string::npos);
  EXPECT_EQ(page.find("style="), std::string::npos);
}

TEST(Icon, IsOneThatThereIs) { EXPECT_THROW(icon("elephant"), Broken); }

TEST(Steps, SayWhichIsNowAndWhatIsDone) {
  const std::string text = steps({"Kladd", "Sendt", "<svar>"}, 1).text();
  EXPECT_NE(text.find(R"(<li class="is-done">)"), std::string::npos);
  EXPECT_NE(text.find(R"(<li class="is-now" aria-current="step">)"), std::string::npos);
  EXPECT_NE(text.find(R"(<li class=""><div><span class="phases__dot">3</span>)"), std::string::npos);
  EXPECT_NE(text.find("&lt;svar&gt;"), std::string::npos);
  EXPECT_EQ(steps({"Kladd"}, 5).text().find("is-now"), std::string::npos) << "beyond the last";
}

}  // namespace
}  // namespace samloft::page
