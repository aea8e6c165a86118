#include "sheet/number_text.h"

#include <gtest/gtest.h>

namespace samloft::sheet {
namespace {

using Kind = NumberFormat::Kind;

TEST(NumberText, ReadsFormatCodes) {
  const struct {
    const char* code;
    NumberFormat expected;
  } table[] = {
      {"General", {}},
      {"0.00", {}},
      {"# ##0,00 \"kr\"", {}},
      {"0.00E+00", {}},
      {"[Red]-0", {}},
      {"[$kr-414] # ##0", {}},
      {"_-* # ##0_-;_-* \"dmy\"", {}},
      {"0\\d", {}},
      {"@", {}},
      {"0;yyyy", {}},
      {"\"unclosed yyyy", {}},
      {"[unclosed", {}},
      {"0 %", {Kind::percent}},
      {"0.0%", {Kind::percent}},
      {"dd.mm.yyyy", {Kind::date}},
      {"[$-414]d. mmmm yyyy", {Kind::date}},
      {"hh:mm", {Kind::date}},
      {"[h]:mm:ss", {Kind::duration}},
      {"0000", {Kind::plain, 4}},
      {"0", {}},
  };
  for (const auto& row : table) EXPECT_EQ(format_of(row.code), row.expected) << row.code;
}

TEST(NumberText, KnowsTheBuiltInFormats) {
  EXPECT_EQ(built_in_format(0), NumberFormat{});
  EXPECT_EQ(built_in_format(4), NumberFormat{});
  EXPECT_EQ(built_in_format(9), NumberFormat{Kind::percent});
  EXPECT_EQ(built_in_format(14), NumberFormat{Kind::date});
  EXPECT_EQ(built_in_format(22), NumberFormat{Kind::date});
  EXPECT_EQ(built_in_format(46), NumberFormat{Kind::duration});
  EXPECT_EQ(built_in_format(49), NumberFormat{});
}

TEST(NumberText, WritesPlainNumbers) {
  const struct {
    double number;
    const char* expected;
  } table[] = {
      {0, "0"},
      {-0.0, "0"},
      {1234.5, "1234,5"},
      {-5, "-5"},
      {0.1 + 0.2, "0,3"},
      {1e15, "1000000000000000"},
      {1e-7, "0,0000001"},
      {31129956715, "31129956715"},
      {2.0 / 3, "0,666666666666667"},
  };
  for (const auto& row : table)
    EXPECT_EQ(number_text(row.number, {}, DayCount::from_1900), row.expected);
  EXPECT_EQ(number_text(1e300, {}, DayCount::from_1900).size(), 301u);
  EXPECT_TRUE(number_text(1e-320, {}, DayCount::from_1900).starts_with("0,000"));
}

TEST(NumberText, WritesLeadingZerosAndPercents) {
  EXPECT_EQ(number_text(301, {Kind::plain, 4}, DayCount::from_1900), "0301");
  EXPECT_EQ(number_text(12345, {Kind::plain, 4}, DayCount::from_1900), "12345");
  EXPECT_EQ(number_text(-3, {Kind::plain, 4}, DayCount::from_1900), "-3");
  EXPECT_EQ(number_text(0.3, {Kind::percent}, DayCount::from_1900), "30 %");
  EXPECT_EQ(number_text(0.3334, {Kind::percent}, DayCount::from_1900), "33,34 %");
}

TEST(NumberText, WritesDatesAndTimes) {
  const struct {
    double number;
    DayCount days;
    const char* expected;
  } table[] = {
      {46351, DayCount::from_1900, "2026-11-25"},
      {46351.604166666664, DayCount::from_1900, "2026-11-25 14:30"},
      {46351.999999999, DayCount::from_1900, "2026-11-26"},
      {46351.5000115741, DayCount::from_1900, "2026-11-25 12:00:01"},
      {44889, DayCount::from_1904, "2026-11-25"},
      {1, DayCount::from_1900, "1900-01-01"},
      {59, DayCount::from_1900, "1900-02-28"},
      {60, DayCount::from_1900, "60"},  // 29 February 1900 never was
      {61, DayCount::from_1900, "1900-03-01"},
      {0, DayCount::from_1904, "1904-01-01"},
      {0.604166666666667, DayCount::from_1900, "14:30"},
      {-1, DayCount::from_1900, "-1"},
      {1e9, DayCount::from_1900, "1000000000"},
  };
  for (const auto& row : table)
    EXPECT_EQ(number_text(row.number, {Kind::date}, row.days), row.expected) << row.number;
  EXPECT_EQ(number_text(1.5625, {Kind::duration}, DayCount::from_1900), "37:30");
}

}  // namespace
}  // namespace samloft::sheet
