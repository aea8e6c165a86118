// Every route of the installation, asked by everyone: first the wrong person, then the right one.

#include <set>

#include "base/text.h"
#include "installation_for_tests.h"
#include "people/people.h"
#include "records/records.h"
#include "testing/world.h"

namespace samloft::app {

Uuid TestInstallation::employ(const access::Partnership& partnership, Role role) {
  const auto employed = installation_->open(partnership)->write([&](db::Connection& db) -> Result<Uuid> {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, installation_->kinds(), viewer, Instant::now(), {}};
    people::Organisation owner;
    owner.name = "Arbeidsgiver";
    TRY_ASSIGN(const Uuid organisation, records::create(work, *installation_->kinds().by_name("organisation"), owner));
    people::Person person;
    person.name = "Oppdiktet";
    TRY_ASSIGN(const Uuid id, records::create(work, *installation_->kinds().by_name("person"), person));
    people::Employment employment;
    employment.person = id;
    employment.organisation = organisation;
    employment.position = "Stilling";
    employment.role = role;
    TRY(records::create(work, *installation_->kinds().by_name("employment"), employment));
    return id;
  });
  EXPECT_TRUE(employed);
  return *employed;
}

namespace {

struct Asker {
  std::string name;
  std::optional<Role> role;
  bool guest = false;
};
const std::vector<Asker> kAskers{
    {"guest", std::nullopt, true},        {"stranger", std::nullopt},
    {"staff", Role::staff},               {"unit leader", Role::unit_leader},
    {"coordinator", Role::coordinator},   {"university lead", Role::university_lead},
    {"union", Role::union_representative}, {"auditor", Role::auditor},
    {"owner leader", Role::owner_leader}, {"ppt lead", Role::ppt_lead},
    {"lecturer", Role::lecturer},         {"private owner", Role::private_owner}};

// A record of the kind in a route such as /{partnership}/needs/{id}, that every reader may see, or
// anyone at all may.
enum class SeenBy { every_reader, someone };
std::string some_id(Installation& installation, const access::Partnership& partnership,
                    const std::string& pattern, SeenBy seen_by = SeenBy::every_reader) {
  const auto parts = split(pattern, '/');
  const records::Kind* kind = parts.size() > 2 ? installation.kinds().by_plural(parts[2]) : nullptr;
  if (kind == nullptr) return Uuid::fresh().text();
  const auto page = installation.open(partnership)->read([&](db::Connection& db) {
    Viewer nobody;
    nobody.person = Uuid::fresh();
    nobody.system = seen_by == SeenBy::someone;
    return records::list(db, *kind, nobody, {});
  });
  return page.records.empty() ? Uuid::fresh().text() : page.records.front()->id.text();
}

std::string filled(std::string pattern, const std::string& slug, const std::string& id) {
  const auto put = [&](const std::string& name, const std::string& value) {
    if (const auto at = pattern.find(name); at != std::string::npos)
      pattern.replace(at, name.size(), value);
  };
  put("{partnership}", slug);
  put("{id}", id);
  put("{batch}", Uuid::fresh().text());
  put("{number}", "1");
  put("{account}", Uuid::fresh().text());
  put("{secret}", std::string(64, 'a'));
  return pattern;
}

class Site : public samloft::testing::OnBothEngines {};

TEST_P(Site, LetsEachRoleThroughItsDoorsOnly) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  int asked = 0;
  for (const Asker& asker : kAskers) {
    Browser browser = asker.guest ? test.guest() : test.somebody(home, asker.role);
    for (const access::Route& route : test->site().routes()) {
      if (route.pattern == "/logout" || route.pattern == "/sessions/end") continue;  // end the session
      Viewer viewer;
      if (!asker.guest) viewer.account = Uuid::fresh();
      if (asker.role) viewer.roles = {*asker.role, Role::staff};
      const bool within = route.pattern.starts_with("/{partnership}");
      // Where respondents type their codes: open to the world while a survey is open, as in the example.
      const bool is_door = route.pattern == "/{partnership}/answer";
      const bool expected = route.who.lets_in(viewer, false) && (!within || asker.role || is_door);
      const std::string path = filled(route.pattern, home.slug, some_id(*test, home, route.pattern));
      const auto response = route.method == "GET" ? browser.get(path) : browser.post(path, "");
      ++asked;
      const std::string what = asker.name + " " + route.method + " " + path;
      if (!expected && asker.guest && !route.who.guests()) {
        EXPECT_EQ(response.status, route.method == "GET" ? 303 : 403) << what;
        EXPECT_EQ(response.body.find("Kristiansand"), std::string::npos) << what;
      } else if (!expected) {
        EXPECT_EQ(response.status, 404) << what;
      } else {
        EXPECT_LT(response.status, 500) << what;
        // Nothing is published in the example; and a form for what a body's secretary writes is nobody
        // else's as long as it names no body.
        const auto parts = split(route.pattern, '/');
        const auto* kind = within && parts.size() > 2 ? test->kinds().by_plural(parts[2]) : nullptr;
        const bool is_secretarys = kind && kind->also_writes && route.pattern.ends_with("/new") &&
                                   !viewer.may(kind->writers);
        const bool is_public = route.pattern == "/{partnership}/published-plan" || is_secretarys;
        if (is_public) {
          EXPECT_EQ(response.status, 404) << what;
        }
        if (!is_public && route.method == "GET" && route.pattern.find('{', 2) == std::string::npos) {
          EXPECT_TRUE(response.status == 200 || response.status == 303) << what << response.status;
        }
      }
    }
  }
  EXPECT_GT(asked, 500);
}

