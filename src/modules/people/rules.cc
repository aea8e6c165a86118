// Organisation numbers and their kin.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>
#include <array>

namespace samloft::people {
namespace {

bool digits_only(std::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(),
                                             [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string tidy_number(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\u00a0")) ++i;
    else if (text[i] != ' ') out += text[i];
  }
  return out;
}

bool is_organisation_number(std::string_view digits) {
  if (!digits_only(digits, 9)) return false;
  constexpr std::array kWeights{3, 2, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (digits[i] - '0');
  const int check = (11 - sum % 11) % 11;
  return check != 10 && digits[8] - '0' == check;
}

bool is_municipality_number(std::string_view digits) { return digits_only(digits, 4); }

}  // namespace samloft::people
