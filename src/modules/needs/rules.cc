// What a need must have, and how needs are counted by evidence.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace samloft::needs {

bool must_have_evidence(NeedState state) { return state != NeedState::draft; }

bool must_have_reason(NeedState state) {
  return state == NeedState::parked || state == NeedState::rejected;
}

bool may_follow(NeedState from, NeedState to) {
  using S = NeedState;
  switch (to) {
    case S::draft:
      return false;
    case S::submitted:
      return from == S::draft || from == S::parked || from == S::rejected ||
             from == S::consolidated;
    case S::consolidated:
      return from == S::submitted || from == S::prioritised || from == S::parked ||
             from == S::closed;
    case S::prioritised:
      return from == S::consolidated || from == S::addressed;
    case S::parked:
    case S::rejected:
      return from == S::submitted || from == S::consolidated || from == S::prioritised;
    case S::addressed:
      return from == S::prioritised || from == S::closed;
    case S::closed:
      return from == S::addressed;
  }
  return false;
}

Roles movers(NeedState to) {
  switch (to) {
    case NeedState::submitted:
    case NeedState::consolidated:
      return mergers();
    case NeedState::parked:
    case NeedState::rejected:
      return deciders() | Roles{Role::ppt_lead};
    default:
      return deciders();
  }
}

Roles reporters() {
  return {Role::staff,    Role::unit_leader,   Role::coordinator,         Role::owner_leader,
          Role::ppt_lead, Role::private_owner, Role::union_representative};
}
Roles mergers() { return {Role::coordinator, Role::ppt_lead}; }
Roles deciders() { return {Role::coordinator, Role::owner_leader}; }
Roles scorers() {
  return {Role::unit_leader,     Role::coordinator,   Role::owner_leader,        Role::ppt_lead,
          Role::university_lead, Role::private_owner, Role::union_representative};
}

std::vector<Uuid> given_in(std::string_view gave) {
  std::vector<Uuid> ids;
  for (const std::string& word : split(gave, ' '))
    if (const auto id = Uuid::parse(word)) ids.push_back(*id);
  return ids;
}

std::uint64_t groups_given_in(std::string_view gave) {
  std::uint64_t groups = 0;
  for (const std::string& word : split(gave, ' '))
    if (const auto group = value_named<TargetGroup>(word))
      groups |= 1ull << static_cast<unsigned>(*group);
  return groups;
}

std::string given_as_text(const std::vector<Uuid>& ids, std::uint64_t groups) {
  std::string text;
  const auto add = [&](std::string_view word) {
    text += (text.empty() ? "" : " ") + std::string(word);
  };
  for (const Uuid& id : ids) add(id.text());
  const auto& all = ChoicesOf<TargetGroup>::list;
  for (std::size_t i = 0; i < std::size(all); ++i)
    if (groups >> i & 1) add(all[i].code);
  return text;
}

std::string host_of(std::string_view source) {
  constexpr std::string_view kScheme = "https://", kPrefix = "www.";
  if (!source.starts_with(kScheme) || source.find(' ') != std::string_view::npos) return {};
  std::string_view host = source.substr(kScheme.size());
  host = host.substr(0, host.find_first_of("/?#"));
  if (host.starts_with(kPrefix)) host.remove_prefix(kPrefix.size());
  return std::string(host);
}

EvidenceTally tally(const std::vector<Resting>& all) {
  EvidenceTally out;
  std::map<std::string, std::map<std::int64_t, std::set<Uuid>>> cells;
  std::map<std::string, std::set<Uuid>> of_kind;
  std::map<std::int64_t, std::set<Uuid>> of_year;
  std::set<Uuid> with, without;
  for (const Resting& one : all) {
    if (one.kind.empty()) {
      without.insert(one.need);
      continue;
    }
    cells[one.kind][one.year].insert(one.need);
    of_kind[one.kind].insert(one.need);
    of_year[one.year].insert(one.need);
    with.insert(one.need);
  }
  const auto size = [](const std::set<Uuid>& needs) {
    return static_cast<std::int64_t>(needs.size());
  };
  for (const auto& [year, needs] : of_year) {
    out.years.push_back(year);
    out.totals.push_back(size(needs));
  }
  for (auto& [kind, by_year] : cells) {
    EvidenceTally::Line line{kind, {}, size(of_kind[kind])};
    for (const std::int64_t year : out.years) {
      line.cells.push_back(size(by_year[year]));
      out.largest = std::max(out.largest, line.cells.back());
    }
    out.lines.push_back(std::move(line));
  }
  std::stable_sort(out.lines.begin(), out.lines.end(),
                   [](const auto& one, const auto& other) { return one.total > other.total; });
  out.with = size(with);
  out.without = size(without);
  return out;
}

int shade(std::int64_t count, std::int64_t largest) {
  constexpr std::int64_t kShades = 4;
  if (count <= 0) return 0;
  if (largest <= kShades) return static_cast<int>(std::min(count, kShades));
  const std::int64_t step = (count * kShades + largest - 1) / largest;
  return static_cast<int>(std::min(step, kShades));
}

}  // namespace samloft::needs
