// The log, the invitations and the rules over them, on both engines.

#include "store.h"
#include "world_for_tests.h"

namespace samloft::involvement {
namespace {

using Fields = std::vector<std::string>;

class Log : public InWorld {
 protected:
  std::string gaps(const Uuid& measure, bool komploft = false, Date day = Date(2022, 12, 1)) {
    return world->database().read([&](db::Connection& db) {
      std::string out;
      using partnership::SchemeCode;
      for (const Gap& gap : gaps_of_measure(
               db, measure, komploft ? SchemeCode::komploft : SchemeCode::rekomp, day)) {
        out += std::string(rule_code(gap.rule)) + "." + std::to_string(static_cast<int>(gap.rule));
        for (const UnitName& unit : gap.units) out += " " + unit.name;
        out += ";";
      }
      return out;
    });
  }
  std::string need_gaps(const Uuid& need, Date day = Date(2022, 12, 1)) {
    return world->database().read([&](db::Connection& db) {
      std::string out;
      for (const Gap& gap : gaps_of_need(known_in(db, day), need))
        out += std::to_string(static_cast<int>(gap.rule));
      return out;
    });
  }
  Result<void> answer_now(const Uuid& id, Answer given) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return answer(work, id, given, " Vi mangler vikarer. ");
    });
  }
};

TEST_P(Log, SaysWhatItWasAboutAndHowManyWereAsked) {
  const Uuid overganger = need("Overganger");
  Involvement about_nothing = entry("Møte", {});
  EXPECT_EQ(wrong_fields("involvement", about_nothing), Fields{"needs"});
  Involvement nobody = entry("Møte", {overganger});
  nobody.teachers = 0;
  EXPECT_EQ(wrong_fields("involvement", nobody), Fields{"leaders"});
  nobody.teachers = -1;
  EXPECT_EQ(wrong_fields("involvement", nobody), Fields{"teachers"});
  Involvement consultation = entry("Drøfting", {overganger});
  consultation.form = Form::union_consultation;
  EXPECT_EQ(wrong_fields("involvement", consultation), Fields{"union_representatives"});
  consultation.union_representatives = 2;
  EXPECT_EQ(wrong_fields("involvement", consultation), Fields{});
  EXPECT_EQ(consultation.heading({}), "Drøfting (12.03.2022)");
}

TEST_P(Log, IsWrittenByEachForThemselvesAndByTheCoordinatorForAll) {
  const Uuid overganger = need("Overganger"), me = person("Jeg"), other = person("En annen");
  for (Role role :
       {Role::staff, Role::unit_leader, Role::private_owner, Role::union_representative}) {
    world->viewer.roles = {role};
    world->viewer.person = me;
    const Uuid id = world->create("involvement", entry("Mitt", {overganger}));
    Involvement mine = world->load<Involvement>("involvement", id);
    EXPECT_EQ(mine.recorded_by, me);
    mine.effect = "Tatt med i planen.";
    EXPECT_TRUE(world->save("involvement", mine));
    world->viewer.person = other;
    EXPECT_FALSE(world->save("involvement", mine));
  }
  for (Role role :
       {Role::owner_leader, Role::ppt_lead, Role::university_lead, Role::auditor, Role::lecturer}) {
    world->viewer.roles = {role};
    Involvement refused = entry("Møte", {overganger});
    EXPECT_FALSE(world->try_create("involvement", refused));
  }
}

TEST_P(Log, R7CountsEntriesAboutTheMeasureAndAboutTheNeedsItServes) {
  const Uuid overganger = need("Overganger");
  const Uuid network = measure("Nettverk", {overganger}), alone = measure("Kurs");
  Involvement leaders = entry("Ledermøte", {}, {network});
  leaders.teachers = {};
  leaders.leaders = 5;
  world->create("involvement", leaders);
  EXPECT_EQ(gaps(network), "R7.0;R7.1;") << "leaders alone are not enough";
  world->create("involvement", entry("Verksted", {overganger}));
  Involvement unions = entry("Drøfting", {}, {network});
  unions.teachers = {};
  unions.union_representatives = 1;
  unions.held_on = Date(2022, 6, 1);
  world->create("involvement", unions);
  EXPECT_EQ(gaps(network), "");
  EXPECT_EQ(gaps(network, false, Date(2022, 5, 31)), "R7.1;") << "not yet that day";
  EXPECT_EQ(gaps(network, false, Date(2022, 6, 1)), "");
  EXPECT_EQ(need_gaps(overganger), "1") << "what was said of the measure is not said of the need";
  EXPECT_EQ(gaps(alone), "R7.0;R7.1;");
}

TEST_P(Log, R8AsksUnderKompetanseloftetOnly) {
  const Uuid overganger = need("Overganger"), network = measure("Nettverk", {overganger});
  Involvement both = entry("Drøfting", {overganger});
  both.union_representatives = 1;
  world->create("involvement", both);
  participant(network, "Barnehagene i bydelen");
  participant(network, "Rådgiverne",
              {unit("PPT", people::UnitKind::ppt, people::OwnerType::municipal)});
  EXPECT_EQ(gaps(network), "");
  EXPECT_EQ(gaps(network, true), "R8.3;");
}

