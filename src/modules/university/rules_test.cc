// Loads: the overbooked are found and stand first (P5); nothing is lost in the sums.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "university/university.h"

namespace samloft::university {
namespace {

Uuid person(int number) { return Uuid::of_name("person", std::to_string(number)); }

Capacity capacity(const Uuid& of, std::int64_t year, Term term, std::int64_t hours) {
  Capacity one;
  one.person = of;
  one.year = year;
  one.term = term;
  one.hours = hours;
  return one;
}
Assignment assignment(const Uuid& of, std::int64_t year, Term term, std::int64_t hours) {
  Assignment one;
  one.person = of;
  one.year = year;
  one.term = term;
  one.hours_planned = hours;
  return one;
}

TEST(Loads, P5FindsTheOverbookedAndPutsThemFirst) {
  const auto all = loads(
      {capacity(person(1), 2026, Term::autumn, 100), capacity(person(2), 2026, Term::autumn, 60),
       capacity(person(1), 2026, Term::spring, 50)},
      {assignment(person(1), 2026, Term::autumn, 70), assignment(person(1), 2026, Term::autumn, 50),
       assignment(person(2), 2026, Term::autumn, 60),
       assignment(person(1), 2026, Term::spring, 90)});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_TRUE(all[0].overbooked() && all[0].semester == (Semester{2026, Term::spring}) &&
              all[0].planned == 90);
  EXPECT_TRUE(all[1].overbooked() && all[1].planned == 120);
  EXPECT_FALSE(all[2].overbooked()) << "exactly full is not too full";
}

TEST(Loads, AreNotOverbookedWhereNobodyKnowsTheHours) {
  const auto all = loads({}, {assignment(person(1), 2026, Term::autumn, 500)});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_FALSE(all[0].capacity);
  EXPECT_FALSE(all[0].overbooked());
  EXPECT_TRUE(loads({capacity(person(1), 2026, Term::autumn, 0)},
                    {assignment(person(1), 2026, Term::autumn, 1)})[0]
                  .overbooked())
      << "none is a number";
}

TEST(Loads, AreOfARoleWhenThereIsNoPerson) {
  Capacity hours = capacity({}, 2026, Term::autumn, 40);
  hours.role = "Stipendiat, spesialpedagogikk";
  Assignment work = assignment({}, 2026, Term::autumn, 60);
  work.role = " stipendiat,  SPESIALPEDAGOGIKK";
  const auto all = loads({hours}, {work});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_TRUE(all[0].overbooked());
  EXPECT_EQ(all[0].role, "Stipendiat, spesialpedagogikk");
}

RC_GTEST_PROP(Loads, KeepEveryHour, ()) {
  std::vector<Capacity> capacities;
  std::vector<Assignment> assignments;
  std::int64_t there = 0, planned = 0;
  const int count = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) {
    const auto hours = *rc::gen::inRange<std::int64_t>(0, 300);
    const auto year = *rc::gen::inRange<std::int64_t>(2024, 2027);
    const Term term = *rc::gen::element(Term::spring, Term::autumn);
    const Uuid of = person(*rc::gen::inRange(0, 4));
    if (*rc::gen::arbitrary<bool>()) {
      capacities.push_back(capacity(of, year, term, hours));
      there += hours;
    } else {
      assignments.push_back(assignment(of, year, term, hours));
      planned += hours;
    }
  }
  bool still_over = true;
  for (const Load& load : loads(capacities, assignments)) {
    there -= load.capacity.value_or(0);
    planned -= load.planned;
    RC_ASSERT(still_over || !load.overbooked());
    still_over = load.overbooked();
  }
  RC_ASSERT(there == 0 && planned == 0);
}

}  // namespace
}  // namespace samloft::university
