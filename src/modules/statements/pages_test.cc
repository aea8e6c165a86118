// The pages of statements through their real handlers: what shows, to whom, and what it costs. The
// walk with its forms is in app/statements_walk_test.cc.

#include "access/site.h"
#include "records/pages.h"
#include "views.h"
#include "world_for_tests.h"

namespace samloft::statements {
namespace {

class StatementPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    all = std::make_unique<StatementWorld>(GetParam());
    form = all->add_form(all->office, "Skjema i Fjord");
    all->add_field(form, "Dato for samtalen", FieldType::date, true);
    all->add_field(form, "Gjelder", FieldType::choice, false);
    all->add_field(form, "Søkt beløp", FieldType::money, true, FilledFrom::amount_total);
    add_extras(extras, all->world.kinds());
    routes = statements::routes(all->world.kinds());
    for (auto& route : records::pages(all->world.kinds(), extras)) routes.push_back(std::move(route));
  }
  // A draft without answers to the form.
  Uuid draft() {
    all->open_round = all->add_round(2025, Date(2025, 2, 1));
    return *all->try_begin(all->open_round, all->measure);
  }
  std::string page(const Uuid& id, const std::string& below = "", Role role = Role::coordinator,
                   Language language = Language::bokmal) {
    all->world.viewer.roles = {role};
    const std::string seen =
        all->world.get(routes, "/fjordby/statements/" + id.text() + below, language);
    all->world.viewer.roles = {Role::coordinator};
    return seen;
  }
  // The office has no form any more, so nothing is demanded that only the form asks for.
  void end_form() {
    auto one = all->world.load<Form>("form_version", form);
    one.valid_until = Date(2020, 1, 1);
    ASSERT_TRUE(all->world.save("form_version", one));
  }
  std::unique_ptr<StatementWorld> all;
  records::Extras extras;
  std::vector<access::Route> routes;
  Uuid form;
};

TEST_P(StatementPages, AreNotThereForThoseWhoMayNot) {
  const Uuid id = draft();
  for (const Role role : {Role::staff, Role::lecturer, Role::private_owner})
    for (const char* below : {"", "/read", "/portal"}) EXPECT_EQ(page(id, below, role), "404");
  for (const Role role : {Role::auditor, Role::university_lead, Role::unit_leader}) {
    EXPECT_EQ(page(id, "/form", role), "404");
    EXPECT_NE(page(id, "", role), "404");
  }
  EXPECT_EQ(page(id, "/advice", Role::owner_leader), "404");
  EXPECT_EQ(page(Uuid::fresh()), "404");
}

TEST_P(StatementPages, SayWhereItStandsAndWhatIsMissing) {
  const Uuid id = draft();
  const std::string seen = page(id);
  EXPECT_TRUE(holds(seen, "aria-current=\"step\""));
  EXPECT_TRUE(holds(seen, "Frist 01.02.2025 kl. 23.59: 62 dager igjen."));
  EXPECT_TRUE(holds(seen, "Skriv hvordan behovet er forankret."));
  EXPECT_TRUE(holds(seen, "/form#anchoring"));
  EXPECT_FALSE(holds(page(id, "", Role::auditor), "/form#anchoring")) << "it is not the auditor's to mend";
}

TEST_P(StatementPages, OfferEachTheirOwnStep) {
  const Uuid id = draft();
  EXPECT_TRUE(holds(page(id, "", Role::owner_leader), "Forankre hos eier"));
  EXPECT_FALSE(holds(page(id), "value=\"anchored\""));
  EXPECT_TRUE(holds(page(id), "En leder hos eier forankrer"));
}

TEST_P(StatementPages, MakeTheFormFromTheOfficesFields) {
  const std::string seen = page(draft(), "/form");
  EXPECT_TRUE(holds(seen, "Skjema i Fjord"));
  EXPECT_TRUE(holds(seen, "Dato for samtalen"));
  EXPECT_TRUE(holds(seen, "<option value=\"Nei\">"));
  EXPECT_FALSE(holds(seen, "Søkt beløp")) << "what is known is not asked for";
  EXPECT_TRUE(holds(seen, "id=\"amount-2-1\"")) << "three years, two recipients";
  EXPECT_FALSE(holds(seen, "id=\"year-3\""));
}

