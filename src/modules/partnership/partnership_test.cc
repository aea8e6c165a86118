// The records of the partnership and the rules between them, on both engines.

#include "partnership/partnership.h"

#include "people/people.h"
#include "records/kind.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::partnership {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;
using Names = std::vector<std::string>;

class Partnership : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(), std::vector<std::vector<Migration>>{people::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), kinds()});
  }
  Uuid organisation(const std::string& name) {
    people::Organisation o;
    o.name = name;
    return world->create("organisation", o);
  }
  Uuid scheme(const std::string& name, SchemeCode code = SchemeCode::other) {
    Scheme s;
    s.name = name;
    s.code = code;
    return world->create("scheme", s);
  }
  RuleSet rules(const Uuid& scheme, Date from, std::optional<Date> until = {}) {
    RuleSet r;
    r.scheme = scheme;
    r.valid_from = from;
    r.valid_until = until;
    return r;
  }
  Agreement agreement(const std::string& title) {
    Agreement a;
    a.title = title;
    return a;
  }
  Phase phase(std::int64_t number, const std::string& title) {
    Phase p;
    p.number = number;
    p.title = title;
    return p;
  }
  // The fields that a new record is refused for; none: it is stored.
  template <class T>
  Names refused(std::string_view kind, T record) {
    const auto made = world->try_create(kind, record);
    return made ? Names{} : fields_of(made.error());
  }
  template <class Ask>
  auto ask(Ask query) {
    return world->database().read(query);
  }
  std::unique_ptr<World> world;
};

TEST_P(Partnership, IsWrittenByThosePartnersWhoAnswerForIt) {
  const auto outcome = [&](Roles roles, std::string_view kind, auto record) {
    world->viewer.roles = roles;
    const auto made = world->try_create(kind, record);
    world->viewer.roles = {Role::coordinator, Role::staff};
    return made ? "stored" : made.error().kind == Problem::Kind::forbidden ? "forbidden" : "other";
  };
  Scheme s;
  s.name = "Rekomp";
  for (Role role : {Role::staff, Role::unit_leader, Role::ppt_lead, Role::lecturer,
                    Role::union_representative, Role::private_owner, Role::auditor}) {
    EXPECT_STREQ(outcome({role}, "agreement", agreement("Avtale")), "forbidden");
    EXPECT_STREQ(outcome({role}, "phase", phase(1, "Behov")), "forbidden");
    EXPECT_STREQ(outcome({role}, "scheme", s), "forbidden");
  }
  for (Role role : {Role::owner_leader, Role::university_lead}) {
    EXPECT_STREQ(outcome({role}, "agreement", agreement("Avtale")), "stored");
    EXPECT_STREQ(outcome({role}, "scheme", s), "forbidden");
  }
  EXPECT_STREQ(outcome({Role::coordinator}, "scheme", s), "stored");
}

TEST_P(Partnership, CallsAPartyByItsOrganisation) {
  const Uuid owner = organisation("Fjordby kommune");
  Party p;
  p.organisation = owner;
  const Uuid party = world->create("party", p);
  auto renamed = world->load<people::Organisation>("organisation", owner);
  renamed.name = "Nye Fjordby kommune";
  ASSERT_TRUE(world->save("organisation", renamed));
  EXPECT_EQ(ask([&](db::Connection& db) { return records::heading_of(db, party); }),
            "Nye Fjordby kommune");
  Party nobody;
  EXPECT_EQ(refused("party", nobody), Names{"organisation"});
  p.id = {};
  p.valid_from = p.valid_until = Date(2022, 1, 1);
  EXPECT_EQ(refused("party", p), Names{"valid_until"});
}

TEST_P(Partnership, ListsThePartiesOfTheDay) {
  const auto party = [&](const char* name, PartyRole role, std::optional<Date> until = {}) {
    Party p;
    p.organisation = organisation(name);
    p.role = role;
    p.valid_until = until;
    world->create("party", p);
  };
  party("Åsgård høgskole", PartyRole::university);
  party("Barnehagelaget", PartyRole::other);
  party("Fjordby kommune", PartyRole::municipality);
  party("Gammel part", PartyRole::other, Date(2026, 1, 1));
  const auto names = [&](Date day) {
    Names all;
    for (const auto& row : ask([&](db::Connection& db) { return parties_on(db, day); }))
      all.push_back(row.name);
    return all;
  };
  EXPECT_EQ(names(Date(2026, 1, 1)),
            (Names{"Fjordby kommune", "Åsgård høgskole", "Barnehagelaget"}));
  EXPECT_EQ(names(Date(2025, 12, 31)).size(), 4u);
}

