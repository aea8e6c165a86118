// Routes: method, address, who may enter, handler. Who has no default, so that forgetting it does
// not compile.
//
//   {"GET", "/{partnership}/needs/{id}", Who::members(kEveryRole), show_need}
//
// A dangerous act asks again for the second factor, or for the password of who has none, unless it
// was given within ten minutes. It stands on the route:
//
//   {"POST", "/{partnership}/persons/{id}/invitation", Who::members(…), invite_person, Asks::again}
//
// What was typed is carried through the question; files are not, so no route that takes files asks.
// The list is small on purpose, and docs/running.md gives its reasons: who may enter and in which
// role, what leaves the house in bulk, and the second factors themselves.
//
// A GET handler runs in one snapshot of the partnership's database; a POST handler runs in one
// write, and what it did is kept only if it answers with a status below 400.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "access/accounts.h"
#include "access/asks.h"
#include "base/date.h"
#include "base/texts.h"
#include "base/viewer.h"
#include "page/frame.h"
#include "web/http.h"

namespace samloft::access {

class Who {
 public:
  // Guests included. Within a partnership: what it shows the world, and nothing else.
  static Who anyone() { return Who(Kind::anyone, {}); }
  static Who signed_in() { return Who(Kind::signed_in, {}); }    // any account
  static Who members(Roles roles) { return Who(Kind::members, roles); }
  static Who demo_guests() { return Who(Kind::demo, {}); }       // only with --demo
  // Those whose password was right and whose second factor is asked for; who is in is led on.
  static Who at_code() { return Who(Kind::at_code, {}); }
  // Any account, and those who must set up a second factor before they are let in.
  static Who setting_up() { return Who(Kind::setting_up, {}); }

  bool lets_in(const Viewer& viewer, bool demo) const;
  bool guests() const { return kind_ == Kind::anyone || kind_ == Kind::demo; }
  // Whether a sign-in that is under way may enter.
  bool half_open(Stage stage) const {
    return (kind_ == Kind::at_code && stage == Stage::code) ||
           (kind_ == Kind::setting_up && stage == Stage::set_up);
  }
  Roles roles() const { return roles_; }

 private:
  enum class Kind { anyone, signed_in, members, demo, at_code, setting_up };
  Who(Kind kind, Roles roles) : kind_(kind), roles_(roles) {}
  Kind kind_;
  Roles roles_;
};

class Site;

// One request on its way through a handler.
struct Visit {
  Site& site;
  const web::Request& request;
  web::Form form;  // of a POST
  std::map<std::string, std::string, std::less<>> path;  // the named parts of the address
  Viewer viewer;
  Texts t;
  Instant now;
  Account account;              // empty id: a guest
  std::string session_secret;   // of the session cookie
  Partnership partnership;      // empty id: outside one
  db::Connection* connection = nullptr;  // of the partnership; see db()
  Roles held = {};             // all roles of the viewer here; viewer.roles: the one they act in
  Role acting = Role::staff;   // the chosen role, then the one in force
  // Whose password was right, while the second factor is waited for. To all other pages a guest.
  Account waiting = {};
  Stage stage = Stage::open;     // of the session
  Instant proven_at = {};        // when the person last proved who they are
  std::string form_key = {};     // of the session
  std::vector<std::shared_ptr<const std::string>> common_parts = {};  // see common()
  Message not_proven = {};       // why what was given to prove it anew would not do
  std::string fresh_secret = {};  // of the session, when it has changed during the request
  std::string browser = {};       // token of the browser, when a sign-in is complete

  db::Connection& db() const { return *connection; }
  // /kristiansand/needs for "needs"
  std::string address(std::string_view below = {}) const;
  std::string csrf() const;
  // The account, or the one that is on its way in.
  const Account& owner() const { return account.id ? account : waiting; }
  // Whether the person proved who they are within ten minutes.
  bool has_just_proven() const;
  const std::string& part(std::string_view name) const { return path.find(name)->second; }
  const std::string& field(std::string_view name) const { return form.fields.get(name); }

  // Html that its owner keeps for many visits, to be put into a page as it stands: it is compressed once for
  // all of them (web/http.h).
  template <class Owner>
  const page::Html& common(std::shared_ptr<const Owner> owner, const page::Html& part) {
    common_parts.emplace_back(std::move(owner), &part.text());
    return part;
  }

  // A whole page with the frame around it. The first crumb is the partnership's.
  web::Response page(std::string title, std::vector<page::NavItem> crumbs, const page::Html& main,
                     int status = 200, std::string query = {}) const;
  // The page for a problem; what is missing and what is forbidden look the same.
  web::Response problem(const Problem& problem) const;
};

using Handler = std::function<web::Response(Visit&)>;

struct Route {
  std::string method;
  std::string pattern;
  Who who;
  Handler handler;
  Asks asks = Asks::nothing;
};

// The named parts of a path that fits the pattern; nothing if it does not fit.
std::optional<std::map<std::string, std::string, std::less<>>> match(std::string_view pattern,
                                                                      std::string_view path);

}  // namespace samloft::access
