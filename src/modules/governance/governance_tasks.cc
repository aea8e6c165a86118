// Tasks: closed, and handed over. Papers: attached.
// Tested by governance_test.cc

#include "base/text.h"
#include "document/document.h"
#include "governance/governance.h"
#include "records/kind.h"
#include "records/records.h"
#include "records/store.h"
#include "rules_files.h"
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
  if (!is_theirs && !work.viewer.may(kMeetingWriters) &&
      !is_secretary_of_item(work.db, work.viewer, task.item))
    return Problem::forbidden();
  task.task_state = state;
  task.closed_on = state == TaskState::open ? std::nullopt : std::optional(today);
  Viewer viewer = work.viewer;
  viewer.system = true;
  records::Work verb{work.db, work.kinds, viewer, work.now, work.batch};
  return records::save(verb, kind, task);
}

namespace {

// What is wrong with a file, in words for whoever chose it.
std::optional<Message> file_fault(const NewPaper& paper) {
  if (paper.bytes.empty()) return Message(N_("Fila er tom. Velg en annen."));
  if (paper.bytes.size() > kLargestFile)
    return Message(N_("Fila er på {} MB; den kan være på høyst {} MB. Del den opp, eller legg inn adressen til den."),
                   {std::to_string(paper.bytes.size() >> 20), std::to_string(kLargestFile >> 20)});
  if (!type_of_file(paper.file_name, paper.bytes))
    return Message(N_("Fila kan ikke legges ved. Bruk PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG eller ren tekst."));
  return std::nullopt;
}

}  // namespace

Result<Uuid> attach(records::Work& work, const Uuid& item, const NewPaper& paper) {
  if (records::kind_of(work.db, paper.id) == "paper") return paper.id;
  Paper made;
  made.id = paper.id;
  made.item = item;
  made.title = trimmed(paper.title);
  made.address = trimmed(paper.address);
  if (!paper.file_name.empty()) {
    if (auto fault = file_fault(paper)) return Problem::invalid({{"file", *std::move(fault)}});
    if (!made.address.empty())
      return Problem::invalid({{"address", N_("Velg enten en fil eller en adresse.")}});
    made.file_name = shortened(paper.file_name, 190);
    made.fingerprint = document::fingerprint(paper.bytes);
    if (made.title.empty()) made.title = made.file_name;
  }
  TRY_ASSIGN(const Uuid id, records::create(work, *work.kinds.by_name("paper"), made));
  if (!made.fingerprint.empty())
    keep_file(work.db, made.fingerprint, {*type_of_file(paper.file_name, paper.bytes), paper.bytes});
  return id;
}

std::optional<std::string> bytes_of_paper(db::Connection& db, const std::string& fingerprint) {
  auto file = file_of(db, fingerprint);
  if (!file) return std::nullopt;
  return std::move(file->bytes);
}

Result<void> take_file(db::Connection& db, const std::string& fingerprint, const std::string& bytes) {
  const std::string name = name_of_file(db, fingerprint);
  const auto refused = [&](Message message) {
    return Problem::invalid({{"/files/" + fingerprint, std::move(message)}});
  };
  if (name.empty()) return refused(N_("Ingen vedlegg viser til denne fila. Ta den bort."));
  if (document::fingerprint(bytes) != fingerprint)
    return refused(N_("Fila er ikke den vedlegget viser til: innholdet passer ikke til navnet."));
  if (auto fault = file_fault({{}, "", "", name, bytes})) return refused(*std::move(fault));
  keep_file(db, fingerprint, {*type_of_file(name, bytes), bytes});
  return {};
}

Result<std::int64_t> hand_over(records::Work& work, const Uuid& seat, const Uuid& to) {
  if (!work.viewer.may(kMeetingWriters)) return Problem::forbidden();
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