TEST_P(Site, ShowsNothingOfAnotherPartnership) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  const auto away = test.import_example("borte");
  Browser browser = test.somebody(home, Role::coordinator);
  for (const access::Route& route : test->site().routes()) {
    if (!route.pattern.starts_with("/{partnership}")) continue;
    if (route.pattern == "/{partnership}/answer") continue;  // the world's: where codes are typed
    const std::string foreign = some_id(*test, away, route.pattern);
    const auto at_home = filled(route.pattern, home.slug, foreign);
    const auto at_theirs = filled(route.pattern, away.slug, foreign);
    const auto ask = [&](const std::string& path) {
      return route.method == "GET" ? browser.get(path) : browser.post(path, "");
    };
    EXPECT_EQ(ask(at_theirs).status, 404) << route.method << " " << at_theirs;
    if (route.pattern.find("{id}") != std::string::npos) {
      EXPECT_EQ(ask(at_home).status, 404) << route.method << " " << at_home;
    }
  }
}

// The same form with an id of our own is taken, so it is the id that is refused.
TEST_P(Site, TakesNoIdOfAnotherPartnershipInAForm) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  const auto away = test.import_example("borte");
  Browser browser = test.somebody(home, Role::coordinator);
  const auto some = [&](const access::Partnership& partnership, const std::string& plural) {
    return some_id(*test, partnership, "/{partnership}/" + plural + "/{id}");
  };
  const auto employ = [&](const std::string& person, const std::string& unit) {
    return browser.post("/hjemme/employments", "id=" + Uuid::fresh().text() +
                                                   "&version=0&position=Rektor&role=coordinator&person=" +
                                                   person + "&unit=" + unit);
  };
  const std::string ours = some(home, "persons"), our_unit = some(home, "units");
  const std::string theirs = some(away, "persons"), their_unit = some(away, "units");
  EXPECT_EQ(employ(theirs, our_unit).status, 422);
  EXPECT_EQ(employ(ours, their_unit).status, 422);
  EXPECT_EQ(employ(ours, our_unit).status, 303);
}

// The server says no-store on what says nothing else (Servers.ProtectEveryAnswer). What guests may
// read alike is the only page that says something else, and it does to guests alone.
TEST_P(Site, LetsNobodyKeepAPageOfItsMembers) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  Browser coordinator = test.somebody(home, Role::coordinator);
  for (const access::Route& route : test->site().routes()) {
    if (route.method != "GET") continue;
    const std::string path = filled(route.pattern, home.slug, some_id(*test, home, route.pattern));
    const auto response = coordinator.get(path);
    for (const auto& [name, value] : response.headers) {
      EXPECT_NE(name, "Cache-Control") << path << " " << value;
      EXPECT_NE(name, "ETag") << path;
      EXPECT_NE(name, "Content-Security-Policy") << path << " has one of its own";
      EXPECT_NE(name, "Access-Control-Allow-Origin") << path;
    }
  }
}