TEST_P(Partnership, R10KeepsOneRuleSetADay) {
  const Uuid komploft = scheme("Kompetanseløftet", SchemeCode::komploft);
  const Uuid first =
      world->create("rule_set", rules(komploft, Date(2021, 1, 26), Date(2026, 1, 1)));
  EXPECT_EQ(refused("rule_set", rules(komploft, Date(2025, 12, 31))), Names{"valid_from"});
  EXPECT_EQ(refused("rule_set", rules(komploft, Date(2020, 1, 1))), Names{"valid_from"});
  EXPECT_EQ(refused("rule_set", rules(scheme("Dekomp"), Date(2020, 1, 1))), Names{});
  const Uuid second = world->create("rule_set", rules(komploft, Date(2026, 1, 1)));
  const auto on = [&](Date day) {
    return ask([&](db::Connection& db) { return rule_set_on(db, komploft, day); });
  };
  EXPECT_EQ(on(Date(2021, 1, 25)), std::nullopt);
  EXPECT_EQ(on(Date(2025, 12, 31)), first);
  EXPECT_EQ(on(Date(2026, 1, 1)), second);
}

TEST_P(Partnership, LetsARuleSetBeSavedBesideItself) {
  const Uuid id = world->create("rule_set", rules(scheme("Rekomp"), Date(2021, 1, 26)));
  auto kept = world->load<RuleSet>("rule_set", id);
  kept.valid_until = Date(2026, 1, 1);
  EXPECT_TRUE(world->save("rule_set", kept));
}

