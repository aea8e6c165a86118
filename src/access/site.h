// The gate: turns requests into visits. It finds the route, the account behind the session, the
// partnership in the address and the roles of the viewer there, lets in or answers "not there",
// checks the origin and token of every POST, and runs the handler in its snapshot or write.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "access/at_door.h"
#include "access/denials.h"
#include "access/letters.h"
#include "access/route.h"
#include "access/secret_key.h"

namespace samloft::db {
class Connection;
class Database;
}  // namespace samloft::db

namespace samloft::access {

// Opens the database of a partnership; the same object for the same slug.
using OpenPartnership = std::function<std::shared_ptr<db::Database>(const Partnership&)>;
// The roles that a person has in the partnership on a day.
using RolesOf = std::function<Roles(db::Connection&, const Uuid& person, Date today)>;

struct MenuItem {
  std::string_view label;  // bokmål source string
  std::string_view below;  // address below the partnership's: "needs"
  Roles roles;
};

// Who must have a second factor: coordinators; those who lead for an owner, the university or PPT as
// well; all; or nobody.
enum class TwoFactor { required, leaders, everyone, optional };

struct SiteParts {
  db::Database& registry;
  OpenPartnership open;
  RolesOf roles_of;
  Clock clock = Instant::now;
  std::string address = {};  // of the installation, for links in mails: https://samloft.kommune.no
  bool demo = false;    // one-click logins
  std::function<void(db::Connection& registry, const OutgoingMail& mail)>
      send_mail = {};  // queues a mail in the registry's transaction
  std::function<void(const std::string& reference, const std::string& what)> log_broken =
      {};
  TwoFactor two_factor = TwoFactor::required;
  std::function<const SecretKey&()> secret_key = {};  // of the installation
  LeakedPasswords leaked = {};                        // which nobody may take
};

class Site {
 public:
  explicit Site(SiteParts parts) : parts_(std::move(parts)) { begin_tallies(); }

  // Of two routes that fit an address the one that was added first is taken; but those outside
  // partnerships come before those within.
  void add(std::vector<Route> routes);
  void add_menu(std::vector<MenuItem> items);
  const std::vector<Route>& routes() const { return routes_; }
  const std::vector<MenuItem>& menu() const { return menu_; }
  const SiteParts& parts() const { return parts_; }

  // Where browsers reach the installation, when the options do not say.
  void use_address(const std::string& address) {
    if (parts_.address.empty()) parts_.address = address;
  }

  // Before the first request.
  void refuse_leaked(LeakedPasswords leaked) { parts_.leaked = std::move(leaked); }

  // Answers any request. The only place where a broken world becomes an answer.
  web::Response answer(const web::Request& request);

  // Tells the log that somebody who is signed in asked for what is not for them, and why; as often as
  // denials.h lets it.
  void tell_of_denial(const Visit& visit, std::string_view why);

 private:
  web::Response dispatch(Visit& visit);
  // The route that fits the request, with the named parts of its address put into the visit.
  const Route* find_route(Visit& visit) const;
  void keep_alive(const Visit& visit);
  web::Response enter(const Route& route, Visit& visit);
  // To the handler, or first to the question that a dangerous act asks.
  web::Response hand_on(const Route& route, Visit& visit);
  web::Response run(const Route& route, Visit& visit, db::Database& database);

  SiteParts parts_;
  std::vector<Route> routes_;
  // Places in routes_ by the first step of their patterns, as in /login; within a partnership by the
  // step after it, without the stroke.
  std::unordered_map<std::string, std::vector<std::size_t>> by_step_;
  std::vector<MenuItem> menu_;
  std::mutex noting_mutex_;  // guards the sessions that are being noted as in use
  std::set<std::string> noting_;
  Denials denials_;
};

// Sign-in, sign-out, one-time links, own page, language, the demo's logins, second factors.
std::vector<Route> account_routes();

// Makes the links that were asked for since it was last called, and sends them: a job, so that who asks
// for one cannot tell by the time whether there was anything to do.
void send_wanted_links(const SiteParts& parts, Instant now);

// Invites a person of the partnership by mail. Who has a password signs in with it; who has none yet
// gets a fresh link to make one. Problems: invalid (mail), also when the account is closed.
Result<void> invite(Visit& visit, const Uuid& person, const std::string& name,
                    const std::string& mail);

}  // namespace samloft::access
