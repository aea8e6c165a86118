// The pages of frameworks through their real handlers: the wheel, the tree, a new version.

#include "access/site.h"
#include "framework/framework.h"
#include "people/people.h"
#include "records/kind.h"
#include "records/pages.h"
#include "testing/world.h"

namespace samloft::framework {
namespace {

using samloft::testing::World;

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

class FrameworkPages : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(), std::vector<std::vector<Migration>>{people::migrations(), migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), kinds()});
    add_extras(extras, world->kinds());
    Framework f;
    f.name = "Sterkere sammen";
    f.valid_from = Date(2020, 8, 1);
    at = world->create("framework", f);
  }
  Uuid put(Level level, const std::string& title, const Uuid& parent = {},
           Sector sector = Sector::all) {
    Element e;
    e.framework = at;
    e.level = level;
    e.title = title;
    e.parent = parent;
    e.sector = sector;
    return world->create("element", e);
  }
  Uuid fill() {
    put(Level::purpose, "Alle er <med>");
    put(Level::meeting, "Relasjoner");
    put(Level::principle, "Tydelig retning");
    const Uuid focus = put(Level::focus_area, "Livsmestring");
    const Uuid indicator =
        put(Level::indicator, "Barna blir sett", focus, Sector::kindergarten);
    put(Level::sign, "Vi tar imot i døra", indicator);
    put(Level::sign, "Vi kjenner barnets navn", indicator);
    return focus;
  }
  // Runs the handler of a route as the site does for the world's viewer.
  web::Response visit(const std::string& method, const std::string& path,
                      web::Parameters fields = {}) {
    access::Site site(access::SiteParts{world->database(), {}, {}, {}, "", false, {}, {}});
    site.add(routes(world->kinds()));
    site.add(records::pages(world->kinds(), extras));
    web::Request request;
    request.method = method;
    request.path = path;
    web::Response answer;
    answer.status = 404;
    const auto done = world->database().write([&](db::Connection& db) -> Result<void> {
      for (const access::Route& route : site.routes()) {
        auto parts = access::match(route.pattern, path);
        if (!parts || route.method != method || !route.who.lets_in(world->viewer, false)) continue;
        access::Visit visit = visit_of(site, request, db);
        visit.path = *parts;
        visit.form.fields = fields;
        const auto before = db.statements();
        answer = route.handler(visit);
        statements = db.statements() - before;
        break;
      }
      if (answer.status >= 400) return Problem::not_found();
      return {};
    });
    EXPECT_EQ(done.has_value(), answer.status < 400);
    return answer;
  }
  access::Visit visit_of(access::Site& site, const web::Request& request, db::Connection& db) {
    return {site, request, {}, {}, world->viewer, Texts{}, world->now, {}, "secret",
            {Uuid::of_name("test", "p"), "fjordby", "Fjordby"}, &db};
  }
  std::string page(const std::string& path) { return visit("GET", path).body; }
  std::string address() const { return "/fjordby/frameworks/" + at.text(); }
  std::int64_t frameworks() {
    return world->counts()["framework"];
  }
  // What the front page takes from here.
  template <class Ask>
  auto ask(Ask question) {
    access::Site site(access::SiteParts{world->database(), {}, {}, {}, "", false, {}, {}});
    web::Request request;
    return world->database().read([&](db::Connection& db) {
      access::Visit visit = visit_of(site, request, db);
      const auto before = db.statements();
      auto answer = question(visit);
      statements = db.statements() - before;
      return answer;
    });
  }
  std::unique_ptr<World> world;
  records::Extras extras;
  Uuid at;
  std::int64_t statements = 0;
};

TEST_P(FrameworkPages, LeaveNewVersionsToCoordinators) {
  EXPECT_TRUE(holds(page(address()), address() + "/version"));
  world->viewer.roles = {Role::owner_leader, Role::university_lead, Role::staff};
  EXPECT_FALSE(holds(page(address()), "/version"));
  EXPECT_EQ(visit("POST", address() + "/version").status, 404);
  EXPECT_EQ(frameworks(), 1);
}

