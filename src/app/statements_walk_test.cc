// A need statement from its beginning to the grant, over real pages: past those who may not, with
// what was typed kept whenever something is wrong.

#include "installation_for_tests.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "partnership/partnership.h"
#include "records/store.h"
#include "statements/statements.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

class StatementsWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
  }
  static std::string place(const web::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Location") return value.substr(0, value.find('?'));
    return "";
  }
  template <class T>
  std::vector<T> every(std::string_view kind) {
    return (*test)->open(partnership)->read([&](db::Connection& db) {
      std::vector<T> all;
      for (const auto& record : records::every(db, *(*test)->kinds().by_name(kind)))
        all.push_back(static_cast<const T&>(*record));
      return all;
    });
  }
  std::string address_in(statements::State state) {
    for (const auto& one : every<statements::Statement>("statement"))
      if (one.state == state) return "/hjemme/statements/" + one.id.text();
    return "";
  }
  // A round that is open whenever the test runs.
  Uuid open_round() {
    const auto made = (*test)->open(partnership)->write([&](db::Connection& db) -> Result<Uuid> {
      const Viewer viewer = Viewer::command_line();
      records::Work work{db, (*test)->kinds(), viewer, Instant::now(), {}};
      statements::Round round;
      for (const auto& one : records::every(db, *work.kinds.by_name("filing_round"))) {
        const auto& known = static_cast<const statements::Round&>(*one);
        if (*known.school_year == 2027) round = known;
      }
      round.id = {};
      round.version = 0;
      round.school_year = local_day(work.now).year();
      round.opens_on = local_day(work.now).plus_days(-1);
      round.due_on = local_day(work.now).plus_days(30);
      round.forum_on = round.decision_on = local_day(work.now).plus_days(60);
      return records::create(work, *work.kinds.by_name("filing_round"), round);
    });
    EXPECT_TRUE(made);
    return *made;
  }
  std::string begun(Browser& writer) {
    const auto made =
        writer.post("/hjemme/statements/start", "id=" + Uuid::fresh().text() + "&round=" + open_round().text() +
                                                    "&measure=" + every<measures::Measure>("measure").front().id.text());
    EXPECT_EQ(made.status, 303) << made.body;
    return place(made);
  }
  static std::string first_after(const std::string& text, const std::string& mark, std::size_t length) {
    const auto at = text.find(mark);
    return at == std::string::npos ? "" : text.substr(at + mark.size(), length);
  }
  std::optional<TestInstallation> test;
  access::Partnership partnership;
};

TEST_P(StatementsWalk, IsClosedToThoseWhoMayNot) {
  const std::string draft = address_in(statements::State::draft);
  Browser guest = test->guest(), stranger = test->somebody(partnership, {});
  Browser staff = test->somebody(partnership, Role::staff);
  Browser lecturer = test->somebody(partnership, Role::lecturer);
  for (Browser* one : {&guest, &stranger, &staff, &lecturer})
    for (const char* below : {"", "/form", "/read", "/portal"})
      EXPECT_NE(one->get(draft + below).status, 200) << below;
  Browser auditor = test->somebody(partnership, Role::auditor);
  EXPECT_EQ(auditor.get(draft).status, 200);
  EXPECT_EQ(auditor.get(draft + "/form").status, 404);
  EXPECT_EQ(auditor.post(draft + "/moves", "to=anchored").status, 404);
  EXPECT_FALSE(holds(auditor.get(draft).body, "Fyll ut</a>"));
  // A private owner that is no party to it does not learn that it is there.
  EXPECT_EQ(test->somebody(partnership, Role::private_owner).get(draft).status, 404);
}

TEST_P(StatementsWalk, SaysWhatIsMissingFirst) {
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const std::string draft = address_in(statements::State::draft);
  const std::string seen = coordinator.get(draft).body;
  EXPECT_TRUE(holds(seen, "Kriterium K2 er ikke besvart."));
  EXPECT_LT(seen.find("id=\"h-gaps\""), seen.find("id=\"h-about\""));
  EXPECT_TRUE(holds(seen, draft + "/form#anchoring")) << "with where it is mended";
}

