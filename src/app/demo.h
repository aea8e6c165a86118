// Accounts for trying out: one for every person with an address, and one-click logins for them.
#pragma once

#include "compose.h"

namespace samloft::app {

void make_demo_accounts(Installation& installation, const Uuid& partnership);
void print_demo_accounts(Installation& installation);

}  // namespace samloft::app
