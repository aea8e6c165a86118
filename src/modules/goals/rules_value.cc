// Values as people write them, and what a measurement may say.
// Tested by rules_value_test.cc

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/text.h"
#include "rules.h"

namespace samloft::goals {
namespace {

struct Mark {
  std::string_view text;  // folded
  ValueState state;
};
// The marks of the registries, and the words of the states in three languages.
constexpr Mark kMarks[] = {{":", ValueState::suppressed},
                           {"*", ValueState::suppressed},
                           {"**", ValueState::suppressed},
                           {"..", ValueState::suppressed},
                           {".", ValueState::not_applicable},
                           {"skjermet", ValueState::suppressed},
                           {"skjerma", ValueState::suppressed},
                           {"prikket", ValueState::suppressed},
                           {"suppressed", ValueState::suppressed},
                           {"tilbakeholdt", ValueState::withheld},
                           {"tilbakehalde", ValueState::withheld},
                           {"tilbakehalden", ValueState::withheld},
                           {"withheld", ValueState::withheld},
                           {"mangler", ValueState::missing},
                           {"manglar", ValueState::missing},
                           {"missing", ValueState::missing},
                           {"ikke aktuelt", ValueState::not_applicable},
                           {"ikkje aktuelt", ValueState::not_applicable},
                           {"not applicable", ValueState::not_applicable}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Moves past the piece if the text goes on with it.
bool takes(std::string_view& text, std::string_view piece) {
  if (!text.starts_with(piece)) return false;
  text.remove_prefix(piece.size());
  return true;
}

std::string_view digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view found = text.substr(0, count);
  text.remove_prefix(count);
  return found;
}

// A blank of any width between two groups of three digits: «1 234».
bool takes_group(std::string_view& text, std::string& whole) {
  std::string_view rest = text;
  if (!takes(rest, " ") && !takes(rest, "\u00a0") && !takes(rest, "\u202f")) return false;
  const std::string_view group = digits(rest);
  if (group.size() != 3) return false;
  whole += group;
  text = rest;
  return true;
}

constexpr std::size_t kMostDigits = 15;  // more are no number that anybody measured

// The number that the text begins with; the text is left with what it counts.
std::optional<double> number_at(std::string_view& text) {
  std::string number;
  if (takes(text, "-") || takes(text, "−"))
    number = "-";
  else
    takes(text, "+");
  std::string whole(digits(text));
  if (whole.empty()) return std::nullopt;
  if (whole.size() <= 3) {
    while (takes_group(text, whole)) {
    }
  }
  number += whole;
  std::string_view rest = text;
  if (takes(rest, ",") || takes(rest, ".")) {
    const std::string_view decimals = digits(rest);
    if (decimals.empty()) return std::nullopt;
    number += "." + std::string(decimals);
    text = rest;
  }
  if (number.size() > kMostDigits) return std::nullopt;
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return value;
}

// What follows a number names what is counted; a second number would be another value.
bool is_what_is_counted(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == ',' || c == ';' || c == ':' || c == '*' || c == '=';
  });
}

}  // namespace

Cell read_cell(std::string_view written) {
  const std::string text = trimmed(written);
  if (text.empty()) return {ValueState::missing, std::nullopt};
  const std::string plain = folded(text);
  for (const Mark& mark : kMarks)
    if (plain == mark.text || text == mark.text) return {mark.state, std::nullopt};
  std::string_view rest = text;
  const auto number = number_at(rest);
  if (!number || !is_what_is_counted(rest)) return {std::nullopt, std::nullopt};
  return {ValueState::value, number};
}

std::vector<FieldError> faults_of(const Measurement& one,
                                  std::optional<std::int64_t> smallest_group) {
  std::vector<FieldError> errors;
  const bool is_value = one.state == ValueState::value;
  if (one.respondents && *one.respondents < 0)
    errors.push_back({"respondents", N_("Antallet kan ikke være negativt.")});
  if (!is_value && !one.value.empty()) {
    errors.push_back(
        {"value", N_("Det står et tall her, men det er valgt at tallet ikke finnes. Tøm "
                     "feltet, eller velg «Tall».")});
  } else if (is_value && one.value.empty()) {
    errors.push_back({"value", N_("Skriv tallet, eller velg hvorfor det ikke finnes.")});
  } else if (is_value && read_cell(one.value).state != ValueState::value) {
    errors.push_back({"value",
                      {N_("«{}» er ikke ett tall. Skriv det med sifrene 0–9, for eksempel 54 %, "
                          "4,3 eller 9 uker."),
                       {one.value}}});
  } else if (is_value && smallest_group && one.respondents && *one.respondents < *smallest_group) {
    errors.push_back({"respondents",
                      {N_("Tallet gjelder færre enn {} og kunne pekt ut enkeltpersoner. "
                          "Velg «Skjermet», og la tallet stå tomt."),
                       {std::to_string(*smallest_group)}}});
  }
  return errors;
}

std::optional<Measurement> newest(const Sign& sign, const std::vector<Measurement>& measurements) {
  std::optional<Measurement> found;
  for (const Measurement& one : measurements) {
    if (one.sign == sign.id && one.group.empty() && one.on && (!found || *one.on >= *found->on))
      found = one;
  }
  if (trimmed(sign.measured).empty() ||
      (found && sign.measured_on && *found->on >= *sign.measured_on))
    return found;
  Measurement own;
  own.sign = sign.id;
  own.value = sign.measured;
  own.on = sign.measured_on;
  return own;
}

std::string shown_value(const Texts& t, const Measurement& measurement) {
  return measurement.state == ValueState::value ? measurement.value
                                                : std::string(t(label_of(measurement.state)));
}

}  // namespace samloft::goals
