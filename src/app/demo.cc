// The demo's accounts. Tested by commands_test.cc

#include "demo.h"

#include <iostream>

#include "base/text.h"
#include "people/people.h"

namespace samloft::app {

void make_demo_accounts(Installation& installation, const Uuid& partnership) {
  const Date today = local_day(Instant::now());
  std::vector<people::Known> persons;
  installation.databases().briefly(partnership, [&](db::Database& database) {
    persons = database.read([&](db::Connection& db) { return people::demo_persons(db, today); });
  });
  const auto made = installation.registry().write([&](db::Connection& registry) -> Result<void> {
    for (const auto& person : persons) {
      const auto account = access::ensure_account(registry, person.mail, person.name,
                                                  Language::bokmal, Instant::now());
      access::set_member(registry, account.id, partnership, person.id);
    }
    return {};
  });
  ensure(made.has_value(), "making demo accounts has no problems");
}

void print_demo_accounts(Installation& installation) {
  std::cout << "Everyone here is invented. Choose one at the login page:\n";
  for (const auto& account : installation.registry().read(access::accounts))
    std::cout << "  " << account.name << " <" << account.mail << ">\n";
}

}  // namespace samloft::app
