// A gate with two partnerships behind it, in-process and with real databases, and browsers that come
// to it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <stdexcept>

#include "access/site.h"
#include "base/text.h"
#include "db/db.h"
#include "journal/journal.h"

namespace samloft::access {

inline const std::string kPhrase = "bjørka utenfor vinduet";
inline constexpr std::string_view kForm = "application/x-www-form-urlencoded";

// What the tests' partnerships keep: who has which role until when, and notes.
inline const Migration kTables{"test", "schema",
                        "CREATE TABLE duty (person uuid, role bigint, until text);"
                        "CREATE TABLE note (text text)"};

inline Roles roles_on(db::Connection& db, const Uuid& person, Date today) {
  Roles roles;
  for (auto& [role] :
       db.rows<std::int64_t>("SELECT role FROM duty WHERE person = :person AND until > :today",
                             {{"person", person}, {"today", today.iso()}})) {
    roles.add(static_cast<Role>(role));
  }
  return roles;
}

inline std::string header(const web::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}
inline std::string location(const web::Response& response) { return header(response, "Location"); }
inline bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// A browser: keeps cookies as browsers do and says where its forms come from.
struct Browser {
  Site& site;
  std::map<std::string, std::string> cookies;
  web::Parameters headers;  // besides those that every request has

  web::Request request(const std::string& method, const std::string& target) const {
    web::Request made;
    made.method = method;
    const auto mark = target.find('?');
    made.path = target.substr(0, mark);
    if (mark != std::string::npos) made.query = *web::parse_query(target.substr(mark + 1));
    made.client = "192.0.2.7";
    made.id = "01referanse";
    for (const auto& [name, value] : headers.all()) made.headers.add(name, value);
    made.headers.add("host", "samloft.example");
    std::string all;
    for (const auto& [name, value] : cookies) all += (all.empty() ? "" : "; ") + name + "=" + value;
    if (!all.empty()) made.headers.add("cookie", all);
    return made;
  }
  web::Response send(const web::Request& request) {
    web::Response response = site.answer(request);
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      const auto equals = value.find('=');
      const std::string cookie = value.substr(equals + 1, value.find(';') - equals - 1);
      cookies.erase(value.substr(0, equals));
      if (!cookie.empty()) cookies[value.substr(0, equals)] = cookie;
    }
    return response;
  }
  web::Response get(const std::string& target) { return send(request("GET", target)); }
  web::Response post_raw(const std::string& path, const std::string& body) {
    web::Request made = request("POST", path);
    made.headers.add("origin", "https://samloft.example");
    made.headers.add("content-type", std::string(kForm));
    made.body = body;
    return send(made);
  }
  web::Response post(const std::string& path, const std::string& body = "") {
    return post_raw(path, "csrf=" + token() + "&" + body);
  }
  std::string token() { return token_in(get("/privacy").body); }
  static std::string token_in(const std::string& body) {
    const std::string before = "name=\"csrf\" value=\"";
    const auto at = body.find(before);
    if (at == std::string::npos) return "";
    const auto start = at + before.size();
    return body.substr(start, body.find('"', start) - start);
  }
  const std::string& secret() { return cookies["__Host-samloft"]; }
};

struct Mail {
  std::string to, subject, text;
};

