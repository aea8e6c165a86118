// What changed between two texts, line by line and word by word. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samloft::documents {

struct Change {
  enum class Kind { same, removed, added };
  Kind kind = Kind::same;
  std::string text;
  bool operator==(const Change&) const = default;
};

// The shortest way from one list to the other: what stays, what goes, what comes, in order, what goes
// before what comes. Longest common subsequence; above 4 million comparisons all goes and all comes.
std::vector<Change> difference(const std::vector<std::string>& before,
                               const std::vector<std::string>& after);

// The words of a text, for a difference within a line.
std::vector<std::string> in_words(std::string_view text);

}  // namespace samloft::documents
