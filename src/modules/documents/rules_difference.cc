// Longest common subsequence (Wagner and Fischer 1974), after what is equal at both ends is set aside.
// Tested by rules_difference_test.cc

#include "rules_difference.h"

#include <algorithm>

namespace samloft::documents {
namespace {

constexpr std::size_t kMostComparisons = 4'000'000;

using List = std::vector<std::string>;

// lengths[i][j]: of the common subsequence of before from i and after from j.
std::vector<Change> middle(const List& before, std::size_t first, std::size_t last_before,
                           const List& after, std::size_t last_after) {
  using Kind = Change::Kind;
  std::vector<Change> changes;
  const std::size_t rows = last_before - first, columns = last_after - first;
  if (rows * columns > kMostComparisons) {
    for (std::size_t i = 0; i < rows; ++i) changes.push_back({Kind::removed, before[first + i]});
    for (std::size_t j = 0; j < columns; ++j) changes.push_back({Kind::added, after[first + j]});
    return changes;
  }
  std::vector<std::vector<std::size_t>> lengths(rows + 1, std::vector<std::size_t>(columns + 1, 0));
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      lengths[i][j] = before[first + i] == after[first + j]
                          ? lengths[i + 1][j + 1] + 1
                          : std::max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  std::size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && before[first + i] == after[first + j]) {
      changes.push_back({Kind::same, before[first + i++]});
      ++j;
    } else if (i < rows && (j == columns || lengths[i + 1][j] >= lengths[i][j + 1])) {
      changes.push_back({Kind::removed, before[first + i++]});
    } else {
      changes.push_back({Kind::added, after[first + j++]});
    }
  }
  return changes;
}

}  // namespace

std::vector<Change> difference(const List& before, const List& after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0, tail = 0;
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  std::vector<Change> changes;
  for (std::size_t i = 0; i < head; ++i) changes.push_back({Change::Kind::same, before[i]});
  for (Change& one : middle(before, head, before.size() - tail, after, after.size() - tail))
    changes.push_back(std::move(one));
  for (std::size_t i = before.size() - tail; i < before.size(); ++i)
    changes.push_back({Change::Kind::same, before[i]});
  return changes;
}

std::vector<std::string> in_words(std::string_view text) {
  std::vector<std::string> words;
  for (const char letter : text) {
    if (words.empty() || words.back().ends_with(' ')) words.emplace_back();
    words.back() += letter;
  }
  return words;
}

}  // namespace samloft::documents
