// Who is there.
// Tested by pages_test.cc

#include "base/text.h"
#include "pages.h"
#include "records/records.h"
#include "records/store.h"

namespace samloft::governance {

using access::Visit;
using page::Html;

namespace {

std::vector<page::Option> choices_of(const Texts& t, const SeatRow& seat, const std::string& typed) {
  std::vector<page::Option> all{{"", std::string(t(N_("Ikke ført"))), true}};
  for (const Presence one : {Presence::present, Presence::deputy, Presence::excused, Presence::absent}) {
    if (one == Presence::deputy && !seat.deputy && seat.presence != Presence::deputy) continue;
    if (one == Presence::present && !seat.holder) continue;
    std::string label(t(label_of(one)));
    if (one == Presence::deputy && seat.deputy) label += ": " + seat.deputy_name;
    const bool chosen = typed.empty() ? seat.presence == one : typed == code_of(one);
    all.push_back({std::string(code_of(one)), label, chosen});
  }
  return all;
}

std::string note_of(const Texts& t, const SeatRow& seat) {
  std::string note = seat.holder ? seat.holder_name : std::string(t(N_("Ledig")));
  if (!seat.votes || seat.is_governor) note += ", " + std::string(t(N_("uten stemme")));
  if (seat.leads) note += ", " + std::string(t(N_("leder")));
  return note;
}

web::Response attendance_page(Visit& visit, const Head& head, const std::optional<Problem>& problem) {
  const Texts& t = visit.t;
  AttendanceView view;
  view.action = meeting_address(visit, head.id, "/attendance");
  view.back = meeting_address(visit, head.id);
  view.csrf = visit.csrf();
  view.guests = visit.form.fields.has("guests") ? visit.field("guests") : head.guests;
  const auto seats = seats_of(visit.db(), head.id, head.body, head.held_on);
  view.quorum = quorum_line(t, quorum_of(presences(seats), head.quorum));
  for (const SeatRow& seat : seats)
    view.marks.push_back({seat.seat.text(), seat.function, seat.holder_name, note_of(t, seat),
                          choices_of(t, seat, visit.field("presence-" + seat.seat.text()))});
  if (problem) view.problem = t(problem->fields.empty() ? problem->message : problem->fields.front().message);
  const std::string title(t(N_("Oppmøte")));
  return visit.page(title, crumbs_of(visit, head, {{title, view.action, false}}),
                    page::hero({name_of(t, head), title, {}, {}}) + attendance_form(t, view),
                    problem ? 422 : 200);
}

web::Response show_attendance(Visit& visit, const records::Kinds& kinds) {
  const auto head = wanted_meeting(visit, kinds);
  if (!head || !writes(visit, *head)) return visit.problem(Problem::not_found());
  return attendance_page(visit, *head, std::nullopt);
}

std::vector<Mark> marks_in(const Visit& visit, const std::vector<SeatRow>& seats) {
  const bool all = visit.form.fields.has("all");
  std::vector<Mark> marks;
  for (const SeatRow& seat : seats) {
    const auto typed = all ? (seat.holder ? std::optional(Presence::present) : std::nullopt)
                           : value_named<Presence>(visit.field("presence-" + seat.seat.text()));
    if (!typed) continue;
    const Uuid person = *typed == Presence::deputy ? (seat.deputy ? seat.deputy : seat.person) : seat.holder;
    marks.push_back({seat.seat, person, *typed});
  }
  return marks;
}

web::Response save_attendance(Visit& visit, const records::Kinds& kinds) {
  const auto head = wanted_meeting(visit, kinds);
  if (!head || !writes(visit, *head)) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto seats = seats_of(visit.db(), head->id, head->body, head->held_on);
  const auto outcome = mark_attendance(work, head->id, marks_in(visit, seats));
  if (!outcome) return attendance_page(visit, *head, outcome.error());
  if (visit.form.fields.has("guests")) {
    const records::Kind& kind = *kinds.by_name("meeting");
    auto meeting = records::find<Meeting>(visit.db(), kind, head->id);
    meeting->guests = trimmed(visit.field("guests"));
    const auto saved = records::save(work, kind, *meeting);
    if (!saved) return attendance_page(visit, *head, saved.error());
  }
  return records::done(visit, meeting_address(visit, head->id));
}

}  // namespace

std::vector<access::Route> attendance_routes(const records::Kinds& kinds) {
  const access::Who all = access::Who::members(kEveryRole);  // the secretary, in whatever role
  const std::string address = "/{partnership}/meetings/{id}/attendance";
  return {{"GET", address, all, with(kinds, show_attendance)},
          {"POST", address, all, with(kinds, save_attendance)}};
}

}  // namespace samloft::governance
