// Half-years: every day lies in one of them, and they follow each other without gap.

#include "base/semester.h"

#include <gtest/gtest.h>

namespace samloft {
namespace {

TEST(Semesters, HoldEveryDayOnceAndFollowEachOther) {
  Semester now = Semester::of(Date(2022, 1, 1));
  for (Date day(2022, 1, 1); day < Date(2028, 1, 1); day = day.plus_days(1)) {
    const Semester of = Semester::of(day);
    if (of != now) {
      ASSERT_EQ(of, now.next()) << day.iso();
      ASSERT_EQ(of.period().from, day);
      ASSERT_EQ(now.period().until, day);
      ASSERT_LT(now, of);
      now = of;
    }
    ASSERT_TRUE(of.period().contains(day)) << day.iso();
  }
}

TEST(Semesters, BeginAtNewYearAndInAugust) {
  EXPECT_EQ(Semester::of(Date(2026, 7, 31)).code(), "2026-spring");
  EXPECT_EQ(Semester::of(Date(2026, 8, 1)).code(), "2026-autumn");
  EXPECT_EQ(Semester::of(Date(2026, 12, 31)).name(Texts()), "høsten 2026");
}

TEST(Semesters, AreReadAsPeopleWriteThem) {
  for (const char* text : {"2026-autumn", "H2026", "høst 2026", "2026 høsten", "hausten 2026"})
    EXPECT_EQ(Semester::parse(text), (Semester{2026, Term::autumn})) << text;
  for (const char* text : {"2026-spring", "V2026", "vår 2026", "Våren 2026"})
    EXPECT_EQ(Semester::parse(text), (Semester{2026, Term::spring})) << text;
  for (const char* text :
       {"", "2026", "høst", "høst 26", "høst 20266", "sommer 2026", "2026-2027-v"})
    EXPECT_FALSE(Semester::parse(text)) << text;
  for (const Semester semester : {Semester{2022, Term::spring}, Semester{2030, Term::autumn}})
    EXPECT_EQ(Semester::parse(semester.code()), semester);
}

}  // namespace
}  // namespace samloft
