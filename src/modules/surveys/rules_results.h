// What the answers of a closed survey say together, and what is not said of too few. Pure. Private to
// this module. Everything that leaves this part may be shown; nothing else of the urn may.
//
// SCALE-2  a mean is shown from five persons on, Cronbach's alpha from 30
// SCALE-3  reversed questions count from the other end of the scale
// SCALE-4  a person has a score on a scale who answered at least three quarters of it
// Source: domain/learning.md §8.2; the attacks of domain/what-users-ask.md are in rules_results_test.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules.h"

namespace samloft::surveys {

inline constexpr std::int64_t kLeastForAlpha = 30;

// The smallest group of a survey: the larger of a number and a part of those invited.
std::int64_t smallest_group(std::int64_t number, std::optional<std::int64_t> share,
                            std::int64_t invited);

// Which groups are shown, and which are added together so that nothing smaller than `least` can be
// worked out from the whole and the shown. A group without answers is one with too few.
struct Grouping {
  std::vector<std::size_t> shown;
  std::vector<std::size_t> merged;  // together at least `least`, and at least two; or none
};
// Those in `hidden` are merged whatever their size. Nothing is shown when only the merged are left.
Grouping grouping(const std::vector<std::int64_t>& sizes, std::int64_t least,
                  const std::vector<std::size_t>& hidden = {});

struct Spread {
  std::vector<std::int64_t> counts;  // by choice
  std::int64_t n = 0;                // who answered the question
  std::optional<double> mean;        // of a scale, from 1; reversed ones are turned
};
struct GroupSpread {
  std::optional<std::size_t> choice;  // of the splitting question, from 0; none: those merged
  Spread spread;
};
struct LineResult {
  const Question* question = nullptr;
  std::optional<std::size_t> line;  // of a matrix
  std::optional<Spread> spread;     // none: too few answers, or none at all
  std::vector<GroupSpread> groups;
  std::vector<std::string> texts;   // in the order of the alphabet
};
// A scale of several questions: those of one dimension, or of one set.
struct ScaleResult {
  Said dimension;
  Uuid item_set;
  std::size_t questions = 0, steps = 0;
  std::int64_t n = 0;  // persons with a score
  double mean = 0;
  std::optional<double> alpha;
};
struct Results {
  bool is_shown = false;  // else nothing below says anything
  std::int64_t n = 0;
  const Question* split = nullptr;
  std::vector<GroupSpread> groups;  // of the splitting question: sizes only
  std::vector<LineResult> lines;
  std::vector<ScaleResult> dimensions, sets;
};
// The definition must outlive the results.
Results results_of(const Definition& definition, const std::vector<Answer>& answers,
                   std::int64_t least);

// α = k/(k−1) · (1 − Σ s²ᵢ / s²_total), of complete rows; nothing where it has no meaning.
std::optional<double> cronbach_alpha(const std::vector<std::vector<double>>& rows);

}  // namespace samloft::surveys