TEST_P(FrameworkPages, MakeOneVersionOfAFormSentTwice) {
  fill();
  web::Parameters form;
  const Uuid as = Uuid::fresh();
  form.add("id", as.text());
  for (int i = 0; i < 2; ++i) {
    const auto answer = visit("POST", address() + "/version", form);
    EXPECT_EQ(answer.status, 303);
    EXPECT_TRUE(holds(answer.headers.front().second, "/fjordby/frameworks/" + as.text()));
    EXPECT_EQ(frameworks(), 2);
  }
  const std::string seen = page(address());
  EXPECT_TRUE(holds(seen, "<strong>Sterkere sammen (2020–2026)</strong>"));
  EXPECT_TRUE(holds(seen, "Sterkere sammen (fra 2026)</a><span class=\"ds-tag\""));
}

TEST_P(FrameworkPages, RefuseAVersionOfWhatIsNotThereOrHasNotBegun) {
  EXPECT_EQ(visit("POST", "/fjordby/frameworks/nothing/version").status, 404);
  EXPECT_EQ(visit("POST", "/fjordby/frameworks/" + Uuid::fresh().text() + "/version").status, 404);
  auto later = world->load<Framework>("framework", at);
  later.valid_from = Date(2027, 1, 1);
  ASSERT_TRUE(world->save("framework", later));
  EXPECT_EQ(visit("POST", address() + "/version").status, 409);
  EXPECT_EQ(frameworks(), 1);
}

TEST_P(FrameworkPages, DrawTheRingsAsLinks) {
  const Uuid focus = fill();
  const std::string seen = page(address());
  EXPECT_TRUE(holds(seen, R"(<figure class="figure figure--full" id="wheel">)"));
  EXPECT_TRUE(holds(seen, R"(role="group" aria-labelledby="wheel-t")"));
  EXPECT_EQ(count_of(seen, "<path class=\"sm-"), 3u);  // purpose, meeting, focus area
  EXPECT_TRUE(holds(seen, R"(<a href="/fjordby/elements/)" + focus.text() +
                              R"(" aria-label="Fokusområder: Livsmestring: 1 kvalitetsindikator og 2 tegn">)"));
  EXPECT_TRUE(holds(seen, "Alle er &lt;med&gt;"));
  EXPECT_FALSE(holds(seen, "Alle er <med>"));
  EXPECT_TRUE(
      holds(seen, "<th scope=\"row\">Livsmestring</th><td>Fokusområder</td><td>1</td><td>2</td>"));
  EXPECT_FALSE(holds(seen, "style="));
}

TEST_P(FrameworkPages, DrawNothingOfAnEmptyFramework) {
  const std::string seen = page(address());
  EXPECT_FALSE(holds(seen, "<figure"));
  EXPECT_FALSE(holds(seen, "Hele rammeverket"));
}

TEST_P(FrameworkPages, ShowTheWholeTree) {
  const Uuid focus = fill();
  const std::string seen = page(address());
  EXPECT_TRUE(holds(seen, "Hele rammeverket"));
  EXPECT_TRUE(
      holds(seen, "Barna blir sett</a><span class=\"tree__note\">Kvalitetsindikator · Barnehage"));
  const std::string below = page("/fjordby/elements/" + focus.text());
  EXPECT_TRUE(holds(below, "Det som står under"));
  EXPECT_EQ(count_of(below, R"(<ul class="tree">)"), 1u);
}

TEST_P(FrameworkPages, TakeAsManyStatementsForALargeTreeAsForASmall) {
  const Uuid focus = fill();
  page(address());
  const auto few = statements;
  for (int i = 0; i < 8; ++i) put(Level::indicator, "Indikator " + std::to_string(i), focus);
  page(address());
  EXPECT_EQ(statements, few);
}

TEST_P(FrameworkPages, GiveTheFrontPageTheFrameworkOfToday) {
  fill();
  const auto picture = [&] {
    return ask([&](access::Visit& v) {
      return strategy_model(v, world->kinds(), {}, {}, {0, "Ikke begynt"}, v.t).drawing.text();
    });
  };
  EXPECT_TRUE(holds(picture(), "Livsmestring"));
  EXPECT_EQ(statements, 2);
  EXPECT_EQ(ask([](access::Visit& v) { return purpose_of_current(v); }), "Alle er <med>");
  auto over = world->load<Framework>("framework", at);
  over.valid_until = Date(2026, 1, 1);
  ASSERT_TRUE(world->save("framework", over));
  EXPECT_EQ(picture(), "");
  EXPECT_EQ(ask([](access::Visit& v) { return purpose_of_current(v); }), "");
}

INSTANTIATE_ON_BOTH_ENGINES(FrameworkPages);

}  // namespace
}  // namespace samloft::framework