// Who may what, written by hand and told in docs/security.md. The tests above hold the gate to what the
// routes say; this one holds what they say to the table.
struct May {
  Roles read, write, own = {};
};
const Roles kReporters{Role::staff,    Role::unit_leader,   Role::coordinator,
                       Role::owner_leader, Role::ppt_lead,  Role::private_owner,
                       Role::union_representative};
const Roles kPartners{Role::coordinator, Role::owner_leader, Role::university_lead};

const std::map<std::string_view, May>& permissions() {
  const Roles coordinator{Role::coordinator}, leads = kPartners | Roles{Role::ppt_lead};
  const Roles network_leads{Role::coordinator, Role::ppt_lead, Role::university_lead};
  const Roles proposers{Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::unit_leader};
  const Roles proposers_of_own{Role::staff, Role::union_representative, Role::private_owner};
  const Roles deciders{Role::coordinator, Role::owner_leader};
  const Roles scorers{Role::coordinator,   Role::owner_leader,    Role::ppt_lead,
                      Role::unit_leader,   Role::university_lead, Role::private_owner,
                      Role::union_representative};
  const Roles hours = leads | Roles{Role::lecturer, Role::union_representative, Role::auditor};
  const Roles hours_writers{Role::coordinator, Role::university_lead};
  const Roles money{Role::coordinator,   Role::owner_leader,  Role::ppt_lead,             Role::unit_leader,
                    Role::university_lead, Role::private_owner, Role::union_representative, Role::auditor};
  const Roles own{Role::unit_leader, Role::union_representative, Role::private_owner, Role::staff};
  static const std::map<std::string_view, May> all{
      {"organisation", {kEveryRole, coordinator}}, {"district", {kEveryRole, coordinator}},
      {"unit", {kEveryRole, coordinator}},         {"person", {kEveryRole, coordinator}},
      {"employment", {kEveryRole, coordinator}},   {"body", {kEveryRole, coordinator}},
      {"seat", {kEveryRole, coordinator}},         {"holding", {kEveryRole, coordinator}},
      {"scheme", {kEveryRole, coordinator}},       {"rule_set", {kEveryRole, coordinator}},
      {"criterion", {kEveryRole, coordinator}},    {"framework", {kEveryRole, coordinator}},
      {"element", {kEveryRole, coordinator}},      {"party", {kEveryRole, kPartners}},
      {"agreement", {kEveryRole, kPartners}},      {"phase", {kEveryRole, kPartners}},
      {"plan", {kEveryRole, kPartners}},           {"section", {kEveryRole, kPartners}},
      {"comment", {kEveryRole, kPartners}},        {"version", {kEveryRole, {}}},
      {"decision_basis", {kEveryRole, {}}},        {"evidence", {kEveryRole, leads}},
      {"need", {kEveryRole, proposers, proposers_of_own}},
      {"addition",
       {kEveryRole,
        {Role::coordinator, Role::owner_leader, Role::ppt_lead},
        {Role::staff, Role::unit_leader, Role::private_owner, Role::union_representative,
         Role::university_lead}}},
      {"theme", {kEveryRole, leads}},              {"settings", {kEveryRole, kPartners}},
      {"passage", {kEveryRole, leads}},            {"round", {kEveryRole, deciders}},
      {"yardstick", {kEveryRole, deciders}},
      {"assessment", {scorers | Roles{Role::auditor}, {}}},
      {"goal", {kEveryRole, leads}},
      {"sign", {kEveryRole, leads}},               {"measure", {kEveryRole, leads}},
      {"measurement", {kEveryRole, leads}},        {"goal_scale", {kEveryRole, leads}},
      {"goal_score", {kEveryRole, leads}},         {"dose", {kEveryRole, leads}},
      {"programme", {kEveryRole, leads}},          {"capacity", {hours, hours_writers}},
      {"assignment", {hours, hours_writers}},
      {"participant", {kEveryRole, leads}},        {"meeting_series", {kEveryRole, coordinator}},
      {"meeting", {kEveryRole, coordinator}},      {"meeting_attendance", {kEveryRole, coordinator}},
      {"agenda_item", {kEveryRole, coordinator}},  {"paper", {kEveryRole, coordinator}},
      {"outcome", {kEveryRole, coordinator}},      {"item_note", {kEveryRole, coordinator}},
      {"minutes", {kEveryRole, {}}},               {"briefing", {kEveryRole, {}}},
      {"invitation", {kEveryRole, coordinator}},
      {"involvement", {kEveryRole, coordinator, own}},  {"network", {kEveryRole, network_leads}},
      {"series", {kEveryRole, network_leads}},     {"survey", {kEveryRole, leads}},
      {"item_set", {kEveryRole, leads}},           {"survey_item", {leads, leads}},
      {"urn", {{}, {}}},                           {"grant", {money, kPartners}},
      {"share", {money, kPartners}},               {"tranche", {money, kPartners}},
      {"governor_office", {kEveryRole, coordinator}}, {"form_version", {kEveryRole, coordinator}},
      {"form_field", {kEveryRole, coordinator}},   {"filing_round", {kEveryRole, coordinator}},
      {"statement", {money, {}}},                  {"statement_year", {money, {}}},
      {"statement_amount", {money, {}}},           {"statement_answer", {money, {}}},
      {"statement_step", {money, {}}}};
  return all;
}

