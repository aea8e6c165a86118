// What a document shows of when measures and series run.

#include <gtest/gtest.h>

#include <algorithm>

#include "page/components.h"
#include "thread/thread.h"

namespace samloft::thread {
namespace {

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

const Texts kTexts;
const Date kThen(2026, 11, 25);

measures::Measure measure(const std::string& title, std::optional<Date> from, std::optional<Date> until) {
  measures::Measure made;
  made.id = Uuid::of_name("on paper", title);
  made.title = title;
  made.valid_from = from;
  made.valid_until = until;
  return made;
}

Facts many(int count) {
  Facts facts;
  for (int i = 0; i < count; ++i)
    facts.measures.push_back(measure("Tiltak nummer " + std::to_string(i), Date(2015 + i / 20, 1 + i % 12, 1),
                                     Date(2017 + i / 20, 1, 1)));
  return facts;
}

Facts with_series(int districts, int years) {
  Facts facts;
  facts.measures = {measure("Nettverk", Date(2022, 8, 1), std::nullopt)};
  networks::Network network;
  network.id = Uuid::of_name("on paper", "network");
  network.name = "Lærende nettverk 0–6";
  network.measure = facts.measures.front().id;
  facts.networks = {network};
  for (int i = 0; i < districts * years; ++i) {
    networks::Series series;
    series.id = Uuid::of_name("on paper", "series " + std::to_string(i));
    series.network = network.id;
    series.school_year = 2024 + i / districts;
    series.state = i < districts ? networks::SeriesState::completed : networks::SeriesState::planned;
    facts.series.push_back(series);
  }
  return facts;
}

std::vector<std::string> names_in(const std::vector<page::Figure>& figures) {
  std::vector<std::string> names;
  for (const auto& figure : figures)
    for (const auto& row : figure.rows) names.push_back(row.front());
  return names;
}

TEST(OnPaper, OfNothingIsNothing) {
  EXPECT_TRUE(time_lines_on_paper({}, kTexts, kThen).empty());
  EXPECT_TRUE(year_wheel_on_paper({}, kTexts, 2026, kThen).drawing.empty());
}

TEST(OnPaper, TellsEachMeasureOnceHoweverMany) {
  for (const int count : {1, 26, 27, 200}) {
    const auto figures = time_lines_on_paper(many(count), kTexts, kThen);
    auto names = names_in(figures);
    EXPECT_EQ(names.size(), static_cast<std::size_t>(count));
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
    for (const auto& figure : figures) {
      EXPECT_LE(figure.rows.size(), 26u) << "more is not read on a page";
      EXPECT_GE(figure.rows.size(), std::min<std::size_t>(static_cast<std::size_t>(count), 13)) << "none stands alone";
      EXPECT_LE(figure.height, 900);
      EXPECT_FALSE(holds(figure.drawing.text(), "I dag")) << "what is read later has another today";
    }
  }
}

TEST(OnPaper, SaysWhichPartOfTheYearsAPictureShows) {
  const auto figures = time_lines_on_paper(many(60), kTexts, kThen);
  ASSERT_EQ(figures.size(), 3u);
  EXPECT_EQ(figures[0].title, "Tiltak og serier over årene, del 1 av 3: de som begynner 2015");
  EXPECT_EQ(figures[0].id, "time-line-1");
  EXPECT_TRUE(holds(figures[0].key, "Antall: 20, og 0 av dem er over. Det første begynner 01.01.2015."));
  EXPECT_EQ(time_lines_on_paper(many(3), kTexts, kThen).front().title, "Tiltak og serier over årene");
}

TEST(OnPaper, GathersTheSeriesOfANetworkByYear) {
  const auto names = names_in(time_lines_on_paper(with_series(5, 2), kTexts, kThen));
  EXPECT_EQ(names, (std::vector<std::string>{"Nettverk", "Lærende nettverk 0–6 2024–25 (5 serier)",
                                             "Lærende nettverk 0–6 2025–26 (5 serier)"}));
  const auto one = names_in(time_lines_on_paper(with_series(1, 1), kTexts, kThen));
  EXPECT_FALSE(holds(one.back(), "serier")) << one.back();
}

TEST(OnPaper, PutsWhatHasNoDateLast) {
  Facts facts = many(2);
  facts.measures.insert(facts.measures.begin(), measure("Uten datoer", {}, {}));
  EXPECT_EQ(names_in(time_lines_on_paper(facts, kTexts, kThen)).back(), "Uten datoer");
  EXPECT_FALSE(holds(year_wheel_on_paper(facts, kTexts, 2015, kThen).drawing.text(), "Uten datoer"));
}

TEST(OnPaper, DrawsTheWheelOfTheYearAskedFor) {
  const Facts facts = with_series(5, 2);
  const auto wheel = year_wheel_on_paper(facts, kTexts, 2025, kThen);
  EXPECT_EQ(wheel.id, "year-wheel");
  EXPECT_TRUE(holds(wheel.title, "2025–26"));
  EXPECT_EQ(wheel.rows.size(), 2u) << "the measure, and the series of that year as one";
  EXPECT_TRUE(holds(wheel.key, "Antall: 2"));
  EXPECT_FALSE(holds(wheel.drawing.text(), "<a ")) << "it leads nowhere";
  EXPECT_EQ(year_wheel_on_paper(facts, kTexts, 2023, kThen).rows.size(), 1u);
}

TEST(OnPaper, NumbersTheArcsAndTellsWhatHasNoRoom) {
  Facts facts;
  for (int i = 0; i < 30; ++i)
    facts.measures.push_back(measure("Tiltak " + std::to_string(i), Date(2026, 8, 1), Date(2027, 8, 1)));
  const auto wheel = year_wheel_on_paper(facts, kTexts, 2026, kThen);
  EXPECT_TRUE(holds(wheel.drawing.text(), "og 18 til, i tabellen"));
  EXPECT_EQ(wheel.rows.size(), 30u);
  EXPECT_TRUE(holds(wheel.drawing.text(), ">12</text>"));
}

TEST(OnPaper, SpeaksEachLanguage) {
  const Texts english(Language::english);
  const auto figures = time_lines_on_paper(many(60), english, kThen);
  EXPECT_FALSE(holds(figures.front().title, "årene"));
  EXPECT_FALSE(holds(figures.front().key, "Antall"));
}

}  // namespace
}  // namespace samloft::thread
