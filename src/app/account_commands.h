// Accounts from the command line: ending their sessions, closing them, opening them again.
#pragma once

#include <string>
#include <vector>

#include "options.h"

namespace samloft::app {

// account sign-out MAIL | account close MAIL | account open MAIL. Status of the program.
int run_account(const std::vector<std::string>& words, const Settings& settings);

}  // namespace samloft::app