TEST_P(Site, LetsEachRoleDoWhatTheTableSays) {
  TestInstallation test(GetParam());
  const std::set<std::string_view> secretarys{"meeting", "meeting_attendance", "agenda_item",
                                              "paper",   "outcome",            "item_note"};
  for (const records::Kind& kind : test->kinds().all()) {
    EXPECT_EQ(kind.also_writes != nullptr, secretarys.contains(kind.name)) << kind.name;
    const auto row = permissions().find(kind.name);
    ASSERT_TRUE(row != permissions().end()) << kind.name << " stands in no table";
    EXPECT_TRUE(kind.readers == row->second.read) << kind.name;
    EXPECT_TRUE(kind.writers == row->second.write) << kind.name;
    EXPECT_TRUE(kind.own_writers == row->second.own) << kind.name;
    const std::string list = "/{partnership}/" + std::string(kind.plural), one = list + "/{id}";
    const std::set<std::string> reading{"GET " + list, "GET " + one, "GET " + one + "/history"},
        writing{"GET " + list + "/new", "GET " + one + "/edit", "POST " + list, "POST " + one,
                "POST " + one + "/removal"};
    for (const access::Route& route : test->site().routes()) {
      const std::string act = route.method + " " + route.pattern;
      if (reading.contains(act)) {
        EXPECT_TRUE(route.who.roles() == row->second.read) << act;
      }
      if (writing.contains(act)) {
        // Where the record says who else writes, its pages ask it.
        EXPECT_TRUE(route.who.roles() == (kind.also_writes ? kEveryRole : row->second.write | row->second.own))
            << act;
      }
    }
  }
}

