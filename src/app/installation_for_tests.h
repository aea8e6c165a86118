// An installation in a folder of its own with the example in it, and people who ask.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange.h"
#include "records/audit.h"
#include "web/http.h"

namespace samloft::app {

// Where an answer leads, without what it says of itself.
inline std::string location(const web::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value.substr(0, value.find_first_of("?#"));
  return "";
}
// Fields as a browser sends them.
inline std::string encoded(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string body;
  for (const auto& [name, value] : fields) body += "&" + name + "=" + web::encode_percent(value);
  return body.empty() ? body : body.substr(1);
}

// A person at a browser: keeps the session, sends what browsers send.
class Browser {
 public:
  Browser(Installation& installation, std::string session)
      : installation_(installation), session_(std::move(session)) {}

  web::Response get(const std::string& target) { return ask("GET", target, ""); }
  // Posts an urlencoded form with a good token, unless `form` has its own.
  web::Response post(const std::string& path, const std::string& form) {
    return ask("POST", path, "csrf=" + token() + (form.empty() ? "" : "&") + form);
  }
  // Posts a form with one file.
  web::Response upload(const std::string& path, const std::string& field, const std::string& name,
                       const std::string& content,
                       std::vector<std::pair<std::string, std::string>> fields) {
    const std::string mark = "----grense";
    fields.emplace_back("csrf", token());
    std::string body;
    for (const auto& [key, value] : fields)
      body += "--" + mark + "\r\nContent-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + "\r\n";
    body += "--" + mark + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name +
            "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n--" + mark + "--\r\n";
    return ask("POST", path, body, "multipart/form-data; boundary=" + mark);
  }
  web::Response ask(const std::string& method, const std::string& target, const std::string& body,
                    const std::string& type = "application/x-www-form-urlencoded") {
    web::Request request;
    request.method = method;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = *web::parse_query(target.substr(question + 1));
    request.id = "test";
    request.client = "127.0.0.1";
    request.headers.add("host", "localhost");
    if (!session_.empty()) request.headers.add("cookie", "__Host-samloft=" + session_);
    if (method == "POST") {
      request.headers.add("origin", "http://localhost");
      request.headers.add("content-type", type);
      request.body = body;
    }
    return installation_.site().answer(request);
  }

 private:
  std::string token() {
    if (session_.empty()) return "";
    const std::string page = get("/me").body;
    const std::string start = "name=\"csrf\" value=\"";
    const auto at = page.find(start);
    return at == std::string::npos ? "" : page.substr(at + start.size(), 64);
  }
  Installation& installation_;
  std::string session_;
};

class TestInstallation {
 public:
  explicit TestInstallation(db::Engine engine)
      : folder_(std::filesystem::temp_directory_path() / ("samloft_" + Uuid::fresh().text())) {
    std::vector<std::pair<std::string, std::string>> options{{"data", folder_.string()},
                                                             {"public-address", "http://localhost"}};
    if (engine == db::Engine::postgres)
      options.emplace_back("database", std::getenv("SAMLOFT_TEST_POSTGRES"));
    installation_.emplace(*Settings::gather(options, ""));
    if (engine == db::Engine::postgres) {
      // The registry's schema is shared by the tests of a run: start from nothing.
      const auto emptied = installation_->registry().write([](db::Connection& r) -> Result<void> {
        for (const char* table : {"session", "code_app", "passkey", "recovery_code", "security_event",
                                  "one_time_link", "member", "account", "partnership"})
          r.run(std::string("DELETE FROM ") + table);
        return {};
      });
      EXPECT_TRUE(emptied);
    }
  }
  // Whatever a test did through pages and verbs, the journal must say what is stored.
  ~TestInstallation() {
    for (const auto& one : installation_->registry().read(access::partnerships)) {
      const auto audit = installation_->open(one)->read(
          [&](db::Connection& db) { return records::audit(db, installation_->kinds()); });
      EXPECT_EQ(audit.broken, std::nullopt);
      for (const auto& found : audit.deviations)
        ADD_FAILURE() << one.slug << ": " << found.kind << " " << found.heading << " " << found.what;
    }
    installation_.reset();
    std::filesystem::remove_all(folder_);
  }

  Installation& operator*() { return *installation_; }
  Installation* operator->() { return &*installation_; }

  // The example under another address and id: the same data, all ids different.
  access::Partnership import_example(const std::string& slug) {
    std::string text = *document_text(SAMLOFT_SOURCE "/examples/kristiansand");
    const auto at = text.find("\"slug\":\"kristiansand\"");
    EXPECT_NE(at, std::string::npos);
    text.replace(at, std::string("\"slug\":\"kristiansand\"").size(), "\"slug\":\"" + slug + "\"");
    const auto id = text.find("\"id\":\"@kristiansand\"");
    EXPECT_NE(id, std::string::npos);
    text.replace(id, std::string("\"id\":\"@kristiansand\"").size(),
                 "\"id\":\"@" + slug + Uuid::fresh().text() + "\"");
    const auto imported = import_document(*installation_, text, Rehearsal::no);
    EXPECT_TRUE(imported) << (imported ? "" : imported.error().fields.front().field);
    return {imported->head.id, imported->head.slug, imported->head.name};
  }

  // Somebody with one role in the partnership; without a role a stranger to it.
  Browser somebody(const access::Partnership& partnership, std::optional<Role> role) {
    return person(partnership, role ? employ(partnership, *role) : Uuid{});
  }
  // A person of the partnership; the empty id: a stranger.
  Browser person(const access::Partnership& partnership, const Uuid& person) {
    std::string session;
    const auto made = installation_->registry().write([&](db::Connection& r) -> Result<void> {
      const auto account = access::ensure_account(
          r, Uuid::fresh().text() + "@samloft.example", "Oppdiktet", Language::bokmal, Instant::now());
      if (person) access::set_member(r, account.id, partnership.id, person);
      session = access::open_session(r, account.id, Instant::now());
      return {};
    });
    EXPECT_TRUE(made);
    return Browser(*installation_, session);
  }
  Browser guest() { return Browser(*installation_, ""); }

 private:
  Uuid employ(const access::Partnership& partnership, Role role);

  std::filesystem::path folder_;
  std::optional<Installation> installation_;
};

}  // namespace samloft::app
