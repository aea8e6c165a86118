// What the pages of a sign-in have in common: its steps, the session they end in, and the letters
// that tell a person what became of their second factor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/route.h"
#include "access/second_factor.h"
#include "access/site.h"
#include "page/html.h"

namespace samloft::access {

inline constexpr std::string_view kSessionCookie = "__Host-samloft";
std::string session_cookie(const std::string& secret);
inline constexpr std::string_view kBrowserCookie = "__Host-browser";
std::string browser_cookie(const std::string& token);
Caller caller_of(const Visit& visit);

// Whether an address stays here.
bool stays_here(const std::string& address);
// Where a sign-in goes on; `next` is where it shall lead.
std::string next_step(Stage stage, const std::string& next);

// The token of a form on a page that guests see too: whoever is signed in needs it.
page::Html token(const Visit& visit);
page::Html narrow(const page::Html& content);
page::Html narrow_heading(std::string_view text);
// The field `next` of a form, or that of the address.
const std::string& wanted_next(const Visit& visit);

// Tells the log that a session has ended, and how.
void tell_of_end(const Visit& visit, const Account& account, std::string_view how);
// Tells it, once for all, that so many ran out.
void tell_of_sessions_that_ran_out(std::int64_t sessions);
// Tells the log that a second factor, or the password asked for again, was wrong.
void tell_of_refusal(const Visit& visit, const Account& account);
// Ends the session before it, and opens one.
void open_for(Visit& visit, const Uuid& account, Stage stage);
// The password was right: lets the person in, or leads to the second step.
web::Response password_was_right(Visit& visit, const Account& account, const std::string& next);

// Notes what happened, and tells the account's person by mail, in the registry's transaction.
void tell(const SiteParts& parts, db::Connection& registry, const Account& account,
          Happening what, Instant now);

// --- passkeys in forms: the script asks the browser, fills the fields and sends the form
enum class PasskeyAct { make, use };
struct PasskeyForm {
  PasskeyAct act;
  std::string action;
  std::string prefix;   // of the names of its fields
  std::string button;   // its text
  page::Html content;   // fields besides, and what is carried
};
page::Html passkey_form(const Visit& visit, const PasskeyForm& form,
                        const std::vector<Passkey>& passkeys);
PasskeyAnswer passkey_answer(const Visit& visit, const std::string& prefix);
// What is said where a passkey is of no use.
Message unusable_passkey();

// What is said of a code that would not do, what is counted of it, and what the account's person is told
// by mail.
Message wrong_code(Tried tried);
void tally_code(Tried tried);
void tell_of_code(const SiteParts& parts, db::Connection& registry, const Account& account,
                  Tried tried, Instant now);

// Pages of second factors, and the panel of them on one's own page.
std::vector<Route> second_factor_routes();
page::Html second_factor_panel(const Visit& visit);

}  // namespace samloft::access
