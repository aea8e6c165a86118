// Organisation numbers: the oracles of R17, and numbers made for the purpose.

#include "rules.h"

#include <gtest/gtest.h>

namespace samloft::people {
namespace {

TEST(OrganisationNumber, KnowsTheReferenceValues) {
  EXPECT_TRUE(is_organisation_number("964965226"));   // sum 181, check digit 6
  EXPECT_TRUE(is_organisation_number("975315053"));   // sum 129, check digit 3
  EXPECT_FALSE(is_organisation_number("975315054"));
}

TEST(OrganisationNumber, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "12345678", "1234567890", "96496522a", "964 965 226", "-64965226"})
    EXPECT_FALSE(is_organisation_number(text)) << text;
}

TEST(OrganisationNumber, HasNoCheckDigitOfTen) {
  // Of each eight digits at most one ninth digit fits; for some none does.
  int without = 0;
  for (int number = 90000000; number < 90001000; ++number) {
    int fits = 0;
    for (int check = 0; check < 10; ++check)
      fits += is_organisation_number(std::to_string(number) + std::to_string(check));
    EXPECT_LE(fits, 1);
    without += fits == 0;
  }
  EXPECT_GT(without, 50);
  EXPECT_LT(without, 150);
}

TEST(OrganisationNumber, IsTidiedOfSpaces) {
  EXPECT_EQ(tidy_number("964 965 226"), "964965226");
  EXPECT_EQ(tidy_number("964\u00a0965\u00a0226 "), "964965226");
}

TEST(MunicipalityNumber, KeepsItsLeadingZero) {
  EXPECT_TRUE(is_municipality_number("0301"));
  EXPECT_FALSE(is_municipality_number("301"));
}

}  // namespace
}  // namespace samloft::people