class Gate : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres && std::getenv("SAMLOFT_TEST_POSTGRES") == nullptr)
      GTEST_SKIP() << "SAMLOFT_TEST_POSTGRES is not set";
    registry = open_fresh(migrations());
    std::vector<Migration> tables = journal::migrations();
    tables.push_back(kTables);
    for (auto* partnership : {&fjordby, &dalen}) {
      databases[partnership->slug] = open_fresh(tables);
      in_registry([&](auto& r) { add_partnership(r, *partnership); });
    }
    site = make_site(false);
    kari = somebody("kari@fjordby.example", fjordby, {Role::coordinator, Role::staff});
  }
  void TearDown() override {
    site.reset();
    demo_site.reset();
    for (auto& [slug, database] : databases) drop(database);
    if (registry) drop(registry);
  }
  std::shared_ptr<db::Database> open_fresh(const std::vector<Migration>& tables) {
    const std::string name = "samloft_test_" + Uuid::fresh().text();
    const auto file = std::filesystem::temp_directory_path() / (name + ".sqlite");
    auto opened = std::make_shared<db::Database>(
        GetParam() == db::Engine::sqlite
            ? db::Location{db::Engine::sqlite, file.string(), ""}
            : db::Location{db::Engine::postgres, std::getenv("SAMLOFT_TEST_POSTGRES"), name});
    opened->migrate(tables);
    return opened;
  }
  void drop(std::shared_ptr<db::Database>& database) {
    const db::Location place = database->location();
    if (place.engine == db::Engine::postgres)
      in(*database, [&](auto& db) { db.script("DROP SCHEMA \"" + place.schema + "\" CASCADE"); });
    database.reset();
    if (place.engine == db::Engine::sqlite)
      for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(place.address + ending);
  }
  template <class Work>
  void in(db::Database& database, Work work) {
    EXPECT_TRUE(database.write([&](db::Connection& db) -> Result<void> {
      work(db);
      return {};
    }));
  }
  template <class Work>
  void in_registry(Work work) {
    in(*registry, work);
  }

  std::unique_ptr<Site> make_site(bool demo) {
    SiteParts parts{*registry, [this](const Partnership& one) { return databases.at(one.slug); },
                    roles_on};
    parts.clock = [this] { return now; };
    parts.address = "https://samloft.example";
    parts.demo = demo;
    parts.send_mail = [this](db::Connection&, const OutgoingMail& mail) {
      mails.push_back({mail.to, mail.subject, mail.text});
    };
    parts.two_factor = two_factor;
    parts.secret_key = [this]() -> const SecretKey& { return key; };
    parts.log_broken = [this](const std::string& reference, const std::string& what) {
      broken.push_back(reference + ": " + what);
    };
    auto made = std::make_unique<Site>(std::move(parts));
    made->add(account_routes());
    made->add(own_routes());
    made->add_menu(
        {{"Planer", "menu", {Role::coordinator}}, {"Revisjon", "menu/audit", {Role::auditor}}});
    return made;
  }
  std::vector<Route> own_routes() {
    const auto show = [](Visit& visit) {
      if (visit.part("id") == "missing") return visit.problem(Problem::not_found());
      return visit.page("Plan", {}, page::html("<p>Plan for {}</p>", visit.partnership.name));
    };
    const auto home = [](Visit& visit) {
      return visit.page("Hjem", {}, page::html("<p>hjemme</p>"));
    };
    std::vector<Route> routes{
        {"GET", "/{partnership}", Who::members(kEveryRole), home},
        {"GET", "/{partnership}/plans/{id}", Who::members({Role::coordinator, Role::staff}), show},
        {"GET", "/{partnership}/audit/{id}", Who::members({Role::auditor}), show},
        {"POST", "/{partnership}/notes", Who::members({Role::coordinator}), take_note},
        {"GET", "/{partnership}/broken", Who::members(kEveryRole),
         [](Visit&) -> web::Response { throw std::runtime_error("hemmelig: disken er full"); }},
        {"GET", "/{partnership}/gone", Who::members(kEveryRole),
         [](Visit&) -> web::Response { throw db::Unreachable("hemmelig: ingen svarer"); }},
        {"POST", "/{partnership}/invitation", Who::members({Role::coordinator}), send_invitation},
        {"POST", "/{partnership}/danger", Who::members({Role::coordinator}), take_note, Asks::again},
        {"GET", "/{partnership}/everyone", Who::members({Role::coordinator}), home, Asks::again},
    };
    for (unsigned role = 0; role < 10; ++role) {
      routes.push_back({"GET", "/{partnership}/rooms/" + std::to_string(role),
                        Who::members({static_cast<Role>(role)}), home});
    }
    return routes;
  }
  // Stores a note; then does as it says.
  static web::Response take_note(Visit& visit) {
    visit.db().run("INSERT INTO note (text) VALUES (:text)", {{"text", visit.field("text")}});
    for (const auto& [name, value] : visit.form.fields.all())
      EXPECT_TRUE(name == "text" || name == "csrf") << name << " is no field of the form";
    if (visit.field("text") == "break") throw Broken("hemmelig: disken er full");
    if (visit.field("text") == "gone") throw db::Unreachable("hemmelig: ingen svarer");
    if (visit.field("text") == "doubt")
      throw db::Unreachable("hemmelig: ingen svarer", db::Unreachable::Saved::unknown);
    if (visit.field("text") == "refuse") return visit.problem(Problem::invalid("Skriv noe annet."));
    if (visit.field("text") == "clash")
      return visit.problem(Problem::conflict("Noen var før deg."));
    return web::Response::see_other(visit.address());
  }
  static web::Response send_invitation(Visit& visit) {
    const auto person = Uuid::of_name("test", visit.field("mail"));
    const auto sent = invite(visit, person, "Ola", visit.field("mail"));
    return sent ? web::Response::see_other(visit.address()) : visit.problem(sent.error());
  }

  // An account with a person in the partnership that has the roles for ever.
  Uuid somebody(const std::string& mail, const Partnership& where, Roles roles,
                const std::string& until = "9999-12-31") {
    static const std::string hash = hash_password(kPhrase);
    const Uuid person = Uuid::fresh();
    Uuid account;
    in_registry([&](auto& r) {
      account = ensure_account(r, mail, "Kari <Kontor>", Language::bokmal, now).id;
      set_password(r, account, hash);
      set_member(r, account, where.id, person);
    });
    in(*databases[where.slug], [&](auto& db) {
      for (unsigned role = 0; role < 10; ++role) {
        if (roles.has(static_cast<Role>(role)))
          db.run("INSERT INTO duty (person, role, until) VALUES (:person, :role, :until)",
                 {{"person", person}, {"role", std::int64_t{role}}, {"until", until}});
      }
    });
    return account;
  }
  Browser guest() { return {*site, {}, {}}; }
  Browser browser_of(const Uuid& account) {
    Browser browser = guest();
    in_registry(
        [&](auto& r) { browser.cookies["__Host-samloft"] = open_session(r, account, now); });
    return browser;
  }
  std::int64_t notes(const std::string& slug = "fjordby") {
    return databases[slug]->read([](auto& db) { return db.number("SELECT count(*) FROM note"); });
  }
  std::int64_t sessions() {
    return registry->read([](auto& r) { return r.number("SELECT count(*) FROM session"); });
  }
  void pass(std::int64_t milliseconds) { now.milliseconds += milliseconds; }
  // What a job does soon after somebody has asked for a link.
  void send_links() { send_wanted_links(site->parts(), now); }

  // What a page says, without its own address and without its token, which differs each time.
  static std::string same_bytes(std::string body, const std::string& path) {
    static const std::regex tokens("name=\"csrf\" value=\"[0-9a-f]{64}\"");
    body = std::regex_replace(body, tokens, "name=\"csrf\"");
    for (auto at = body.find(path); at != std::string::npos; at = body.find(path, at))
      body.replace(at, path.size(), "ADDRESS");
    return body;
  }
  void expect_same(Browser& browser, const std::string& one, const std::string& other) {
    const auto first = browser.get(one), second = browser.get(other);
    EXPECT_EQ(first.status, second.status) << one << " " << other;
    EXPECT_EQ(first.type, second.type);
    EXPECT_EQ(first.headers, second.headers);
    EXPECT_EQ(same_bytes(first.body, one), same_bytes(second.body, other));
  }

  Partnership fjordby{Uuid::fresh(), "fjordby", "Fjordby og omegn"};
  Partnership dalen{Uuid::fresh(), "dalen", "Dalen"};
  std::shared_ptr<db::Database> registry;
  std::map<std::string, std::shared_ptr<db::Database>> databases;
  std::unique_ptr<Site> site, demo_site;
  std::vector<Mail> mails;
  std::vector<std::string> broken;
  TwoFactor two_factor = TwoFactor::optional;
  SecretKey key = SecretKey::fresh();
  Instant now{1795572000000};  // 2026-11-25 03.00 in Oslo
  Uuid kari;
};

}  // namespace samloft::access
