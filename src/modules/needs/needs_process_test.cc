// Reporting, moving, merging and taking out, on both engines.

#include "world_for_tests.h"

namespace samloft::needs {
namespace {

using Ids = std::vector<Uuid>;

class Process : public InProcess {
 protected:
  std::string moving(const Uuid& id, NeedState to, const std::string& reason = "") {
    return said(doing([&](records::Work& work) { return set_state(work, id, to, reason); }));
  }
  std::string merging(const Uuid& into, const Ids& which) {
    return said(doing([&](records::Work& work) { return merge(work, into, which); }));
  }
  std::string taking_out(const Uuid& id) {
    return said(doing([&](records::Work& work) { return take_out(work, id); }));
  }
};

TEST_P(Process, TakesAnEmployeesNeedWithNothingButWords) {
  be(Role::staff);
  Need typed;
  typed.title = "Mer tid til språk";
  typed.description = "Vi ser at barna strever. Мы видим это. نحن نرى ذلك. Mii oaidnit dan.";
  const auto made = doing([&](records::Work& work) { return report(work, typed); });
  ASSERT_TRUE(made) << said(made);
  const Need kept = stored(*made);
  EXPECT_EQ(kept.state, NeedState::submitted);
  EXPECT_EQ(kept.raised_by, me);
  EXPECT_EQ(kept.raised_on, Date(2026, 11, 25));
  EXPECT_EQ(kept.description, typed.description);
  ASSERT_EQ(kept.evidence.size(), 1u);
  const auto source = world->load<Evidence>("evidence", kept.evidence[0]);
  EXPECT_EQ(source.kind, EvidenceKind::participant_input);
  EXPECT_EQ(source.year, 2026);
  // The next one rests on the same.
  Need second;
  second.title = "Mer ro";
  const auto again = doing([&](records::Work& work) { return report(work, second); });
  ASSERT_TRUE(again);
  EXPECT_EQ(stored(*again).evidence, kept.evidence);
  Need blank;
  EXPECT_EQ(said(doing([&](records::Work& work) { return report(work, blank); })), "invalid title");
  world->viewer.roles = {};
  Need foreign;
  foreign.title = "Ikke mitt";
  EXPECT_EQ(said(doing([&](records::Work& work) { return report(work, foreign); })), "forbidden");
}

TEST_P(Process, LetsEachMoveWhatIsTheirsToMove) {
  using S = NeedState;
  struct Row {
    S from, to;
    Roles may;
  };
  const Roles merge{Role::coordinator, Role::ppt_lead},
      decide{Role::coordinator, Role::owner_leader},
      aside{Role::coordinator, Role::owner_leader, Role::ppt_lead};
  for (const Row& row :
       {Row{S::submitted, S::consolidated, merge}, Row{S::submitted, S::parked, aside},
        Row{S::consolidated, S::rejected, aside}, Row{S::parked, S::submitted, merge},
        Row{S::prioritised, S::addressed, decide}, Row{S::addressed, S::closed, decide},
        Row{S::addressed, S::prioritised, decide}, Row{S::closed, S::consolidated, merge}}) {
    for (const Role role : {Role::staff, Role::unit_leader, Role::coordinator, Role::owner_leader,
                            Role::ppt_lead, Role::university_lead, Role::union_representative,
                            Role::private_owner, Role::auditor, Role::lecturer}) {
      be(Role::coordinator);
      const Uuid id = need("Behov", row.from);
      be(role);
      EXPECT_EQ(moving(id, row.to, "Derfor."), row.may.has(role) ? "fine" : "forbidden")
          << static_cast<int>(row.from) << "→" << static_cast<int>(row.to) << " by "
          << static_cast<int>(role);
    }
  }
}

TEST_P(Process, FollowsTheTableOfStatesAndNoOther) {
  using S = NeedState;
  const std::set<std::pair<S, S>> allowed{
      {S::draft, S::submitted},        {S::parked, S::submitted},
      {S::rejected, S::submitted},     {S::consolidated, S::submitted},
      {S::submitted, S::consolidated}, {S::prioritised, S::consolidated},
      {S::parked, S::consolidated},    {S::closed, S::consolidated},
      {S::addressed, S::prioritised},  {S::submitted, S::parked},
      {S::consolidated, S::parked},    {S::prioritised, S::parked},
      {S::submitted, S::rejected},     {S::consolidated, S::rejected},
      {S::prioritised, S::rejected},   {S::prioritised, S::addressed},
      {S::closed, S::addressed},       {S::addressed, S::closed}};
  for (int from = 0; from <= static_cast<int>(S::closed); ++from) {
    for (int to = 0; to <= static_cast<int>(S::closed); ++to) {
      const Uuid id = need("Behov", static_cast<S>(from));
      const bool may = allowed.contains({static_cast<S>(from), static_cast<S>(to)});
      EXPECT_EQ(moving(id, static_cast<S>(to), "Derfor."), may ? "fine" : "conflict")
          << from << "→" << to;
      if (may) {
        EXPECT_EQ(stored(id).state, static_cast<S>(to));
      }
    }
  }
}

TEST_P(Process, WantsAReasonToSetAsideAndForgetsItWhenTakenUp) {
  const Uuid id = need("Behov");
  EXPECT_EQ(moving(id, NeedState::parked, "  "), "invalid reason");
  EXPECT_EQ(moving(id, NeedState::parked, " Når nettverkene er i gang. "), "fine");
  EXPECT_EQ(stored(id).reason, "Når nettverkene er i gang.");
  EXPECT_EQ(moving(id, NeedState::submitted), "fine");
  EXPECT_EQ(stored(id).reason, "");
}

TEST_P(Process, LetsTheProposerSubmitTheirDraftAndNobodyElses) {
  const Uuid id = need("Kladd", NeedState::draft);
  const Uuid other = person("En annen");
  be(Role::staff);
  world->viewer.person = other;
  EXPECT_EQ(moving(id, NeedState::submitted), "not found");
  world->viewer.person = me;
  EXPECT_EQ(moving(id, NeedState::submitted), "fine");
  EXPECT_EQ(moving(id, NeedState::parked, "Nei."), "forbidden");
}

TEST_P(Process, MergesKeepingEachOnesPageAndGatheringTheirSources) {
  const Uuid sol = unit("Solvika", people::UnitKind::kindergarten);
  const Uuid berg = unit("Berget", people::UnitKind::school);
  const Uuid into = need("Felles", NeedState::submitted, {sol});
  const Uuid one = need("Ett", NeedState::submitted, {sol, berg}),
             two = need("To", NeedState::parked);
  Need with_source = stored(two);
  with_source.evidence.push_back(source("Undersøkelse", 2024));
  ASSERT_TRUE(world->save("need", with_source));
  be(Role::unit_leader);
  EXPECT_EQ(merging(into, {one}), "forbidden");
  be(Role::ppt_lead);
  ASSERT_EQ(merging(into, {one, two}), "fine");
  const Need felles = stored(into);
  EXPECT_EQ(felles.state, NeedState::consolidated);
  EXPECT_EQ(felles.units, (Ids{sol, berg}));
  EXPECT_EQ(felles.evidence.size(), 2u);
  EXPECT_EQ(stored(one).merged_into, into);
  EXPECT_EQ(stored(one).title, "Ett");
  EXPECT_FALSE(world->remove("need", one)) << "it is a part of the other's history";
  EXPECT_EQ(stored(two).reason, "") << "it waits no longer";
  EXPECT_EQ(moving(one, NeedState::parked, "Nei."), "conflict") << "it is carried on by another";
  EXPECT_EQ(merging(need("Tredje"), {into}), "conflict") << "no chains";
  EXPECT_EQ(merging(one, {need("Fjerde")}), "conflict");
  EXPECT_EQ(merging(into, {into}), "conflict");
  EXPECT_EQ(merging(need("Kladd", NeedState::draft), {need("Femte")}), "conflict");
}

TEST_P(Process, GathersTargetGroupsAndGivesThemBack) {
  const auto groups_of = [&](const Uuid& id) { return stored(id).target_groups; };
  const auto with_groups = [&](const std::string& title, std::uint64_t groups) {
    Need made = stored(need(title));
    made.target_groups = groups;
    EXPECT_TRUE(world->save("need", made));
    return made.id;
  };
  constexpr std::uint64_t kindergarten = 1, school = 2, ppt = 4, leaders = 32;
  const Uuid into = with_groups("Felles", kindergarten);
  const Uuid one = with_groups("Ett", kindergarten | school | ppt);
  const Uuid two = with_groups("To", ppt | leaders);
  ASSERT_EQ(merging(into, {one, two}), "fine");
  EXPECT_EQ(groups_of(into), kindergarten | school | ppt | leaders);
  EXPECT_EQ(groups_of(one), kindergarten | school | ppt) << "each keeps its own";
  ASSERT_EQ(taking_out(one), "fine");
  EXPECT_EQ(groups_of(into), kindergarten | ppt | leaders) << "PPT is the other's too";
  ASSERT_EQ(taking_out(two), "fine");
  EXPECT_EQ(groups_of(into), kindergarten);
}

TEST_P(Process, IsTheProposersToChangeUntilItIsTakenForward) {
  using S = NeedState;
  const Uuid other = person("En annen");
  const auto changing = [&](const Uuid& id) {
    Need changed;
    const bool seen = world->database().read([&](db::Connection& db) {
      return records::load_for(db, world->kind("need"), world->viewer, id, changed);
    });
    if (!seen) return std::string("not found");
    changed.description += "Mer. ";
    return said(world->save("need", changed));
  };
  for (int state = 0; state <= static_cast<int>(S::closed); ++state) {
    be(Role::coordinator);
    world->viewer.person = me;
    Need made = stored(need("Behov", static_cast<S>(state)));
    made.raised_by = me;
    ASSERT_TRUE(world->save("need", made));
    const bool is_open = static_cast<S>(state) == S::draft || static_cast<S>(state) == S::submitted;
    be(Role::staff);
    world->viewer.person = other;
    EXPECT_EQ(changing(made.id), static_cast<S>(state) == S::draft ? "not found" : "forbidden");
    world->viewer.person = me;
    EXPECT_EQ(changing(made.id), is_open ? "fine" : "forbidden") << state;
    EXPECT_EQ(world->remove("need", made.id).has_value(), is_open) << state;
    if (is_open) continue;
    for (const Role role : {Role::unit_leader, Role::university_lead, Role::union_representative,
                            Role::private_owner, Role::lecturer, Role::auditor}) {
      be(role);
      EXPECT_EQ(changing(made.id), "forbidden") << state;
    }
    for (const Role role : {Role::coordinator, Role::ppt_lead, Role::owner_leader}) {
      be(role);
      EXPECT_EQ(changing(made.id), "fine") << state;
    }
  }
}

TEST_P(Process, TakesAdditionsFromThoseWhoSeeTheNeed) {
  const Uuid taken = need("Behov", NeedState::consolidated), draft = need("Kladd", NeedState::draft);
  const Uuid survey = source("Undersøkelse", 2024), other = person("En annen");
  Addition made;
  made.need = taken;
  made.text = "Nå ser vi det på småbarn også. نحن نرى ذلك.";
  made.evidence = {survey};
  for (const Role role : {Role::lecturer, Role::auditor}) {
    world->viewer.roles = {role};
    EXPECT_EQ(said(world->try_create("addition", made)), "forbidden");
  }
  be(Role::staff);
  world->viewer.person = other;
  Addition hidden = made;
  hidden.need = draft;
  EXPECT_EQ(world->refused("addition", hidden), std::vector<std::string>{"need"});
  Addition empty = made;
  empty.text = " ";
  EXPECT_EQ(world->refused("addition", empty), std::vector<std::string>{"text"});
  const Uuid id = world->create("addition", made);
  Addition kept = world->load<Addition>("addition", id);
  EXPECT_EQ(kept.written_by, other) << "whoever writes it";
  EXPECT_EQ(kept.evidence, Ids{survey});
  world->viewer.person = me;
  kept.text = "Noe annet";
  EXPECT_EQ(said(world->save("addition", kept)), "forbidden");
  world->viewer.person = other;
  EXPECT_EQ(said(world->save("addition", kept)), "fine");
}

TEST_P(Process, TakesOutWithAOneWhatItBroughtAndNothingElse) {
  const Uuid sol = unit("Solvika", people::UnitKind::kindergarten);
  const Uuid berg = unit("Berget", people::UnitKind::school);
  const Uuid dal = unit("Dalen", people::UnitKind::school);
  const Uuid into = need("Felles", NeedState::submitted, {sol});
  const Uuid one = need("Ett", NeedState::submitted, {sol, berg, dal});
  const Uuid two = need("To", NeedState::submitted, {berg});
  ASSERT_EQ(merging(into, {one, two}), "fine");
  EXPECT_EQ(stored(into).units, (Ids{sol, berg, dal}));
  ASSERT_EQ(taking_out(one), "fine");
  EXPECT_EQ(stored(into).units, (Ids{sol, berg}))
      << "Solvika was its own; Berget is the other's too";
  EXPECT_EQ(stored(into).evidence, Ids{report_of_2021}) << "it keeps a source";
  EXPECT_EQ(stored(one).state, NeedState::submitted);
  EXPECT_FALSE(stored(one).merged_into);
  EXPECT_EQ(stored(one).units, (Ids{sol, berg, dal}));
  ASSERT_EQ(taking_out(two), "fine");
  EXPECT_EQ(stored(into).units, Ids{sol});
  EXPECT_EQ(taking_out(two), "conflict");
}

TEST_P(Process, BuildsOnPassagesWithTheirSource) {
  Passage passage;
  passage.evidence = report_of_2021;
  passage.page_from = 14;
  passage.page_until = 12;
  passage.quote = "Ansatte ønsker felles strategier.";
  const auto refused = world->try_create("passage", passage);
  ASSERT_FALSE(refused);
  EXPECT_EQ(samloft::testing::fields_of(refused.error()), std::vector<std::string>{"page_until"});
  passage.page_until = 15;
  passage.quote = std::string(1001, 'a');
  EXPECT_FALSE(world->try_create("passage", passage));
  passage.quote = "Ansatte ønsker felles strategier.";
  const Uuid id = world->create("passage", passage);
  EXPECT_EQ(world->database().read([&](db::Connection& db) { return records::heading_of(db, id); }),
            "Kvalitetsmelding (2021), s. 14–15");
  Need built = stored(need("Strategier"));
  built.passages = {id};
  EXPECT_TRUE(world->save("need", built));
  built = stored(built.id);
  built.evidence = {source("Annet", 2020)};
  const auto without = world->save("need", built);
  ASSERT_FALSE(without);
  EXPECT_EQ(samloft::testing::fields_of(without.error()), std::vector<std::string>{"evidence"});
}

INSTANTIATE_ON_BOTH_ENGINES(Process);

}  // namespace
}  // namespace samloft::needs
