// Second factors from the command line.
// Tested by commands_test.cc

#include "second_factor_commands.h"

#include <iostream>

#include "access/signing_in.h"
#include "db/db.h"

namespace samloft::app {
namespace {

template <class Work>
void in_registry(Installation& installation, Work work) {
  const auto outcome = installation.registry().write([&](db::Connection& registry) -> Result<void> {
    work(registry);
    return {};
  });
  ensure(outcome.has_value(), "changing second factors has no problems");
}

int reset(Installation& installation, const std::string& address) {
  bool found = false;
  in_registry(installation, [&](db::Connection& registry) {
    const auto account = access::account_by_mail(registry, address);
    if (!account) return;
    found = true;
    access::reset_second_factor(registry, account->id);
    access::tell(installation.site().parts(), registry, *account, access::Happening::reset,
                 Instant::now());
  });
  if (!found) {
    std::cerr << "samloft: nobody has an account with the address " << address << "\n";
    return 1;
  }
  std::cout << "second factors, recovery codes and sessions of " << address
            << " are gone, and a mail says so\n";
  return 0;
}

int take_new_key(Installation& installation) {
  std::int64_t apps = 0;
  in_registry(installation, [&](db::Connection& registry) {
    apps = access::renew_secret_key(registry, installation.secret_key());
  });
  std::cout << "the key in use is the registry's now; " << apps
            << " code app(s) are gone and must be set up anew\n";
  return 0;
}

}  // namespace

int run_second_factor(const std::vector<std::string>& words, const Settings& settings) {
  const bool wants_reset = words.size() == 2 && words.front() == "reset";
  const bool wants_key = words.size() == 1 && words.front() == "new-key";
  if (!wants_reset && !wants_key) {
    std::cerr << "samloft: second-factor takes `reset MAIL` or `new-key`\n";
    return 2;
  }
  Installation installation(settings);
  return wants_reset ? reset(installation, words[1]) : take_new_key(installation);
}

void check_secret_key(Installation& installation) {
  bool fits = false;
  in_registry(installation, [&](db::Connection& registry) {
    fits = access::fits_secret_key(registry, installation.secret_key());
  });
  if (!fits) {
    throw Broken("the registry was sealed with another secret key: put that one back (option "
                 "secret-key, or the file secret.key in the data folder). If it is lost, `samloft "
                 "second-factor new-key` takes the one in use; code apps must then be set up anew");
  }
}

}  // namespace samloft::app
