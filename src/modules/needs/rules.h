// Rules of needs that need nothing but their arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "needs/needs.h"

namespace samloft::needs {

bool must_have_evidence(NeedState state);  // all but drafts
bool must_have_reason(NeedState state);    // parked and rejected

// The ids that a need gave to the one it was merged into, as kept in `gave`, and the target groups
// (a bit for each); what is neither is passed over.
std::vector<Uuid> given_in(std::string_view gave);
std::uint64_t groups_given_in(std::string_view gave);
std::string given_as_text(const std::vector<Uuid>& ids, std::uint64_t groups = 0);

// The host of an https address without "www.": https://www.udir.no/tall → udir.no. Empty for text
// that is no such address.
std::string host_of(std::string_view source);

// A need and one piece of evidence it rests on; kind is empty for a need without any.
struct Resting {
  Uuid need;
  std::string kind;
  std::int64_t year = 0;
};

// How many needs rest on each kind of evidence, by year. A need counts once in a cell, once in a
// line's total and once in a year's total, however many sources it has there; so totals are at
// most the sum of their cells. Reference values in rules_test.cc.
struct EvidenceTally {
  struct Line {
    std::string kind;
    std::vector<std::int64_t> cells;  // by year
    std::int64_t total = 0;
  };
  std::vector<std::int64_t> years;   // that occur, oldest first
  std::vector<Line> lines;           // the largest total first, then by kind
  std::vector<std::int64_t> totals;  // by year
  std::int64_t with = 0;             // needs that rest on something
  std::int64_t without = 0;
  std::int64_t largest = 0;  // cell
};
EvidenceTally tally(const std::vector<Resting>& all);

// The shade of a cell, 0 to 4: 0 for none only; up to four each number has its own shade, above
// that shades are equal parts of the largest number.
int shade(std::int64_t count, std::int64_t largest);

}  // namespace samloft::needs