// R6: what may be added to is offered, and the sum is shown.
TEST_P(StatementPages, OfferToAddToWhatIsGranted) {
  end_form();
  const Uuid id = all->statement_in(State::in_forum);
  EXPECT_FALSE(holds(page(id), "Alt som er meldt for tiltaket"));
  all->world.now = Instant::parse_iso("2025-04-20T12:00:00.000Z");
  const auto cells = all->filled(id).cells;
  const Uuid second = *all->try_begin(all->add_round(2025, Date(2025, 6, 1)), all->measure);
  EXPECT_FALSE(holds(page(second, "/form"), "id=\"supplement_to\"")) << "nothing is granted yet";
  ASSERT_TRUE(all->try_advise(id, all->letter(cells, Date(2025, 3, 15))));
  ASSERT_TRUE(all->try_decide(id, all->letter(cells, Date(2025, 4, 20))));
  EXPECT_TRUE(holds(page(second, "/form"), "id=\"supplement_to\""));
  EXPECT_TRUE(holds(page(second), "Alt som er meldt for tiltaket"));
  EXPECT_TRUE(holds(page(second), "1\u00a0000\u00a0000,01"));
}

// R23 on the pages: the declaration with each signature, the seats and persons with each letter.
TEST_P(StatementPages, AskWhetherThoseWhoActAreImpartial) {
  end_form();
  const Uuid id = all->statement_in(State::draft);
  EXPECT_TRUE(holds(page(id, "", Role::owner_leader), "id=\"anchored-impartial\""));
  const Uuid own = all->add_seat("Kommunens plass", all->municipality);
  const Uuid heard = all->statement_in_other_measure(State::in_forum);
  const std::string seen = page(heard, "/advice");
  EXPECT_TRUE(holds(seen, "Kommunens plass"));
  EXPECT_FALSE(holds(seen, "value=\"" + own.text() + "\" checked"));
  EXPECT_TRUE(holds(seen, "id=\"impartial\""));
  auto office = all->world.load<Office>("governor_office", all->office);
  office.impartiality = people::Impartiality::by_organisation;
  ASSERT_TRUE(all->world.save("governor_office", office));
  EXPECT_TRUE(holds(page(heard, "/advice"), "value=\"" + own.text() + "\" checked"));
}

TEST_P(StatementPages, FillThePortalsFields) {
  const Uuid id = all->statement_in(State::draft);
  EXPECT_TRUE(holds(page(id, "/portal"), "value=\"1000000,01\""));
  EXPECT_TRUE(holds(page(id, "/portal"), "Mangler, og portalen krever det."));
}

TEST_P(StatementPages, AreReadInEachLanguage) {
  const Uuid id = all->statement_in(State::draft);
  for (const Language language : kLanguages)
    EXPECT_TRUE(holds(page(id, "/read", Role::auditor, language), "Lærende nettverk 0–6"));
}

TEST_P(StatementPages, AskTheDatabaseLittle) {
  const Uuid id = all->statement_in(State::draft);
  const std::pair<const char*, std::int64_t> most[] = {
      {"", 30}, {"/form", 24}, {"/read", 21}, {"/portal", 21}};
  for (const auto& [below, statements] : most) {
    page(id, below);
    EXPECT_LE(all->world.statements, statements) << below;
  }
}

INSTANTIATE_ON_BOTH_ENGINES(StatementPages);

TEST(StatementViews, TellTimeInWords) {
  const Texts t;
  EXPECT_EQ(words_of(t, false, 3, 5, 7), "3 dager igjen");
  EXPECT_EQ(words_of(t, false, 1, 0, 0), "1 dag igjen");
  EXPECT_EQ(words_of(t, false, 0, 2, 9), "2 timer igjen");
  EXPECT_EQ(words_of(t, true, 0, 0, 1), "gikk ut for 1 minutt siden");
}

TEST(StatementViews, NameUnitsInTheLanguageOfThePage) {
  Gap gap;
  gap.words = {N_("Ordningen er ikke for: {}."), {"Skole"}};
  gap.units = std::uint64_t{1} << static_cast<unsigned>(partnership::TargetGroup::school);
  EXPECT_TRUE(words_of(Texts(Language::nynorsk), gap).find("Skule") != std::string::npos);
}

}  // namespace
}  // namespace samloft::statements