// Four years, sums that do not add up, three alphabets, huge text: said clearly, and nothing lost.
TEST_P(StatementsWalk, KeepsWhatWasTypedWhenSomethingIsWrong) {
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const std::string address = begun(coordinator);
  const std::string text = "Blåbær på Čáhcesuolu · بيان · Заявка";
  std::string fields = "version=1&anchoring=" + web::encode_percent(text);
  for (int i = 0; i < 4; ++i)
    fields += "&year-" + std::to_string(i) + "=" + std::to_string(Instant::now().milliseconds / 31'556'952'000 + 1970 + i) +
              "&amount-" + std::to_string(i) + "-0=1+000%2C01&sum-" + std::to_string(i) + "=";
  auto refused = coordinator.post(address + "/form", fields);
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "Reglene gir høyst 3 år"));
  EXPECT_TRUE(holds(refused.body, text));
  EXPECT_TRUE(holds(refused.body, "value=\"1 000,01\""));
  EXPECT_TRUE(holds(refused.body, "id=\"sum-3\"")) << "the fourth row is shown again";
  EXPECT_TRUE(holds(refused.body, "href=\"#sum-3\""));
  const std::string year = std::to_string(Instant::now().milliseconds / 31'556'952'000 + 1970);
  refused = coordinator.post(address + "/form", "version=1&year-0=" + year + "&amount-0-0=100&amount-0-1=100&sum-0=201&anchoring=" + web::encode_percent(text));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "href=\"#sum-0\""));
  EXPECT_TRUE(holds(refused.body, "men summen er skrevet som 201 kr"));
  EXPECT_TRUE(holds(refused.body, text));
  refused = coordinator.post(address + "/form", "version=1&own_money=mye&own_hours=1%2C5&year-0=x&amount-0-0=y&anchoring=" + std::string(20'001, 'a'));
  EXPECT_EQ(refused.status, 422);
  for (const char* id : {"own_money", "own_hours", "year-0", "amount-0-0"})
    EXPECT_TRUE(holds(refused.body, std::string("href=\"#") + id + "\"")) << id;
  EXPECT_TRUE(holds(refused.body, std::string(20'001, 'a')));
  refused = coordinator.post(address + "/form", "version=1&anchoring=" + std::string(20'001, 'a'));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "Teksten er for lang"));
}

TEST_P(StatementsWalk, ShowsBothWhenTwoWrite) {
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const std::string address = begun(coordinator);
  EXPECT_EQ(coordinator.post(address + "/form", "version=1&contacts=Kontoret").status, 303);
  const auto late = coordinator.post(address + "/form", "version=1&contacts=Et+annet");
  EXPECT_EQ(late.status, 422);
  EXPECT_TRUE(holds(late.body, "Noen andre har lagret"));
  EXPECT_TRUE(holds(late.body, "Et annet"));
  const std::string version = first_after(late.body, "name=\"version\" value=\"", 1);
  EXPECT_EQ(coordinator.post(address + "/form", "version=" + version + "&contacts=Et+annet").status, 303);
}

// What is typed and not saved is kept for its typist, and shown when the form is opened again.
TEST_P(StatementsWalk, KeepsADraftForItsTypistOnly) {
  Browser kari = test->somebody(partnership, Role::coordinator);
  Browser per = test->somebody(partnership, Role::owner_leader);
  Browser guest = test->guest(), staff = test->somebody(partnership, Role::staff),
          auditor = test->somebody(partnership, Role::auditor);
  const std::string address = begun(kari);
  const std::string text = "Halvferdig <b> & \"sitat\" Čáhcesuolu بيان";
  const std::string typed = "version=1&target_groups=school&target_groups=ppt&year-0=2031&amount-0-0=1+0&sum-0=&anchoring=" + web::encode_percent(text);
  EXPECT_NE(guest.post(address + "/typed", typed).status, 200);
  for (Browser* one : {&staff, &auditor}) EXPECT_EQ(one->post(address + "/typed", typed).status, 404);
  EXPECT_FALSE(holds(kari.get(address + "/form").body, "ikke er lagret ennå"));
  const auto kept = kari.post(address + "/typed", typed);
  EXPECT_EQ(kept.status, 200);
  EXPECT_TRUE(holds(kept.body, "Kladden din er tatt vare på"));
  EXPECT_EQ(kari.post(address + "/typed", "anchoring=" + std::string(400'001, 'x')).status, 422);
  const std::string seen = kari.get(address + "/form").body;
  for (const char* part : {"ikke er lagret ennå", "Halvferdig &lt;b&gt; &amp; ", "Čáhcesuolu بيان", "value=\"2031\"",
                           "value=\"1 0\"", "value=\"school\" checked", "value=\"ppt\" checked"})
    EXPECT_TRUE(holds(seen, part)) << part;
  EXPECT_FALSE(holds(seen, "value=\"kindergarten\" checked"));
  EXPECT_FALSE(holds(per.get(address + "/form").body, "Halvferdig"));
  // Another saves meanwhile: both are seen.
  ASSERT_EQ(per.post(address + "/form", "version=1&anchoring=Pers+tekst").status, 303);
  EXPECT_TRUE(holds(kari.get(address + "/form").body, "Halvferdig"));
  const auto late = kari.post(address + "/form", "version=1&anchoring=Karis+tekst");
  EXPECT_EQ(late.status, 422);
  EXPECT_TRUE(holds(late.body, "Pers tekst"));
  EXPECT_TRUE(holds(late.body, "Karis tekst"));
  const auto forgotten = kari.post(address + "/typed", "forget=1");
  EXPECT_EQ(forgotten.status, 303);
  EXPECT_TRUE(holds(kari.get(address + "/form").body, "Pers tekst"));
  EXPECT_FALSE(holds(kari.get(address + "/form").body, "Halvferdig"));
  ASSERT_EQ(kari.post(address + "/typed", typed).status, 200);
  ASSERT_EQ(kari.post(address + "/form", "version=2&anchoring=Lagret").status, 303);
  EXPECT_FALSE(holds(kari.get(address + "/form").body, "ikke er lagret ennå")) << "what is saved is no draft";
}

TEST_P(StatementsWalk, GoesFromBeginningToGrant) {
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  Browser owner = test->somebody(partnership, Role::owner_leader);
  Browser university = test->somebody(partnership, Role::university_lead);
  const std::string address = begun(coordinator);
  EXPECT_EQ(owner.post(address + "/moves", "to=anchored").status, 422) << "much is missing";
  const Uuid id = *Uuid::parse(address.substr(address.rfind('/') + 1));
  statements::Statement stored;
  for (const auto& one : every<statements::Statement>("statement"))
    if (one.id == id) stored = one;
  const std::string year = std::to_string(local_day(Instant::now()).year());
  std::string fields = "version=" + std::to_string(stored.version) + "&partners=" + stored.partners[0].text() +
                       "&target_groups=kindergarten&target_group=Ansatte&expected=Flere&anchoring=Ja&own_money=1" +
                       "&year-0=" + year + "&amount-0-0=500%2C01&amount-0-1=500&sum-0=&total=1000%2C01";
  for (const auto& criterion : every<partnership::Criterion>("criterion"))
    if (criterion.rule_set == stored.rule_set)
      fields += "&answer-" + criterion.id.text() + "=Svar&sources-" + criterion.id.text() + "=" +
                every<needs::Evidence>("evidence").front().id.text();
  for (const auto& field : every<statements::FormField>("form_field")) {
    if (field.form != stored.form || field.filled_from != statements::FilledFrom::typed) continue;
    const bool date = field.type == statements::FieldType::date;
    fields += "&answer-" + field.id.text() + "=" +
              (date ? "2026-11-01" : field.type == statements::FieldType::choice ? "%C3%89n+kommune" : "x");
  }
  const auto saved = coordinator.post(address + "/form", fields);
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_EQ(coordinator.post(address + "/moves", "to=anchored").status, 404) << "not the coordinator's";
  const auto undeclared = owner.post(address + "/moves", "to=anchored");
  EXPECT_EQ(undeclared.status, 422);
  EXPECT_TRUE(holds(undeclared.body, "Er du inhabil, må en annen gjøre dette."));
  ASSERT_EQ(owner.post(address + "/moves", "to=anchored&anchored-impartial=1").status, 303);
  const auto refused = university.post(address + "/moves", "to=uh_confirmed&uh_confirmed-reason=Kanskje");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "Kanskje"));
  ASSERT_EQ(university.post(address + "/moves", "to=uh_confirmed&uh_confirmed-hours=120&uh_confirmed-impartial=1&uh_confirmed-reason=Avklart").status,
            303) << "the example has overbooked people, whichever measure comes first";
  ASSERT_EQ(owner.post(address + "/moves", "to=submitted").status, 303);
  ASSERT_EQ(coordinator.post(address + "/moves", "to=in_forum").status, 303);
  const std::string today = local_day(Instant::now()).iso();
  const std::string amounts = "&year-0=" + year + "&amount-0-0=500%2C01&amount-0-1=500";
  const auto partial = coordinator.post(address + "/advice", "made_on=" + today + amounts);
  EXPECT_EQ(partial.status, 422);
  EXPECT_TRUE(holds(partial.body, "Kommunens representant"));
  EXPECT_TRUE(holds(partial.body, "href=\"#dissent\""));
  EXPECT_TRUE(holds(partial.body, "href=\"#impartial\""));
  ASSERT_EQ(coordinator.post(address + "/advice", "made_on=" + today + amounts + "&impartial=1&dissent=Enige").status, 303);
  Uuid employee;
  for (const auto& one : every<people::Employment>("employment"))
    if (one.organisation == stored.filer && !one.valid_until) employee = one.person;
  ASSERT_TRUE(employee);
  const auto bound = coordinator.post(address + "/decision", "made_on=" + today + amounts + "&impartial=1&person=" + employee.text());
  EXPECT_EQ(bound.status, 422);
  EXPECT_TRUE(holds(bound.body, "og er inhabil"));
  EXPECT_TRUE(holds(bound.body, "value=\"500,01\""));
  const auto uneven = coordinator.post(address + "/decision", "made_on=" + today + amounts + "&impartial=1&total=1");
  EXPECT_EQ(uneven.status, 422);
  EXPECT_TRUE(holds(uneven.body, "value=\"500,01\""));
  ASSERT_EQ(coordinator.post(address + "/decision", "made_on=" + today + amounts + "&impartial=1").status, 303);
  const auto granted = coordinator.post(address + "/grant", "id=" + Uuid::fresh().text());
  ASSERT_EQ(granted.status, 303);
  const std::string money = coordinator.get(place(granted)).body;
  EXPECT_TRUE(holds(money, "1\u00a0000,01"));
  EXPECT_FALSE(holds(money, "Det mangler")) << "shares and tranches are whole";
}

TEST_P(StatementsWalk, GivesEachFieldToThePortal) {
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const std::string seen = coordinator.get(address_in(statements::State::granted) + "/portal").body;
  EXPECT_TRUE(holds(seen, "value=\"820852982\""));
  EXPECT_TRUE(holds(seen, "value=\"1000000,01\"")) << "the first year's amount";
  EXPECT_TRUE(holds(seen, "readonly"));
}

TEST_P(StatementsWalk, MakesFiles) {
  Browser auditor = test->somebody(partnership, Role::auditor);
  const std::string granted = address_in(statements::State::granted);
  const auto asked = auditor.post(granted + "/files", "of=0&format=html&language=nb");
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(auditor.post(granted + "/files", "of=0&format=zip&language=nb").status, 404);
}

TEST_P(StatementsWalk, StandInTheDecisionBasis) {
  Browser coordinator = test->somebody(partnership, Role::coordinator);
  const std::string seen = coordinator.get("/hjemme/decision-basis").body;
  const auto unready = seen.find("Behovsmeldinger som ikke er klare");
  ASSERT_NE(unready, std::string::npos);
  EXPECT_LT(unready, seen.find("id=\"now\""));
  EXPECT_TRUE(holds(seen, "Universitetet har ikke bekreftet behovsmeldinga."));
  EXPECT_TRUE(holds(seen, "Behovsmeldingene i prioritert rekkefølge"));
  Browser staff = test->somebody(partnership, Role::staff);
  const std::string to_staff = staff.get("/hjemme/decision-basis").body;
  EXPECT_FALSE(holds(to_staff, "Behovsmeldingene i prioritert rekkefølge"));
  EXPECT_FALSE(holds(to_staff, "Universitetet har ikke bekreftet"));
}

INSTANTIATE_ON_BOTH_ENGINES(StatementsWalk);

}  // namespace
}  // namespace samloft::app
