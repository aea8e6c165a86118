// Rules of people that need nothing but their arguments.
#pragma once

#include <string>
#include <string_view>

namespace samloft::people {

// Spaces removed: 964 965 226 → 964965226.
std::string tidy_number(std::string_view text);

// R17: nine digits; the last is 11 minus the weighted sum modulo 11, weights 3,2,7,6,5,4,3,2; a
// check digit of 10 does not exist, 11 is 0. Source: Brønnøysundregistrene's description of
// organisasjonsnummer; reference values in rules_test.cc.
bool is_organisation_number(std::string_view digits);

// Four digits, the leading zero included (0301).
bool is_municipality_number(std::string_view digits);

}  // namespace samloft::people
