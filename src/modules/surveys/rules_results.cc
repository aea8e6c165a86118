// Counting, and keeping small groups out of sight.
// Tested by rules_results_test.cc

#include "rules_results.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "base/text.h"

namespace samloft::surveys {
namespace {

std::int64_t size_of(const std::vector<std::int64_t>& sizes, const std::vector<std::size_t>& which) {
  return std::accumulate(which.begin(), which.end(), std::int64_t{0},
                         [&](std::int64_t sum, std::size_t one) { return sum + sizes[one]; });
}

const std::string* answered(const Answer& answer, const std::string& name) {
  const auto found = answer.values.find(name);
  return found == answer.values.end() ? nullptr : &found->second;
}

// The one choice, from 0; nothing if there is none.
std::optional<std::size_t> chosen(const Question& question, const Answer& answer,
                                  const std::string& name) {
  const std::string* value = answered(answer, name);
  const auto numbers = value ? numbers_of(*value) : std::nullopt;
  if (!numbers || numbers->size() != 1 || numbers->front() > question.choices.size())
    return std::nullopt;
  return numbers->front() - 1;
}

bool is_scale(const Question& question) {
  return question.type == ItemType::scale || question.type == ItemType::matrix;
}

double points(const Question& question, std::size_t choice) {
  const std::size_t steps = question.choices.size();
  return static_cast<double>(question.reversed ? steps - choice : choice + 1);
}

using Chosen = std::function<bool(const Answer&)>;

Spread spread_of(const Question& question, const std::string& name,
                 const std::vector<Answer>& answers, const Chosen& belongs) {
  Spread all;
  all.counts.assign(question.choices.size(), 0);
  double sum = 0;
  for (const Answer& answer : answers) {
    const std::string* value = answered(answer, name);
    if (value == nullptr || !belongs(answer)) continue;
    const auto numbers = numbers_of(*value).value_or(std::vector<std::size_t>{});
    bool counts = false;
    for (const std::size_t number : numbers) {
      if (number > question.choices.size()) continue;
      ++all.counts[number - 1];
      sum += points(question, number - 1);
      counts = true;
    }
    all.n += counts;
  }
  if (is_scale(question) && all.n > 0) all.mean = sum / static_cast<double>(all.n);
  return all;
}

// The groups that the splitting question makes; who did not answer it is the last.
struct Split {
  const Question* question = nullptr;
  std::vector<std::size_t> hidden = {};  // whose size in the whole survey is too small
  // A question that must be answered leaves nobody out.
  std::size_t groups() const {
    return question->choices.size() + (question->required && !question->shown_if ? 0 : 1);
  }
  std::size_t group_of(const Answer& answer) const {
    return std::min(chosen(*question, answer, question->name()).value_or(question->choices.size()),
                    groups() - 1);
  }
};

std::vector<GroupSpread> spreads_by(const Split& split, const Question& question,
                                    const std::string& name, const std::vector<Answer>& answers,
                                    std::int64_t least) {
  std::vector<std::int64_t> sizes;
  for (std::size_t i = 0; i < split.groups(); ++i) {
    sizes.push_back(spread_of(question, name, answers, [&](const Answer& one) {
                      return split.group_of(one) == i;
                    }).n);
  }
  const Grouping groups = grouping(sizes, least, split.hidden);
  std::vector<GroupSpread> all;
  const auto add = [&](std::optional<std::size_t> choice, const std::vector<std::size_t>& members) {
    all.push_back({choice, spread_of(question, name, answers, [&](const Answer& one) {
                     const std::size_t group = split.group_of(one);
                     return std::find(members.begin(), members.end(), group) != members.end();
                   })});
  };
  for (const std::size_t one : groups.shown) add(one, {one});
  if (!groups.shown.empty() && !groups.merged.empty()) add(std::nullopt, groups.merged);
  return all;
}

std::vector<std::string> texts_of(const std::string& name, const std::vector<Answer>& answers) {
  std::vector<std::string> all;
  for (const Answer& answer : answers)
    if (const std::string* text = answered(answer, name)) all.push_back(*text);
  std::sort(all.begin(), all.end(), [](const std::string& one, const std::string& other) {
    return std::pair(sort_key(one), one) < std::pair(sort_key(other), other);
  });
  return all;
}

LineResult line_result(const Question& question, std::optional<std::size_t> line, const Split& split,
                       const std::vector<Answer>& answers, std::int64_t least) {
  LineResult result;
  result.question = &question;
  result.line = line;
  const std::string name = line ? question.name(*line) : question.name();
  if (question.type == ItemType::text) {
    result.texts = texts_of(name, answers);
    return result;
  }
  Spread whole = spread_of(question, name, answers, [](const Answer&) { return true; });
  if (whole.n < least) return result;
  result.spread = std::move(whole);
  if (split.question != nullptr)
    result.groups = spreads_by(split, question, name, answers, least);
  return result;
}

Split split_of(const Definition& definition, const std::vector<Answer>& answers,
               std::int64_t least, Results& results) {
  Split split;
  for (const Question& one : definition)
    if (one.splits && one.type == ItemType::choice) split.question = &one;
  if (split.question == nullptr) return split;
  std::vector<std::int64_t> sizes(split.groups(), 0);
  for (const Answer& answer : answers) ++sizes[split.group_of(answer)];
  const Grouping groups = grouping(sizes, least);
  if (groups.shown.empty()) return {};
  results.split = split.question;
  for (const std::size_t one : groups.shown) results.groups.push_back({one, {{}, sizes[one], {}}});
  if (!groups.merged.empty())
    results.groups.push_back({std::nullopt, {{}, size_of(sizes, groups.merged), {}}});
  split.hidden = groups.merged;
  return split;
}

// --- scales of several questions

using Scale = std::vector<const Question*>;

std::optional<ScaleResult> scale_result(const Scale& scale, const std::vector<Answer>& answers,
                                        std::int64_t least) {
  ScaleResult result;
  result.dimension = scale.front()->dimension;
  result.item_set = scale.front()->item_set;
  result.questions = scale.size();
  result.steps = scale.front()->choices.size();
  std::vector<std::vector<double>> complete;
  double sum = 0;
  for (const Answer& answer : answers) {
    std::vector<double> row;
    for (const Question* question : scale)
      if (const auto choice = chosen(*question, answer, question->name()))
        row.push_back(points(*question, *choice));
    if (row.empty() || 4 * row.size() < 3 * scale.size()) continue;  // SCALE-4
    ++result.n;
    sum += std::accumulate(row.begin(), row.end(), 0.0) / static_cast<double>(row.size());
    if (row.size() == scale.size()) complete.push_back(std::move(row));
  }
  if (result.n < least) return std::nullopt;
  result.mean = sum / static_cast<double>(result.n);
  if (static_cast<std::int64_t>(complete.size()) >= kLeastForAlpha)
    result.alpha = cronbach_alpha(complete);
  return result;
}

template <class KeyOf>
std::vector<ScaleResult> scales_by(const Definition& definition, const std::vector<Answer>& answers,
                                   std::int64_t least, KeyOf key_of) {
  std::vector<std::string> order;
  std::map<std::string, Scale> scales;
  for (const Question& one : definition) {
    const std::string key = one.type == ItemType::scale ? key_of(one) : "";
    if (key.empty()) continue;
    Scale& scale = scales[key];
    if (scale.empty()) order.push_back(key);
    if (scale.empty() || scale.front()->choices.size() == one.choices.size()) scale.push_back(&one);
  }
  std::vector<ScaleResult> all;
  for (const std::string& key : order) {
    if (scales[key].size() < 2) continue;
    if (auto result = scale_result(scales[key], answers, least)) all.push_back(std::move(*result));
  }
  return all;
}

double variance(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double sum = 0;
  for (const double one : values) sum += (one - mean) * (one - mean);
  return sum / (n - 1);
}

}  // namespace

std::int64_t smallest_group(std::int64_t number, std::optional<std::int64_t> share,
                            std::int64_t invited) {
  const std::int64_t part = share ? (*share * invited + 9'999) / 10'000 : 0;
  return std::max({kLeastGroup, number, part});
}

Grouping grouping(const std::vector<std::int64_t>& sizes, std::int64_t least,
                  const std::vector<std::size_t>& hidden) {
  Grouping all;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const bool is_hidden = std::find(hidden.begin(), hidden.end(), i) != hidden.end();
    (is_hidden || sizes[i] < least ? all.merged : all.shown).push_back(i);
  }
  const auto too_little = [&] {
    return !all.merged.empty() && (all.merged.size() < 2 || size_of(sizes, all.merged) < least);
  };
  while (too_little() && !all.shown.empty()) {
    const auto smallest =
        std::min_element(all.shown.begin(), all.shown.end(),
                         [&](std::size_t one, std::size_t other) { return sizes[one] < sizes[other]; });
    all.merged.push_back(*smallest);
    all.shown.erase(smallest);
  }
  if (all.shown.empty()) return {};
  std::sort(all.merged.begin(), all.merged.end());
  return all;
}

Results results_of(const Definition& definition, const std::vector<Answer>& answers,
                   std::int64_t least) {
  Results results;
  if (static_cast<std::int64_t>(answers.size()) < least) return results;
  results.is_shown = true;
  results.n = static_cast<std::int64_t>(answers.size());
  const Split split = split_of(definition, answers, least, results);
  for (const Question& one : definition) {
    // Of the splitting question itself only the groups are shown: its counts are their sizes.
    if (one.type == ItemType::section || one.splits) continue;
    if (one.type != ItemType::matrix) {
      results.lines.push_back(line_result(one, std::nullopt, split, answers, least));
      continue;
    }
    for (std::size_t i = 0; i < one.lines.size(); ++i)
      results.lines.push_back(line_result(one, i, split, answers, least));
  }
  results.dimensions =
      scales_by(definition, answers, least, [](const Question& one) { return one.dimension.nb; });
  results.sets = scales_by(definition, answers, least, [](const Question& one) {
    return one.item_set ? one.item_set.text() : std::string();
  });
  return results;
}

std::optional<double> cronbach_alpha(const std::vector<std::vector<double>>& rows) {
  if (rows.size() < 2 || rows.front().size() < 2) return std::nullopt;
  const std::size_t k = rows.front().size();
  std::vector<double> totals;
  for (const auto& row : rows) totals.push_back(std::accumulate(row.begin(), row.end(), 0.0));
  double parts = 0;
  for (std::size_t i = 0; i < k; ++i) {
    std::vector<double> column;
    for (const auto& row : rows) column.push_back(row[i]);
    parts += variance(column);
  }
  const double total = variance(totals);
  if (total == 0) return std::nullopt;
  const auto items = static_cast<double>(k);
  return items / (items - 1) * (1 - parts / total);
}

}  // namespace samloft::surveys
