// Routes: method, address, who may enter, handler. Who has no default, so that forgetting it does
// not compile.
//
//   {"GET", "/{partnership}/needs/{id}", Who::members(kEveryRole), show_need}
//
// A GET handler runs in one snapshot of the partnership's database; a POST handler runs in one
// write, and what it did is kept only if it answers with a status below 400.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "access/accounts.h"
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

  bool lets_in(const Viewer& viewer, bool demo) const;
  bool guests() const { return kind_ == Kind::anyone || kind_ == Kind::demo; }
  Roles roles() const { return roles_; }

 private:
  enum class Kind { anyone, signed_in, members, demo };
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

  db::Connection& db() const { return *connection; }
  // /kristiansand/needs for "needs"
  std::string address(std::string_view below = {}) const;
  std::string csrf() const;
  const std::string& part(std::string_view name) const { return path.find(name)->second; }
  const std::string& field(std::string_view name) const { return form.fields.get(name); }

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
};

// The named parts of a path that fits the pattern; nothing if it does not fit.
std::optional<std::map<std::string, std::string, std::less<>>> match(std::string_view pattern,
                                                                      std::string_view path);

}  // namespace samloft::access
