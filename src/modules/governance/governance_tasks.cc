// Tasks: closed, and handed over.
// Tested by governance_test.cc

#include "governance/governance.h"
#include "records/kind.h"
#include "records/records.h"
#include "records/store.h"
#include "store.h"
#include "store_register.h"

namespace samloft::governance {

Result<void> set_task(records::Work& work, const Uuid& id, TaskState state) {
  const records::Kind& kind = *work.kinds.by_name("outcome");
  Outcome task;
  if (!records::load_for(work.db, kind, work.viewer, id, task) || task.type != OutcomeType::task)
    return Problem::not_found();
  const Date today = local_day(work.now);
  const bool is_theirs = work.viewer.person && (task.person == work.viewer.person ||
                                                holds_seat(work.db, task.seat, work.viewer.person, today));
  if (!is_theirs && !work.viewer.may(kSecretaries)) return Problem::forbidden();
  task.task_state = state;
  task.closed_on = state == TaskState::open ? std::nullopt : std::optional(today);
  Viewer viewer = work.viewer;
  viewer.system = true;
  records::Work verb{work.db, work.kinds, viewer, work.now, work.batch};
  return records::save(verb, kind, task);
}

Result<std::int64_t> hand_over(records::Work& work, const Uuid& seat, const Uuid& to) {
  if (!work.viewer.may(kSecretaries)) return Problem::forbidden();
  const auto from = seat_named(work.db, seat, local_day(work.now));
  const auto other = seat_named(work.db, to, local_day(work.now));
  if (!from) return Problem::not_found();
  if (!other || other->body != from->body || to == seat)
    return Problem::invalid({{"to", N_("Velg en annen plass i det samme organet.")}});
  const records::Kind& kind = *work.kinds.by_name("outcome");
  std::int64_t moved = 0;
  for (const OutcomeRow& row : open_tasks_of_seat(work.db, seat, local_day(work.now))) {
    auto task = records::find<Outcome>(work.db, kind, row.id);
    task->seat = to;
    TRY(records::save(work, kind, *task));
    ++moved;
  }
  return moved;
}

}  // namespace samloft::governance