TEST_P(Site, LetsEachRoleActAsTheTableSays) {
  const Roles coordinator{Role::coordinator}, judges{Role::owner_leader, Role::university_lead};
  const Roles runners = kPartners | Roles{Role::ppt_lead, Role::unit_leader};  // leaders: of their own unit
  const std::map<std::string, Roles> acts{
      {"POST /{partnership}/persons/{id}/invitation", coordinator},
      {"POST /{partnership}/imports", coordinator},
      {"POST /{partnership}/imports/{id}", coordinator},
      {"POST /{partnership}/imports/{id}/undo", coordinator},
      {"GET /{partnership}/persons.csv", coordinator},
      {"GET /{partnership}/persons.xlsx", coordinator},
      {"POST /{partnership}/frameworks/{id}/version", coordinator},
      {"POST /{partnership}/plans/{id}/texts/{topic}", kPartners},
      {"POST /{partnership}/plans/{id}/state", kPartners},
      {"POST /{partnership}/plans/{id}/adoption", kPartners},
      {"POST /{partnership}/plans/{id}/next", kPartners},
      {"POST /{partnership}/plans/{id}/comments", kEveryRole},
      {"POST /{partnership}/plans/{id}/files", kEveryRole},
      {"POST /{partnership}/files/{id}/cancellation", kEveryRole},  // whoever asked for it
      {"POST /{partnership}/files/{id}/attempts", kEveryRole},
      {"GET /{partnership}/my-needs", kReporters},
      {"POST /{partnership}/my-needs", kReporters},
      {"POST /{partnership}/needs/{id}/state", kReporters},
      {"GET /{partnership}/needs/{id}/merging", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/needs/{id}/merging", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/needs/{id}/withdrawal", {Role::coordinator, Role::ppt_lead}},
      {"GET /{partnership}/need-import", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/need-import", {Role::coordinator, Role::ppt_lead}},
      {"GET /{partnership}/need-import/{id}", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/need-import/{id}", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/need-import/{id}/undo", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/need-import/{id}/removal", {Role::coordinator, Role::ppt_lead}},
      {"POST /{partnership}/rounds/{id}/ballot",
       {Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::unit_leader,
        Role::university_lead, Role::private_owner, Role::union_representative}},
      {"POST /{partnership}/rounds/{id}/closing", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/rounds/{id}/decision", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/rounds/{id}/needs", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/invitations/{id}/answer",
       {Role::coordinator, Role::unit_leader, Role::private_owner}},
      {"POST /{partnership}/decision-basis", kPartners},
      {"POST /{partnership}/decision-basis/draft", kPartners},
      {"GET /{partnership}/measures/{id}/state", kPartners | Roles{Role::ppt_lead}},
      {"POST /{partnership}/measures/{id}/state", kPartners | Roles{Role::ppt_lead}},
      {"GET /{partnership}/overlaps", kEveryRole},
      {"GET /{partnership}/university-hours",
       {Role::coordinator, Role::owner_leader, Role::university_lead, Role::ppt_lead, Role::lecturer,
        Role::union_representative, Role::auditor}},
      {"POST /{partnership}/goals/{id}/state", kPartners | Roles{Role::ppt_lead}},
      {"GET /{partnership}/goals/{id}/judgement", judges},
      {"POST /{partnership}/goals/{id}/judgement", judges},
      {"POST /{partnership}/signs/{id}/measured", kPartners | Roles{Role::ppt_lead}},
      {"POST /{partnership}/measurement-import", kPartners | Roles{Role::ppt_lead}},
      {"POST /{partnership}/measurement-import/{batch}/undo", kPartners | Roles{Role::ppt_lead}},
      {"GET /{partnership}/measurements.csv", kEveryRole},
      // Coordinators, and the secretary of the body in whatever role: meeting_walk_test asks the wrong
      // people first.
      {"POST /{partnership}/meetings/{id}/call", kEveryRole},
      {"POST /{partnership}/meetings/{id}/calling-off", kEveryRole},
      {"POST /{partnership}/meetings/{id}/taking-up", kEveryRole},
      {"POST /{partnership}/meetings/{id}/held", kEveryRole},
      {"POST /{partnership}/meetings/{id}/circulation", kEveryRole},
      {"POST /{partnership}/meetings/{id}/correction", kEveryRole},
      {"POST /{partnership}/meetings/{id}/next", kEveryRole},
      {"POST /{partnership}/meetings/{id}/agenda", kEveryRole},
      {"POST /{partnership}/meetings/{id}/items", kEveryRole},
      {"GET /{partnership}/meetings/{id}/attendance", kEveryRole},
      {"POST /{partnership}/meetings/{id}/attendance", kEveryRole},
      {"GET /{partnership}/agenda-items/{id}/minutes", kEveryRole},
      {"POST /{partnership}/agenda-items/{id}/minutes", kEveryRole},
      {"POST /{partnership}/agenda-items/{id}/place", kEveryRole},
      {"POST /{partnership}/agenda-items/{id}/papers", kEveryRole},
      {"GET /{partnership}/meeting-series/{id}/planning", kEveryRole},
      {"POST /{partnership}/meeting-series/{id}/planning", kEveryRole},
      {"GET /{partnership}/meetings/{id}/calendar.ics", kEveryRole},  // who may see them
      {"GET /{partnership}/meeting-series/{id}/calendar.ics", kEveryRole},
      {"POST /{partnership}/meetings/{id}/approval", kEveryRole},  // whoever leads the body
      {"POST /{partnership}/outcomes/{id}/task", kEveryRole},  // whoever has the task
      {"POST /{partnership}/seats/{id}/hand-over", coordinator},
      {"POST /{partnership}/seats/{id}/summary", coordinator},
      {"POST /{partnership}/statements/start", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/statements/{id}/form", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/statements/{id}/typed", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/statements/{id}/moves", kPartners},
      {"POST /{partnership}/statements/{id}/advice", coordinator},
      {"POST /{partnership}/statements/{id}/decision", coordinator},
      {"POST /{partnership}/statements/{id}/grant", {Role::coordinator, Role::owner_leader}},
      {"POST /{partnership}/statements/{id}/files", kPartners | Roles{Role::ppt_lead, Role::unit_leader, Role::private_owner, Role::union_representative, Role::auditor}},
      {"POST /{partnership}/surveys/{id}/state", runners},
      {"POST /{partnership}/surveys/{id}/questions", runners},
      {"POST /{partnership}/surveys/{id}/invitations", runners},
      {"POST /{partnership}/surveys/{id}/codes", runners},
      {"POST /{partnership}/surveys/{id}/persons", runners},
      {"POST /{partnership}/surveys/{id}/reminders", runners},
      {"POST /{partnership}/surveys/{id}/links", runners},
      {"POST /{partnership}/surveys/{id}/sharing", {Role::unit_leader}},
      {"GET /{partnership}/surveys/{id}/results", runners | Roles{Role::union_representative}},
      {"POST /{partnership}/surveys/{id}/files", runners | Roles{Role::union_representative}},
      {"GET /{partnership}/journal", kPartners | Roles{Role::auditor}},
      {"POST /{partnership}/undo/{number}", kEveryRole}};
  TestInstallation test(GetParam());
  std::size_t found = 0;
  for (const access::Route& route : test->site().routes()) {
    const auto act = acts.find(route.method + " " + route.pattern);
    if (act == acts.end()) continue;
    ++found;
    EXPECT_TRUE(route.who.roles() == act->second) << act->first;
  }
  EXPECT_EQ(found, acts.size());
}

// Those that give people their roles, take them out of the house, or change how one gets in.
TEST_P(Site, AsksAgainBeforeEveryDangerousAct) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  Browser coordinator = test.somebody(home, Role::coordinator);
  const auto aged = test->registry().write([](db::Connection& registry) -> Result<void> {
    const Instant then{Instant::now().milliseconds - 11 * kMinute};
    registry.run("UPDATE session SET proven_at = :then", {{"then", then.iso()}});
    return {};
  });
  ASSERT_TRUE(aged);
  std::set<std::string> asking;
  for (const access::Route& route : test->site().routes()) {
    if (route.asks != access::Asks::again) continue;
    asking.insert(route.method + " " + route.pattern);
    const std::string path = filled(route.pattern, home.slug, some_id(*test, home, route.pattern));
    const auto response = route.method == "GET" ? coordinator.get(path) : coordinator.post(path, "");
    EXPECT_EQ(response.status, 422) << path;
    EXPECT_NE(response.body.find("again-password"), std::string::npos) << path;
  }
  std::vector<std::string> acts{"GET /{partnership}/persons.csv", "GET /{partnership}/persons.xlsx",
                                "POST /{partnership}/persons/{id}/invitation",
                                "POST /{partnership}/imports/{id}", "POST /{partnership}/imports/{id}/undo",
                                "POST /second-factor/app", "POST /second-factor/app/removal",
                                "POST /second-factor/passkeys", "POST /second-factor/codes",
                                "POST /second-factor/passkeys/{id}/removal"};
  for (const std::string plural : {"persons", "bodies"})
    acts.push_back("POST /{partnership}/" + plural + "/{id}/removal");
  for (const std::string plural : {"employments", "seats", "holdings"})
    for (const std::string below : {"", "/{id}", "/{id}/removal"})
      acts.push_back("POST /{partnership}/" + plural + below);
  for (const std::string& act : acts) EXPECT_TRUE(asking.contains(act)) << act;
}

// A statement more on each page is found here, not by a slow morning. Asked twice: what is made once
// for each state of the partnership is made then.
TEST_P(Site, AsksTheDatabaseLittle) {
  const std::map<std::string, std::int64_t> most_of{
      {"", 8},           {"/thread", 2},           {"/timeline", 2},
      {"/loose-ends", 2}, {"/decision-basis", 5},  {"/published-plan", 2},
      {"/plans", 3},     {"/plans/{id}", 10},      {"/plans/{id}/read", 3},
      {"/plans/{id}/difference", 7},               {"/decision-bases", 3},
      {"/needs/{id}", 16}, {"/needs/{id}/edit", 11}, {"/needs/{id}/merging", 8},
      {"/rounds/{id}", 12}, {"/rounds/{id}/ballot", 5}, {"/my-needs/new", 4}, {"/need-map", 6},
      {"/need-map/needs", 3}, {"/measures/{id}", 15}, {"/measures/{id}/edit", 12},
      {"/involvement-gaps", 9}, {"/networks", 6}, {"/goals/{id}", 15},
      {"/agenda-items/{id}/edit", 15},
      {"/meetings/{id}", 20},                      {"/meetings/{id}/attendance", 4},
      {"/meetings/{id}/read", 13},                 {"/minutes/{id}/read", 4},
      {"/agenda-items/{id}", 22},                  {"/agenda-items/{id}/minutes", 18},
      {"/decision-register", 6},                   {"/tasks", 5},
      {"/bodies/{id}", 11},                        {"/seats/{id}/hand-over", 4},
      {"/seats/{id}/summary", 5},
      {"/statements/{id}", 30},              {"/statements/{id}/form", 24},
      {"/statements/{id}/advice", 24},       {"/statements/{id}/decision", 22},
      {"/statements/{id}/read", 21},         {"/statements/{id}/portal", 21},
      {"/statements/{id}/history", 11},
      {"/search", 3},    {"/vacancies", 3},        {"/contents", 2}};
  constexpr std::int64_t kMostOfAList = 5, kMostOfARecord = 10;
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  Browser coordinator = test.somebody(home, Role::coordinator);
  const std::string root = "/{partnership}";
  for (const access::Route& route : test->site().routes()) {
    if (route.method != "GET" || !route.pattern.starts_with(root)) continue;
    const std::string path =
        filled(route.pattern, home.slug, some_id(*test, home, route.pattern, SeenBy::someone));
    coordinator.get(path);
    const auto response = coordinator.get(path);
    const auto named = most_of.find(route.pattern.substr(root.size()));
    const bool is_list = route.pattern.find('{', root.size()) == std::string::npos &&
                         !route.pattern.ends_with("/new");
    EXPECT_LE(response.statements, named != most_of.end() ? named->second
                                   : is_list              ? kMostOfAList
                                                          : kMostOfARecord)
        << path;
    EXPECT_TRUE(response.status != 200 || response.statements > 0) << path << ": nothing was counted";
  }
}

TEST_P(Site, LooksTheSameMissingAndForbidden) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  Browser staff = test.somebody(home, Role::staff);
  const auto forbidden = staff.get("/hjemme/persons/new");
  const auto missing = staff.get("/hjemme/persons/" + Uuid::fresh().text());
  EXPECT_EQ(forbidden.status, missing.status);
  EXPECT_EQ(forbidden.headers, missing.headers);
}

TEST_P(Site, EndsARoleAtOnce) {
  TestInstallation test(GetParam());
  const auto home = test.import_example("hjemme");
  Browser coordinator = test.somebody(home, Role::coordinator);
  EXPECT_EQ(coordinator.get("/hjemme/persons/new").status, 200);
  const auto ended = test->open(home)->write([&](db::Connection& db) -> Result<void> {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, test->kinds(), viewer, Instant::now(), {}};
    const records::Kind& kind = *test->kinds().by_name("employment");
    for (const auto& record : records::every(db, kind)) {
      auto& employment = static_cast<people::Employment&>(*record);
      employment.valid_from.reset();
      employment.valid_until = Date::parse("2020-01-01");
      TRY(records::save(work, kind, employment));
    }
    return {};
  });
  ASSERT_TRUE(ended);
  EXPECT_EQ(coordinator.get("/hjemme/persons/new").status, 404);
  EXPECT_EQ(coordinator.get("/hjemme").status, 404);
}

INSTANTIATE_ON_BOTH_ENGINES(Site);

}  // namespace
}  // namespace samloft::app
