// Reporting a need and moving it through its states.
// Tested by needs_process_test.cc

#include "base/text.h"
#include "needs/needs.h"
#include "needs_process.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"

namespace samloft::needs {
namespace {

const records::Kind& need_kind(const records::Work& work) { return *work.kinds.by_name("need"); }

// What those who report see themselves is evidence too, and is called what it is.
Result<Uuid> reported_evidence(records::Work& work, std::int64_t year) {
  const Uuid id = Uuid::of_name("needs reported", std::to_string(year));
  const records::Kind& kind = *work.kinds.by_name("evidence");
  if (records::find<Evidence>(work.db, kind, id)) return id;
  Evidence reported;
  reported.id = id;
  reported.title = "Meldt av ansatte og enheter";
  reported.kind = EvidenceKind::participant_input;
  reported.year = year;
  return records::create_by_verb(work, kind, reported);
}

bool may_move(const Viewer& viewer, const Need& need, NeedState to) {
  if (viewer.may(movers(to))) return true;
  return to == NeedState::submitted && need.state == NeedState::draft && viewer.person &&
         need.raised_by == viewer.person && viewer.may(reporters());
}

}  // namespace

Result<void> rest_on_something(records::Work& work, Need& need) {
  if (!need.evidence.empty()) return {};
  TRY_ASSIGN(const Uuid reported, reported_evidence(work, local_day(work.now).year()));
  need.evidence = {reported};
  return {};
}

Result<Uuid> report(records::Work& work, Need& need) {
  if (!work.viewer.may(reporters()) || !work.viewer.person) return Problem::forbidden();
  need.raised_by = work.viewer.person;
  need.raised_on = local_day(work.now);
  need.state = NeedState::submitted;
  need.priority = {};
  need.merged_into = {};
  TRY(rest_on_something(work, need));
  return records::create_by_verb(work, need_kind(work), need);
}

Result<void> set_state(records::Work& work, const Uuid& id, NeedState to,
                       const std::string& reason) {
  Need need;
  if (!records::load_for(work.db, need_kind(work), work.viewer, id, need))
    return Problem::not_found();
  if (!may_move(work.viewer, need, to)) return Problem::forbidden();
  const bool is_decided_elsewhere =
      (to == NeedState::prioritised && need.state != NeedState::addressed) || need.merged_into;
  if (is_decided_elsewhere || !may_follow(need.state, to))
    return Problem::conflict(N_("Behovet er ikke lenger i den tilstanden. Last siden på nytt."));
  need.state = to;
  need.reason = must_have_reason(to) ? trimmed(reason) : "";
  if (to != NeedState::prioritised && to != NeedState::addressed) need.priority = {};
  if (to == NeedState::submitted && !need.raised_on) need.raised_on = local_day(work.now);
  if (must_have_evidence(to)) TRY(rest_on_something(work, need));
  Viewer system = work.viewer;
  system.system = true;  // who may has just been said
  records::Work inner{work.db, work.kinds, system, work.now, work.batch};
  return records::save(inner, need_kind(work), need);
}

}  // namespace samloft::needs
