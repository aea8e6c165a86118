// Reading a meeting whole.
// Tested by governance_test.cc

#include "governance_book.h"

#include <algorithm>

#include "records/kind.h"
#include "records/store.h"

namespace samloft::governance {
namespace {

std::vector<Uuid> targets_of(const std::vector<LinkRow>& links) {
  std::vector<Uuid> all;
  for (const LinkRow& link : links) all.push_back(link.target);
  return all;
}

void leave_out_confidential(std::vector<OutcomeRow>& outcomes) {
  std::erase_if(outcomes, [](const OutcomeRow& one) { return one.confidential; });
}

}  // namespace

Book book_of(db::Connection& db, const records::Kinds& kinds, const Viewer& viewer, const Head& head) {
  Book book;
  book.head = head;
  book.sees_all = head.is_member || viewer.may(kSeeAllMeetings);
  book.sees_notes = head.is_chair || head.is_secretary || viewer.may(kMeetingWriters);
  book.seats = seats_of(db, head.id, head.body, head.held_on);
  book.items = items_of(db, head.id);
  book.links = links_of(db, head.id);
  book.headings = records::headings_of(db, kinds, viewer, targets_of(book.links));
  book.papers = papers_of(db, head.id);
  if (book.sees_notes) book.notes = notes_of(db, head.id);
  book.outcomes = outcomes_of(db, head.id, viewer.today);
  book.carried = carried_to(db, head.series, head.held_on, viewer.today);
  book.disqualified = disqualified_in(db, head.id);
  book.minutes = minutes_of_meeting(db, head.id);
  if (book.sees_all) return book;
  leave_out_confidential(book.outcomes);
  leave_out_confidential(book.carried);
  return book;
}

std::string whose(const OutcomeRow& task) {
  if (!task.seat) return task.person_name;
  const std::string& name = task.person ? task.person_name : task.holder;
  return name.empty() ? task.function : task.function + " (" + name + ")";
}

std::string how(const Texts& t, const OutcomeRow& decision,
                const std::vector<std::string>& disqualified) {
  std::string text;
  if (decision.ballot.mode == Mode::consensus) {
    text = t(N_("Vedtatt ved enighet."));
  } else {
    const auto number = [](const auto& count) { return std::to_string(count.value_or(0)); };
    text = t.fill(is_carried(decision.ballot) ? N_("Vedtatt med {} stemmer mot {}, {} avsto.")
                                              : N_("Falt med {} stemmer mot {}, {} avsto."),
                  {number(decision.ballot.in_favour), number(decision.ballot.against),
                   number(decision.ballot.abstained)});
  }
  if (disqualified.empty()) return text;
  std::string names;
  for (const std::string& one : disqualified) names += (names.empty() ? "" : ", ") + one;
  return text + " " + t.fill(N_("Ikke med på grunn av habilitet: {}."), {names});
}

std::string quorum_line(const Texts& t, const Quorum& quorum) {
  return t.fill(N_("{} av {} med stemmerett er til stede; det kreves {}."),
                {std::to_string(quorum.present), std::to_string(quorum.voting),
                 std::to_string(quorum.needed)});
}

}  // namespace samloft::governance