TEST_P(Partnership, RefusesRulesThatCannotBeApplied) {
  const Uuid at = scheme("Dekomp");
  const auto with = [&](auto change) {
    RuleSet r = rules(at, Date(2021, 1, 26));
    change(r);
    return refused("rule_set", r);
  };
  EXPECT_EQ(with([](RuleSet& r) { r.valid_from.reset(); }), Names{"valid_from"});
  EXPECT_EQ(with([](RuleSet& r) { r.valid_until = r.valid_from; }), Names{"valid_until"});
  EXPECT_EQ(with([](RuleSet& r) { r.max_years = 0; }), Names{"max_years"});
  EXPECT_EQ(with([](RuleSet& r) { r.max_years = 11; }), Names{"max_years"});
  EXPECT_EQ(with([](RuleSet& r) { r.own_contribution_required = true; }),
            Names{"own_contribution_rate"});
  EXPECT_EQ(with([](RuleSet& r) { r.coordinator_cap = 100'01; }), Names{"coordinator_cap"});
  EXPECT_EQ(with([](RuleSet& r) { r.audit_threshold = Ore{-1}; }), Names{"audit_threshold"});
  EXPECT_EQ(with([](RuleSet& r) { r.max_years = 10; }), Names{});
}

TEST_P(Partnership, RefusesAgreementsThatAmendThemselves) {
  const Uuid first = world->create("agreement", agreement("Avtalen"));
  Agreement second = agreement("Endring");
  second.amends = first;
  const Uuid amendment = world->create("agreement", second);
  auto circle = world->load<Agreement>("agreement", first);
  circle.amends = amendment;
  const auto saved = world->save("agreement", circle);
  ASSERT_FALSE(saved);
  EXPECT_EQ(fields_of(saved.error()), Names{"amends"});
  circle.amends = first;
  EXPECT_FALSE(world->save("agreement", circle));
}

TEST_P(Partnership, WantsTheDayAnAgreementWasSigned) {
  Agreement a = agreement("Avtalen");
  a.state = AgreementState::active;
  EXPECT_EQ(refused("agreement", a), Names{"signed_on"});
  a.signed_on = Date(2022, 1, 10);
  a.valid_from = a.valid_until = Date(2022, 1, 1);
  EXPECT_EQ(refused("agreement", a), Names{"valid_until"});
  a.valid_until.reset();
  EXPECT_EQ(refused("agreement", a), Names{});
}

TEST_P(Partnership, KnowsWhichAgreementsAreNotOver) {
  const auto make = [&](const char* title, AgreementState state, Date signed_on,
                        std::optional<Date> until = {}) {
    Agreement a = agreement(title);
    a.state = state;
    a.signed_on = signed_on;
    a.valid_until = until;
    world->create("agreement", a);
  };
  make("Gammel", AgreementState::ended, Date(2018, 1, 1));
  make("Utløpt", AgreementState::active, Date(2019, 1, 1), Date(2026, 1, 1));
  make("Nå", AgreementState::active, Date(2022, 1, 1));
  make("Tillegg", AgreementState::signed_, Date(2023, 1, 1));
  Names titles;
  for (const auto& row :
       ask([](db::Connection& db) { return agreements_on(db, Date(2026, 1, 1)); }))
    titles.push_back(row.title);
  EXPECT_EQ(titles, (Names{"Tillegg", "Nå"}));
}

TEST_P(Partnership, HasSixPhasesWithANumberEach) {
  EXPECT_EQ(refused("phase", phase(0, "Null")), Names{"number"});
  EXPECT_EQ(refused("phase", phase(7, "Sju")), Names{"number"});
  Phase unnumbered;
  unnumbered.title = "Uten nummer";
  EXPECT_EQ(refused("phase", unnumbered), Names{"number"});
  for (int number = 6; number >= 1; --number)
    world->create("phase", phase(number, "Fase " + std::to_string(number)));
  EXPECT_EQ(refused("phase", phase(3, "Tre igjen")), Names{"number"});
  const auto rows = ask([](db::Connection& db) { return phases(db); });
  ASSERT_EQ(rows.size(), 6u);
  for (std::int64_t i = 0; i < 6; ++i) EXPECT_EQ(rows[static_cast<std::size_t>(i)].number, i + 1);
  auto kept = world->load<Phase>("phase", rows[2].id);
  kept.state = PhaseState::done;
  EXPECT_TRUE(world->save("phase", kept));  // beside itself
}

TEST_P(Partnership, RemovesASchemeWithItsRulesAndCriteria) {
  const Uuid at = scheme("Rekomp");
  Criterion c;
  c.rule_set = world->create("rule_set", rules(at, Date(2021, 1, 26)));
  c.text = "Behovet bygger på lokal vurdering i hver enhet.";
  world->create("criterion", c);
  ASSERT_TRUE(world->remove("scheme", at));
  EXPECT_EQ(world->counts().size(), 0u);
}

TEST_P(Partnership, NamesRulesAndCriteriaForLists) {
  const auto heading = [&](const Uuid& id) {
    return ask([&](db::Connection& db) { return records::heading_of(db, id); });
  };
  Criterion c;
  c.rule_set = world->create("rule_set", rules(scheme("Rekomp"), Date(2021, 1, 26)));
  EXPECT_EQ(heading(c.rule_set), "Rekomp, fra 26.01.2021");
  c.code = "C1";
  c.text = "Behovet bygger på lokal vurdering.\nOgså på samtale med universitetet.";
  EXPECT_EQ(heading(world->create("criterion", c)), "C1: Behovet bygger på lokal vurdering.");
  c.code = "";
  c.text = std::string(200, 'x');
  EXPECT_EQ(heading(world->create("criterion", c)), std::string(80, 'x') + "…");
  EXPECT_EQ(heading(world->create("phase", phase(1, "Vurdere behov"))), "1. Vurdere behov");
}

TEST_P(Partnership, KeepsEveryFieldOfPartiesAndSchemes) {
  Party p;
  p.organisation = organisation("Fjordby universitet");
  p.role = PartyRole::university;
  p.duties = "Er med i alle fasene.\nVeileder.";
  p.valid_from = Date(2022, 1, 1);
  p.valid_until = Date(2024, 1, 1);
  const auto party = world->load<Party>("party", world->create("party", p));
  EXPECT_EQ(party.organisation, p.organisation);
  EXPECT_EQ(party.role, p.role);
  EXPECT_EQ(party.duties, p.duties);
  EXPECT_EQ(party.valid_from, p.valid_from);
  EXPECT_EQ(party.valid_until, p.valid_until);
  Scheme s;
  s.name = "Kompetanseløftet";
  s.code = SchemeCode::komploft;
  s.county_governor = organisation("Statsforvalteren");
  s.description = "For alle tjenester rundt barna.";
  const auto scheme = world->load<Scheme>("scheme", world->create("scheme", s));
  EXPECT_EQ(scheme.name, s.name);
  EXPECT_EQ(scheme.code, s.code);
  EXPECT_EQ(scheme.county_governor, s.county_governor);
  EXPECT_EQ(scheme.description, s.description);
}

TEST_P(Partnership, KeepsEveryFieldOfRulesAndCriteria) {
  RuleSet r = rules(scheme("Dekomp"), Date(2021, 1, 26), Date(2026, 1, 1));
  r.legal_reference = "FOR-2021-01-26-230";
  r.max_years = 3;
  r.own_contribution_required = true;
  r.own_contribution_rate = 30'00;
  r.own_contribution_base = ContributionBase::total_cost;
  r.in_kind = true;
  r.split_mode = SplitMode::forum;
  r.coordinator_cap = 12'50;
  r.audit_threshold = Ore{200'000'00};
  r.target_groups = 0b010010;  // school, ppt
  r.partner_kinds = 0b101;     // university, national_centre
  const Uuid id = world->create("rule_set", r);
  const auto kept = world->load<RuleSet>("rule_set", id);
  EXPECT_EQ(kept.scheme, r.scheme);
  EXPECT_EQ(kept.valid_from, r.valid_from);
  EXPECT_EQ(kept.valid_until, r.valid_until);
  EXPECT_EQ(kept.legal_reference, r.legal_reference);
  EXPECT_EQ(kept.max_years, r.max_years);
  EXPECT_EQ(kept.own_contribution_required, r.own_contribution_required);
  EXPECT_EQ(kept.own_contribution_rate, r.own_contribution_rate);
  EXPECT_EQ(kept.own_contribution_base, r.own_contribution_base);
  EXPECT_EQ(kept.in_kind, r.in_kind);
  EXPECT_EQ(kept.split_mode, r.split_mode);
  EXPECT_EQ(kept.coordinator_cap, r.coordinator_cap);
  EXPECT_EQ(kept.audit_threshold, r.audit_threshold);
  EXPECT_EQ(kept.target_groups, r.target_groups);
  EXPECT_EQ(kept.partner_kinds, r.partner_kinds);
  Criterion c;
  c.rule_set = id;
  c.code = "C2";
  c.text = "Ansatte og ledere er med i vurderingen.";
  c.evidence_wanted = "Møter med ansatte";
  c.severity = Severity::block;
  const auto criterion = world->load<Criterion>("criterion", world->create("criterion", c));
  EXPECT_EQ(criterion.rule_set, c.rule_set);
  EXPECT_EQ(criterion.code, c.code);
  EXPECT_EQ(criterion.text, c.text);
  EXPECT_EQ(criterion.evidence_wanted, c.evidence_wanted);
  EXPECT_EQ(criterion.severity, c.severity);
}

TEST_P(Partnership, KeepsEveryFieldOfAgreementsAndPhases) {
  Agreement a = agreement("Endringsavtale");
  a.signed_on = Date(2023, 1, 9);
  a.valid_from = Date(2023, 2, 1);
  a.valid_until = Date(2024, 1, 1);
  a.text = "Partene er enige.";
  a.amends = world->create("agreement", agreement("Avtalen"));
  a.state = AgreementState::paused;
  const auto kept = world->load<Agreement>("agreement", world->create("agreement", a));
  EXPECT_EQ(kept.title, a.title);
  EXPECT_EQ(kept.signed_on, a.signed_on);
  EXPECT_EQ(kept.valid_from, a.valid_from);
  EXPECT_EQ(kept.valid_until, a.valid_until);
  EXPECT_EQ(kept.text, a.text);
  EXPECT_EQ(kept.amends, a.amends);
  EXPECT_EQ(kept.state, a.state);
  Phase p = phase(4, "Lage langsiktige planer");
  p.state = PhaseState::under_way;
  p.municipality_part = "Legger planen fram for bystyret.";
  p.university_part = "Planlegger bemanning.";
  p.valid_from = Date(2022, 10, 1);
  p.valid_until = Date(2022, 12, 1);
  const auto stored = world->load<Phase>("phase", world->create("phase", p));
  EXPECT_EQ(stored.number, p.number);
  EXPECT_EQ(stored.title, p.title);
  EXPECT_EQ(stored.state, p.state);
  EXPECT_EQ(stored.municipality_part, p.municipality_part);
  EXPECT_EQ(stored.university_part, p.university_part);
  EXPECT_EQ(stored.valid_from, p.valid_from);
  EXPECT_EQ(stored.valid_until, p.valid_until);
}

INSTANTIATE_ON_BOTH_ENGINES(Partnership);

}  // namespace
}  // namespace samloft::partnership
