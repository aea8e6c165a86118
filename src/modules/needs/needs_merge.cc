// Bringing alike needs into one, and taking one out again.
// Tested by needs_process_test.cc

#include <algorithm>

#include "needs/needs.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"

namespace samloft::needs {
namespace {

using Ids = std::vector<Uuid>;

bool has(const Ids& ids, const Uuid& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// What is gathered besides the target groups: the sources, and what and whom the need is about.
constexpr Ids Need::*kGathered[] = {&Need::evidence, &Need::passages, &Need::units,
                                    &Need::elements};

class Merging {
 public:
  Merging(records::Work& work)
      : kind_(*work.kinds.by_name("need")),
        viewer_(work.viewer),
        work_{work.db, work.kinds, viewer_, work.now, work.batch ? work.batch : Uuid::fresh()} {
    viewer_.system = true;  // who may has just been said
  }
  Result<void> save(Need& need) { return records::save(work_, kind_, need); }
  std::optional<Need> find(const Uuid& id) { return records::find<Need>(work_.db, kind_, id); }

 private:
  const records::Kind& kind_;
  Viewer viewer_;
  records::Work work_;
};

Problem cannot(const Need& need) {
  return Problem::conflict({N_("«{}» kan ikke samles med andre nå: det er en kladd, er avslått "
                               "eller avsluttet, er samlet i "
                               "et annet, eller har selv fått andre i seg."),
                            {need.title}});
}

bool is_open(NeedState state) {
  return state == NeedState::submitted || state == NeedState::consolidated ||
         state == NeedState::prioritised || state == NeedState::parked;
}

void gather(Need& into, Need& from) {
  Ids given;
  for (const auto list : kGathered) {
    for (const Uuid& id : from.*list) {
      if (has(into.*list, id)) continue;
      (into.*list).push_back(id);
      given.push_back(id);
    }
  }
  const std::uint64_t groups = from.target_groups & ~into.target_groups;
  into.target_groups |= groups;
  from.gave = given_as_text(given, groups);
}

// What a need gave goes from the one that carried it, unless another in it has it as well: then it
// is that one's to take.
void give_back(records::Work& work, Need& from, const Need& out, std::vector<Need>& others) {
  for (const auto list : kGathered) {
    for (const Uuid& id : given_in(out.gave)) {
      if (!has(from.*list, id)) continue;
      const auto heir = std::find_if(others.begin(), others.end(),
                                     [&](const Need& other) { return has(other.*list, id); });
      if (heir != others.end()) {
        heir->gave += (heir->gave.empty() ? "" : " ") + id.text();
        continue;
      }
      const bool is_last_source = list == &Need::evidence && from.evidence.size() == 1;
      if (!is_last_source) std::erase(from.*list, id);
    }
  }
  std::uint64_t groups = groups_given_in(out.gave);
  for (Need& other : others) {
    const std::uint64_t inherited = groups & other.target_groups;
    if (inherited == 0) continue;
    other.gave = given_as_text(given_in(other.gave), groups_given_in(other.gave) | inherited);
    groups &= ~inherited;
  }
  from.target_groups &= ~groups;
  // A passage that stays keeps its source.
  for (const Uuid& passage : from.passages) {
    const Uuid source = source_of(work.db, passage);
    if (!has(from.evidence, source)) from.evidence.push_back(source);
  }
}

}  // namespace

Result<void> merge(records::Work& work, const Uuid& into, const std::vector<Uuid>& needs) {
  Merging merging(work);
  auto target = merging.find(into);
  if (!target) return Problem::not_found();
  if (!work.viewer.may(mergers())) return Problem::forbidden();
  if (!is_open(target->state) || target->merged_into) return cannot(*target);
  std::vector<Need> members;
  for (const Uuid& id : needs) {
    auto member = merging.find(id);
    if (!member) return Problem::not_found();
    if (!is_open(member->state) || member->merged_into || id == into || has_merged(work.db, id))
      return cannot(*member);
    gather(*target, *member);
    member->merged_into = into;
    member->state = NeedState::consolidated;
    member->reason = "";
    member->priority = {};
    members.push_back(std::move(*member));
  }
  if (target->state != NeedState::prioritised) target->state = NeedState::consolidated;
  target->reason = "";
  TRY(merging.save(*target));
  for (Need& member : members) TRY(merging.save(member));
  return {};
}

Result<void> take_out(records::Work& work, const Uuid& id) {
  Merging merging(work);
  auto out = merging.find(id);
  if (!out) return Problem::not_found();
  if (!work.viewer.may(mergers())) return Problem::forbidden();
  if (!out->merged_into)
    return Problem::conflict(N_("Behovet er ikke lenger i den tilstanden. Last siden på nytt."));
  auto from = merging.find(out->merged_into);
  std::vector<Need> others;
  for (const Uuid& other : merged_into(work.db, from->id))
    if (other != id) others.push_back(*merging.find(other));
  give_back(work, *from, *out, others);
  out->merged_into = {};
  out->gave = "";
  out->state = NeedState::submitted;
  TRY(merging.save(*out));
  for (Need& other : others) TRY(merging.save(other));
  return merging.save(*from);
}

}  // namespace samloft::needs