TEST_P(Log, R9ListsThePrivateUnitsOfTheDay) {
  using people::OwnerType;
  using people::UnitKind;
  const Uuid overganger = need("Overganger"), network = measure("Nettverk", {overganger});
  const Uuid other = measure("Annet");
  Involvement both = entry("Drøfting", {overganger});
  both.union_representatives = 1;
  world->create("involvement", both);
  participant(network, "Barnehagene");
  const Uuid sol = unit("Solvika", UnitKind::kindergarten, OwnerType::private_);
  const Uuid berg = unit("Bergtunet", UnitKind::kindergarten, OwnerType::private_);
  const Uuid ekorn = unit("Ekornheia", UnitKind::kindergarten, OwnerType::private_);
  unit("Lagt ned", UnitKind::kindergarten, OwnerType::private_, Date(2022, 1, 1));
  unit("Friskolen", UnitKind::school, OwnerType::private_);
  unit("Kommunal", UnitKind::kindergarten, OwnerType::municipal);
  EXPECT_EQ(gaps(network), "R9.5 Bergtunet Ekornheia Solvika;");
  world->create("invitation", invitation(sol, network, Answer::no));
  world->create("invitation", invitation(berg, {}, Answer::yes));  // to the partnership
  world->create("invitation", invitation(ekorn, other, Answer::yes));
  EXPECT_EQ(gaps(network), "R9.5 Ekornheia;") << "another measure's invitation says nothing here";
  Invitation again = invitation(sol, network);
  again.invited_on = Date(2022, 10, 1);
  world->create("invitation", again);
  EXPECT_EQ(gaps(network), "R9.5 Ekornheia;R9.6 Solvika;") << "the newest counts";
  EXPECT_EQ(gaps(network, false, Date(2022, 4, 10)), "R9.5 Ekornheia;R9.6 Bergtunet Solvika;")
      << "answers come on their day";
}

TEST_P(Log, KeepsAnswersAndDaysTogether) {
  const Uuid sol = unit("Solvika", people::UnitKind::kindergarten, people::OwnerType::private_);
  Invitation one = invitation(sol, {}, Answer::yes);
  one.answered_on = {};
  EXPECT_EQ(wrong_fields("invitation", one), Fields{"answered_on"});
  one.answered_on = Date(2022, 3, 31);
  EXPECT_EQ(wrong_fields("invitation", one), Fields{"answered_on"});
  one.answer = Answer::none;
  one.answered_on = Date(2022, 5, 1);
  EXPECT_EQ(wrong_fields("invitation", one), Fields{"answer"});
}

TEST_P(Log, IsAnsweredByTheUnitsLeaderOrOwnerOnce) {
  const Uuid sol = unit("Solvika", people::UnitKind::kindergarten, people::OwnerType::private_);
  const Uuid id = world->create("invitation", invitation(sol));
  const Uuid leader = person("Styrer"), employer = person("Eier"), stranger = person("Fremmed");
  people::Employment job;
  job.position = "Stilling";
  job.person = leader;
  job.unit = sol;
  world->create("employment", job);
  job.person = employer;
  job.unit = {};
  job.organisation = owner;
  world->create("employment", job);
  const auto tries = [&](Role role, const Uuid& who) {
    world->viewer.roles = {role, Role::staff};
    world->viewer.person = who;
    const auto outcome = answer_now(id, Answer::no);
    return outcome ? std::string("fine") : samloft::testing::World::told(outcome.error());
  };
  EXPECT_TRUE(tries(Role::private_owner, stranger).starts_with("forbidden"));
  EXPECT_TRUE(tries(Role::staff, leader).starts_with("forbidden"));
  EXPECT_TRUE(tries(Role::lecturer, leader).starts_with("not_found") ||
              tries(Role::lecturer, leader).starts_with("forbidden"));
  EXPECT_EQ(tries(Role::private_owner, employer), "fine");
  EXPECT_TRUE(tries(Role::unit_leader, leader).starts_with("conflict"));
  const auto kept = world->load<Invitation>("invitation", id);
  EXPECT_EQ(kept.answer, Answer::no);
  EXPECT_EQ(kept.answered_on, Date(2026, 11, 25));
  EXPECT_EQ(kept.reason, "Vi mangler vikarer.");
}

// Nothing that was asked is lost when needs are brought together.
TEST_P(Log, CountsForTheNeedThatCarriesAnotherOn) {
  const Uuid carrier = need("Overganger"), merged = need("Overgangen til skolen");
  const Uuid serving = measure("Nettverk", {carrier});
  Involvement asked = entry("Drøfting", {merged});
  asked.union_representatives = 2;
  world->create("involvement", asked);
  EXPECT_NE(need_gaps(carrier), "");
  needs::Need into = world->load<needs::Need>("need", merged);
  into.merged_into = carrier;
  ASSERT_TRUE(world->save("need", into));
  EXPECT_EQ(need_gaps(carrier), "");
  EXPECT_EQ(need_gaps(merged), "");
  EXPECT_EQ(gaps(serving).find("R7"), std::string::npos);
  const auto in_use = world->database().read([](db::Connection& db) { return needs_in_use(db); });
  EXPECT_EQ(in_use.size(), 1u) << "the merged one is not asked for beside it";
}

INSTANTIATE_ON_BOTH_ENGINES(Log);

}  // namespace
}  // namespace samloft::involvement
