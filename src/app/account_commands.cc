// Accounts from the command line.
// Tested by commands_test.cc

#include "account_commands.h"

#include <algorithm>
#include <iostream>

#include "access/signing_in.h"
#include "compose.h"
#include "db/db.h"

namespace samloft::app {
namespace {

using access::Happening;

// What is done, what is noted of it, and what is said.
struct Deed {
  std::string_view name;
  void (*act)(db::Connection& registry, const Uuid& account);
  Happening what;
  bool by_mail;  // or noted alone: who is kept out can do nothing about it
  std::string_view said;
};
const Deed kDeeds[] = {
    {"sign-out", access::close_sessions_of, Happening::sessions_ended, true,
     "all sessions have ended, and a mail says so"},
    {"close", access::close_account, Happening::account_closed, false,
     "the account is closed, and its sessions and links have ended; `samloft account open` opens it again"},
    {"open", access::open_account, Happening::account_opened, true,
     "the account is open: its password and second factors are as they were, and a mail says so"}};

}  // namespace

int run_account(const std::vector<std::string>& words, const Settings& settings) {
  const auto deed = std::find_if(std::begin(kDeeds), std::end(kDeeds), [&](const Deed& one) {
    return words.size() == 2 && words.front() == one.name;
  });
  if (deed == std::end(kDeeds)) {
    std::cerr << "samloft: account takes `sign-out MAIL`, `close MAIL` or `open MAIL`\n";
    return 2;
  }
  Installation installation(settings);
  bool found = false;
  const auto outcome = installation.registry().write([&](db::Connection& registry) -> Result<void> {
    const auto account = access::account_by_mail(registry, words[1]);
    if (!account) return {};
    found = true;
    deed->act(registry, account->id);
    const auto& parts = installation.site().parts();
    if (deed->by_mail) access::tell(parts, registry, *account, deed->what, Instant::now());
    else access::note(registry, account->id, deed->what, Instant::now());
    return {};
  });
  ensure(outcome.has_value(), "changing an account has no problems");
  if (!found) {
    std::cerr << "samloft: nobody has an account with the address " << words[1] << "\n";
    return 1;
  }
  std::cout << words[1] << ": " << deed->said << "\n";
  return 0;
}

}  // namespace samloft::app
