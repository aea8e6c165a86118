// How values are read, and what a measurement may say (R19).

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "rules.h"

namespace samloft::goals {
namespace {

TEST(Cells, AreNumbersWithWhatTheyCount) {
  struct Row {
    const char* text;
    double number;
  };
  for (const Row& row : {Row{"54 %", 54}, Row{"4,3", 4.3}, Row{"9 uker", 9}, Row{" 0 ", 0},
                         Row{"-0,5", -0.5}, Row{"−2", -2}, Row{"+3", 3}, Row{"1 234,5 kr", 1234.5},
                         Row{"1\u00a0234", 1234}, Row{"4.75", 4.75}, Row{"100%", 100}}) {
    const Cell cell = read_cell(row.text);
    ASSERT_TRUE(cell.state == ValueState::value) << row.text;
    EXPECT_DOUBLE_EQ(*cell.number, row.number) << row.text;
  }
}

TEST(Cells, R19AreReasonsWhyThereIsNoNumber) {
  struct Row {
    const char* text;
    ValueState state;
  };
  for (const Row& row :
       {Row{":", ValueState::suppressed}, Row{"*", ValueState::suppressed},
        Row{"..", ValueState::suppressed}, Row{" Skjermet ", ValueState::suppressed},
        Row{"skjerma", ValueState::suppressed}, Row{"SUPPRESSED", ValueState::suppressed},
        Row{"tilbakeholdt", ValueState::withheld}, Row{"withheld", ValueState::withheld},
        Row{"", ValueState::missing}, Row{"mangler", ValueState::missing},
        Row{".", ValueState::not_applicable}, Row{"Ikke aktuelt", ValueState::not_applicable}}) {
    const Cell cell = read_cell(row.text);
    EXPECT_TRUE(cell.state == row.state) << row.text;
    EXPECT_FALSE(cell.number) << row.text << " is no number, and never 0";
  }
}

TEST(Cells, CannotBeReadFromNonsense) {
  for (const char* text :
       {"abc", "12 av 15", "9–10 uker", "1e5", "NaN", "inf", "0x1F", "٤٢", "четыре", "五十", "-",
        "–", "4,", "1,2,3", "=1+1", "1234567890123456", "54;55", "%"})
    EXPECT_FALSE(read_cell(text).state) << text;
}

RC_GTEST_PROP(Cells, KeepEveryWholeNumber, (int number)) {
  const Cell cell = read_cell(std::to_string(number) + " stykk");
  RC_ASSERT(cell.state == ValueState::value);
  RC_ASSERT(*cell.number == number);
}

RC_GTEST_PROP(Cells, ReadAnyBytesWithoutInventingANumber, (const std::string& text)) {
  const Cell cell = read_cell(text);
  RC_ASSERT(cell.number.has_value() == (cell.state == ValueState::value));
}

Measurement value(const std::string& text) {
  Measurement one;
  one.value = text;
  return one;
}
std::string wrong_in(const Measurement& one, std::optional<std::int64_t> smallest = std::nullopt) {
  const auto errors = faults_of(one, smallest);
  return errors.empty() ? "" : errors.front().field;
}

TEST(Measurements, AreANumberOrAReason) {
  EXPECT_EQ(wrong_in(value("54 %")), "");
  EXPECT_EQ(wrong_in(value("")), "value");
  EXPECT_EQ(wrong_in(value("mange")), "value");
  for (const ValueState state : {ValueState::suppressed, ValueState::withheld, ValueState::missing,
                                 ValueState::not_applicable}) {
    Measurement one;
    one.state = state;
    EXPECT_EQ(wrong_in(one), "");
    one.value = "54";
    EXPECT_EQ(wrong_in(one), "value") << "a number beside a reason";
  }
}

TEST(Measurements, OfFewerThanTheSmallestGroupAreNoNumbers) {
  Measurement one = value("54 %");
  one.respondents = 4;
  EXPECT_EQ(wrong_in(one, 5), "respondents");
  EXPECT_EQ(wrong_in(one, 4), "");
  EXPECT_EQ(wrong_in(one), "");
  one.state = ValueState::suppressed;
  one.value.clear();
  EXPECT_EQ(wrong_in(one, 5), "");
  one.respondents = -1;
  EXPECT_EQ(wrong_in(one), "respondents");
}

TEST(Newest, IsTheLastOfAllAndSaysWhyThereIsNone) {
  Sign sign;
  sign.id = Uuid::of_name("test", "sign");
  EXPECT_FALSE(newest(sign, {}));
  Measurement first = value("54 %"), second, part = value("90 %");
  first.sign = second.sign = part.sign = sign.id;
  first.on = Date(2023, 1, 1);
  second.on = Date(2024, 1, 1);
  second.state = ValueState::withheld;
  part.on = Date(2025, 1, 1);
  part.group = "PPT";
  const auto last = newest(sign, {first, second, part});
  ASSERT_TRUE(last);
  EXPECT_EQ(shown_value(Texts(), *last), "Tilbakeholdt");
  sign.measured = "60 %";
  sign.measured_on = Date(2024, 6, 1);
  EXPECT_EQ(newest(sign, {first, second, part})->value, "60 %") << "on the sign itself, and newer";
  sign.measured_on = Date(2023, 6, 1);
  EXPECT_TRUE(newest(sign, {first, second, part})->state == ValueState::withheld);
}

}  // namespace
}  // namespace samloft::goals
