// Reading and writing of amounts.
// Tested by money_test.cc

#include "base/money.h"

namespace samloft {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::int64_t kLargest = 1'000'000'000'000'000;

// Drops spaces of all kinds, thousands points and the currency's name.
std::string without_decoration(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(kNoBreakSpace)) {
      ++i;
    } else if (text.substr(i).starts_with("\u202f") || text.substr(i).starts_with("\u2009")) {
      i += 2;
    } else if (text[i] != ' ') {
      out += text[i];
    }
  }
  if (out.starts_with("kr")) out.erase(0, out.starts_with("kr.") ? 3 : 2);
  if (out.ends_with("kr")) out.resize(out.size() - 2);
  return out;
}

// Thousands points are allowed only in front of groups of three.
bool strip_points(std::string& whole) {
  std::string out;
  std::size_t since_point = 0;
  bool pointed = false;
  for (char character : whole) {
    if (character == '.') {
      if (pointed ? since_point != 3 : since_point == 0 || since_point > 3) return false;
      pointed = true;
      since_point = 0;
    } else {
      out += character;
      ++since_point;
    }
  }
  if (pointed && since_point != 3) return false;
  whole = out;
  return true;
}

std::optional<std::int64_t> hundredths(std::string text) {
  const bool negative = text.starts_with("-") || text.starts_with("\u2212");
  if (negative) text.erase(0, text[0] == '-' ? 1 : 3);
  const auto comma = text.find(',');
  std::string whole = text.substr(0, comma);
  std::string part = comma == std::string::npos ? "" : text.substr(comma + 1);
  if (!strip_points(whole) || whole.empty() || whole.size() > 15) return std::nullopt;
  if (comma != std::string::npos && (part.empty() || part.size() > 2)) return std::nullopt;
  part.resize(2, '0');
  std::int64_t value = 0;
  for (char character : whole + part) {
    if (character < '0' || character > '9') return std::nullopt;
    value = value * 10 + (character - '0');
  }
  if (value > kLargest) return std::nullopt;
  return negative ? -value : value;
}

std::string group(std::int64_t number, std::string_view separator) {
  std::string digits = std::to_string(number);
  if (number < 0) digits.erase(0, 1);
  std::string out = number < 0 ? "\u2212" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string two_decimals(std::int64_t hundredth_count) {
  const auto rest = (hundredth_count < 0 ? -hundredth_count : hundredth_count) % 100;
  if (rest == 0) return "";
  return "," + std::string(rest < 10 ? "0" : "") + std::to_string(rest);
}

std::string with_decimals(std::int64_t hundredth_count, std::string_view separator) {
  const bool lost_sign = hundredth_count < 0 && hundredth_count > -100;
  return (lost_sign ? "\u2212" : "") + group(hundredth_count / 100, separator) +
         two_decimals(hundredth_count);
}

}  // namespace

std::optional<Ore> parse_kroner(std::string_view text) {
  const auto value = hundredths(without_decoration(text));
  if (!value) return std::nullopt;
  return Ore{*value};
}

std::string kroner(Ore amount) { return with_decimals(amount.count, kNoBreakSpace); }
std::string plain_kroner(Ore amount) { return with_decimals(amount.count, ""); }

std::optional<std::int64_t> parse_percent(std::string_view text) {
  std::string plain = without_decoration(text);
  if (plain.ends_with("%")) plain.pop_back();
  return hundredths(plain);
}

std::string percent(std::int64_t basis_points) { return with_decimals(basis_points, ""); }
std::string grouped(std::int64_t number) { return group(number, kNoBreakSpace); }

}  // namespace samloft
