// Answers as text. The format is ours alone, yet it is read from partnership files too, so what does
// not fit is refused rather than guessed at.
// Tested by rules_urn_test.cc
//
//   samloft-urn 2 TAB 0f3c…      the salt, 32 hexadecimal digits
//   q-1 TAB q-2 TAB q-3-1        the fields of the questions
//   4 TAB TAB a\nb               an answer: its values in their order; line ends, tabs and backslashes
//                                in them are escaped
// The lines of the answers stand in the order of their bytes. So the text is the answers and nothing
// else: whatever came first or last, the same answers are the same text. The salt, which was drawn before
// the first of them, keeps the fingerprint from being found by trying likely answers.
//
// Surveys that were opened before have the first form: «samloft-urn 1», then for each answer «= » and
// random digits, in their order, and a line for each value. It is read for good, and becomes the second at
// the next answer.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "rules.h"

namespace samloft::surveys {
namespace {

constexpr std::string_view kFirstHead = "samloft-urn 1\n";
constexpr std::string_view kHead = "samloft-urn 2\t";
constexpr std::size_t kSalt = 32;

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

bool is_random(std::string_view digits) {
  return digits.size() == kSalt &&
         digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<Contents> read_first_form(std::string_view lines) {
  Contents all;
  for (const std::string& line : split(lines, '\n')) {
    if (line.empty()) continue;
    if (line.starts_with("= ")) {
      if (!is_random(std::string_view(line).substr(2))) return std::nullopt;
      all.answers.emplace_back();
    } else if (all.answers.empty() || !add_line(line, all.answers.back().values)) {
      return std::nullopt;
    }
  }
  return all;
}

// Cuts the first line off the text; nothing if it does not end.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::string joined(const std::vector<std::string>& cells) {
  std::string all;
  for (std::size_t i = 0; i < cells.size(); ++i) all += (i == 0 ? "" : "\t") + cells[i];
  return all;
}

std::string line_of(const std::vector<std::string>& fields, const Answer& answer) {
  std::vector<std::string> cells;
  std::size_t found = 0;
  for (const std::string& field : fields) {
    const auto value = answer.values.find(field);
    cells.push_back(value == answer.values.end() ? "" : escaped(value->second));
    found += value != answer.values.end();
  }
  ensure(found == answer.values.size(), "an answer has the fields of its urn");
  return joined(cells);
}

std::optional<Answer> answer_of(const std::vector<std::string>& fields, std::string_view line) {
  const auto cells = split(line, '\t');
  if (cells.size() != std::max<std::size_t>(fields.size(), 1)) return std::nullopt;
  Answer all;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    auto value = unescaped(cells[i]);
    if (!value || !is_clean_text(*value) || i >= fields.size()) return std::nullopt;
    all.values.emplace(fields[i], std::move(*value));
  }
  return all;
}

// Where the line has its place among those from `at` on, each of which ends.
std::size_t place_of(std::string_view line, std::string_view lines, std::size_t at) {
  std::size_t until = lines.size();
  while (at < until) {
    const std::size_t middle = at + (until - at) / 2;
    const auto before = middle == at ? std::string_view::npos : lines.rfind('\n', middle - 1);
    const std::size_t begin = before == std::string_view::npos || before < at ? at : before + 1;
    const std::size_t end = lines.find('\n', middle);
    if (lines.substr(begin, end - begin) < line) at = end + 1;
    else until = begin;
  }
  return at;
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

std::vector<std::string> fields_of(const Definition& definition) {
  std::vector<std::string> all;
  for (const Question& question : definition)
    for (std::string& name : question.names()) all.push_back(std::move(name));
  return all;
}

std::string write_urn(const Contents& contents) {
  std::vector<std::string> lines;
  for (const Answer& answer : contents.answers) lines.push_back(line_of(contents.fields, answer));
  std::sort(lines.begin(), lines.end());
  std::string all = std::string(kHead) + contents.salt + "\n" + joined(contents.fields) + "\n";
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

std::string with_answer(std::string_view urn, const Contents& empty, const Answer& answer) {
  if (!urn.starts_with(kHead)) {
    auto contents = read_urn(urn);
    ensure(contents.has_value(), "an urn holds what write_urn wrote");
    contents->salt = empty.salt;
    contents->fields = empty.fields;
    contents->answers.push_back(answer);
    return write_urn(*contents);
  }
  const std::string line = line_of(empty.fields, answer);
  const std::size_t answers = urn.find('\n', urn.find('\n') + 1) + 1;
  const std::size_t at = place_of(line, urn, answers);
  std::string all;
  all.reserve(urn.size() + line.size() + 1);
  all.append(urn.substr(0, at)).append(line).append("\n").append(urn.substr(at));
  return all;
}

std::optional<Contents> read_urn(std::string_view text) {
  if (text.starts_with(kFirstHead)) return read_first_form(text.substr(kFirstHead.size()));
  if (!text.starts_with(kHead)) return std::nullopt;
  text.remove_prefix(kHead.size());
  const auto salt = take_line(text), names = salt ? take_line(text) : std::nullopt;
  if (!names || !is_random(*salt)) return std::nullopt;
  Contents all;
  all.salt = *salt;
  if (!names->empty()) all.fields = split(*names, '\t');
  const std::set<std::string> known(all.fields.begin(), all.fields.end());
  const bool are_fields = std::all_of(known.begin(), known.end(), [](const std::string& one) {
    return one.starts_with("q-") && is_clean_text(one) && one.find('\\') == std::string::npos;
  });
  if (!are_fields || known.size() != all.fields.size()) return std::nullopt;
  for (std::string_view before; !text.empty();) {
    const auto line = take_line(text);
    auto answer = line ? answer_of(all.fields, *line) : std::nullopt;
    // In another order the lines would tell something.
    if (!answer || *line < before) return std::nullopt;
    before = *line;
    all.answers.push_back(std::move(*answer));
  }
  return all;
}

bool is_urn_of(const Definition& definition, std::string_view text) {
  const auto contents = read_urn(text);
  return contents && (contents->salt.empty() || contents->fields == fields_of(definition)) &&
         std::all_of(contents->answers.begin(), contents->answers.end(),
                     [&](const Answer& one) { return could_be_answered(definition, one.values); });
}

}  // namespace samloft::surveys
