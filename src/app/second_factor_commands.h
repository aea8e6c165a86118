// What operators do with second factors, from the command line on the server.
#pragma once

#include <string>
#include <vector>

#include "compose.h"

namespace samloft::app {

// second-factor reset <mail>: for who has lost a phone or a key; the person is told by mail.
// second-factor new-key: takes the key in use for the registry's when the old one is lost.
int run_second_factor(const std::vector<std::string>& words, const Settings& settings);

// Throws Broken if the registry was sealed with another key: a server with that one could open no
// code app, and would seal new ones apart from the old.
void check_secret_key(Installation& installation);

}  // namespace samloft::app
