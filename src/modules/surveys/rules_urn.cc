// Answers as text. The format is ours alone, yet it is read from partnership files too, so what does
// not fit is refused rather than guessed at.
//   samloft-urn 1
//   = 0f3c…                      an answer's id
//   q-3 TAB 4                    a value; line ends and backslashes in it are escaped
// Tested by rules_test.cc

#include <algorithm>

#include "base/text.h"
#include "rules.h"

namespace samloft::surveys {
namespace {

constexpr std::string_view kHead = "samloft-urn 1\n";

std::string escaped(std::string_view value) {
  std::string all;
  for (const char one : value) {
    if (one == '\\') all += "\\\\";
    else if (one == '\n') all += "\\n";
    else if (one == '\t') all += "\\t";
    else all += one;
  }
  return all;
}

std::optional<std::string> unescaped(std::string_view value) {
  std::string all;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\') {
      all += value[i];
      continue;
    }
    if (++i == value.size()) return std::nullopt;
    if (value[i] == '\\') all += '\\';
    else if (value[i] == 'n') all += '\n';
    else if (value[i] == 't') all += '\t';
    else return std::nullopt;
  }
  return all;
}

bool add_line(std::string_view line, Values& values) {
  const auto tab = line.find('\t');
  if (tab == std::string_view::npos || !line.starts_with("q-")) return false;
  auto value = unescaped(line.substr(tab + 1));
  if (!value || !is_clean_text(*value)) return false;
  return values.emplace(std::string(line.substr(0, tab)), std::move(*value)).second;
}

bool is_answer_id(std::string_view id) {
  return id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string write_values(const Values& values) {
  std::string all;
  for (const auto& [name, value] : values) all += name + "\t" + escaped(value) + "\n";
  return all;
}

std::optional<Values> read_values(std::string_view text) {
  Values all;
  for (const std::string& line : split(text, '\n')) {
    if (!line.empty() && !add_line(line, all)) return std::nullopt;
  }
  return all;
}

std::string write_urn(std::vector<Answer> answers) {
  std::sort(answers.begin(), answers.end(),
            [](const Answer& one, const Answer& other) { return one.id < other.id; });
  std::string all(kHead);
  for (const Answer& one : answers) all += "= " + one.id + "\n" + write_values(one.values);
  return all;
}

std::string with_answer(std::string_view urn, const Answer& answer) {
  constexpr std::string_view kBegin = "\n= ";
  std::size_t at = urn.find(kBegin);
  while (at != std::string_view::npos && urn.substr(at + kBegin.size(), answer.id.size()) < answer.id)
    at = urn.find(kBegin, at + 1);
  at = at == std::string_view::npos ? urn.size() : at + 1;
  std::string all(urn.substr(0, at));
  all += "= " + answer.id + "\n" + write_values(answer.values);
  return all += urn.substr(at);
}

std::optional<std::vector<Answer>> read_urn(std::string_view text) {
  if (!text.starts_with(kHead)) return std::nullopt;
  std::vector<Answer> all;
  for (const std::string& line : split(text.substr(kHead.size()), '\n')) {
    if (line.empty()) continue;
    if (line.starts_with("= ")) {
      if (!is_answer_id(std::string_view(line).substr(2))) return std::nullopt;
      all.push_back({line.substr(2), {}});
    } else if (all.empty() || !add_line(line, all.back().values)) {
      return std::nullopt;
    }
  }
  return all;
}

}  // namespace samloft::surveys
