// What governance adds to the pages of records, and what its own pages share.
// Tested by pages_test.cc

#include "pages.h"

#include "base/text.h"
#include "records/store.h"

namespace samloft::governance {

using access::Visit;
using page::Html;

records::Work work_of(Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}

std::optional<Head> head_for(Visit& visit, const records::Kinds& kinds, const Uuid& meeting) {
  Meeting record;
  if (!records::load_for(visit.db(), *kinds.by_name("meeting"), visit.viewer, meeting, record))
    return std::nullopt;
  return head_of(visit.db(), visit.viewer, meeting);
}

std::optional<Head> wanted_meeting(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  return id ? head_for(visit, kinds, *id) : std::nullopt;
}

std::optional<AgendaItem> wanted_item(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  AgendaItem item;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("agenda_item"), visit.viewer, *id, item))
    return std::nullopt;
  return item;
}

std::string meeting_address(const Visit& visit, const Uuid& meeting, const std::string& below) {
  return visit.address("meetings/" + meeting.text() + below);
}
std::string item_address(const Visit& visit, const Uuid& item, const std::string& below) {
  return visit.address("agenda-items/" + item.text() + below);
}
std::string outcome_address(const Visit& visit, const Uuid& outcome, const std::string& below) {
  return visit.address("outcomes/" + outcome.text() + below);
}

bool writes(const Visit& visit, const Head& head) {
  return head.is_secretary || visit.viewer.may(kMeetingWriters);
}

Sender sender_of(const Visit& visit) {
  return {visit.partnership.name, visit.site.parts().address + "/" + visit.partnership.slug};
}

std::vector<page::NavItem> crumbs_of(const Visit& visit, const Head& head,
                                     std::vector<page::NavItem> more) {
  std::vector<page::NavItem> all{{std::string(visit.t(N_("Møter"))), visit.address("meetings"), false},
                                 {name_of(visit.t, head), meeting_address(visit, head.id), false}};
  for (page::NavItem& one : more) all.push_back(std::move(one));
  return all;
}

QuorumView quorum_view(const Texts& t, const Book& book) {
  const Quorum quorum = book.quorum();
  QuorumView view{quorum_line(t, quorum), quorum.is_reached(), false, {}, {}};
  for (const SeatRow& seat : book.seats) {
    if (!seat.presence) {
      if (seat.holder) view.away.push_back(seat.holder_name);
      continue;
    }
    view.is_known = true;
    const bool is_there = seat.presence == Presence::present || seat.presence == Presence::deputy;
    const std::string& name = seat.person ? seat.person_name : seat.function;
    (is_there ? view.there : view.away).push_back(name);
  }
  return view;
}

OutcomeView outcome_view(const Visit& visit, const Book& book, const OutcomeRow& row) {
  OutcomeView view;
  view.type = row.type;
  view.text = trimmed(row.text);
  view.address = outcome_address(visit, row.id);
  view.confidential = row.confidential;
  view.is_closed = row.task_state != TaskState::open;
  view.is_late = row.type == OutcomeType::task && !view.is_closed && row.due && *row.due < visit.viewer.today;
  if (row.type == OutcomeType::decision) {
    const auto left_out = book.disqualified.find(row.id);
    view.note = how(visit.t, row,
                    left_out == book.disqualified.end() ? std::vector<std::string>{} : left_out->second);
  } else if (row.type == OutcomeType::task) {
    view.note = whose(row);
    if (row.due) view.note += " · " + visit.t.fill(N_("frist {}"), {visit.t.short_date(*row.due)});
    view.note += " · " + std::string(visit.t(label_of(row.task_state)));
  }
  return view;
}

bool may_close(const Visit& visit, const OutcomeRow& task) {
  return visit.viewer.may(kMeetingWriters) || (visit.viewer.person && task.person == visit.viewer.person);
}

TaskView task_view(const Visit& visit, const OutcomeRow& row, bool closes) {
  const Texts& t = visit.t;
  TaskView view;
  view.text = shortened(trimmed(row.text), 160);
  view.address = outcome_address(visit, row.id);
  view.whose = whose(row);
  if (row.due) view.due = t.short_date(*row.due);
  view.state = t(label_of(row.task_state));
  view.from = row.body_name + ", " + t.short_date(row.held_on);
  view.from_address = item_address(visit, row.item);
  view.is_closed = row.task_state != TaskState::open;
  view.is_late = row.due && *row.due < visit.viewer.today;
  view.is_confidential = row.confidential;
  if (closes && !view.is_closed)
    view.action = page::post_button(page::Url(outcome_address(visit, row.id, "/task")), visit.csrf(),
                                    t(N_("Gjort")), page::Weight::tertiary, "check",
                                    page::hidden("state", "done"));
  return view;
}

DecisionView decision_view(const Visit& visit, const OutcomeRow& row) {
  DecisionView view;
  view.text = shortened(trimmed(row.text), 220);
  view.address = outcome_address(visit, row.id);
  view.item = row.item_title;
  view.item_address = item_address(visit, row.item);
  view.meeting = visit.t.short_date(row.held_on);
  view.meeting_address = meeting_address(visit, row.meeting);
  view.body = row.body_name;
  view.how = how(visit.t, row, {});
  view.is_confidential = row.confidential;
  view.is_carried = is_carried(row.ballot);
  return view;
}

namespace {

using ExtraMaker = std::function<records::Extra(Visit&, const Record&)>;

// Adds to what other modules show of a kind already.
void add_below(records::Extras& extras, const std::string& kind, const ExtraMaker& make) {
  const records::ExtraOf before = extras.of_record[kind];
  extras.of_record[kind] = [before, make](Visit& visit, const Record& record) {
    records::Extra extra = before ? before(visit, record) : records::Extra{};
    records::Extra more = make(visit, record);
    extra.actions += more.actions;
    extra.above += more.above;
    extra.below += more.below;
    return extra;
  };
}

records::Extra outcome_extra(Visit& visit, const Outcome& outcome) {
  if (outcome.type != OutcomeType::task) return {};
  const bool is_open = outcome.task_state == TaskState::open;
  const bool may = visit.viewer.may(kMeetingWriters) ||
                   (visit.viewer.person &&
                    (outcome.person == visit.viewer.person ||
                     holds_seat(visit.db(), outcome.seat, visit.viewer.person, visit.viewer.today) ||
                     is_secretary_of_item(visit.db(), visit.viewer, outcome.item)));
  if (!may) return {};
  return {page::post_button(page::Url(outcome_address(visit, outcome.id, "/task")), visit.csrf(),
                            visit.t(is_open ? N_("Merk som gjort") : N_("Åpne igjen")),
                            page::Weight::secondary, is_open ? "check" : "undo",
                            page::hidden("state", is_open ? "done" : "open")),
          {}, {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds,
                const PlanDifference& difference) {
  extras.of_record["meeting"] = [&kinds](Visit& visit, const Record& record) {
    return meeting_extra(visit, static_cast<const Meeting&>(record), kinds);
  };
  extras.of_record["agenda_item"] = [&kinds, difference](Visit& visit, const Record& record) {
    return item_extra(visit, static_cast<const AgendaItem&>(record), kinds, difference);
  };
  extras.of_record["meeting_series"] = [](Visit& visit, const Record& record) {
    return series_extra(visit, record.id);
  };
  extras.of_record["outcome"] = [](Visit& visit, const Record& record) {
    return outcome_extra(visit, static_cast<const Outcome&>(record));
  };
  extras.of_record["minutes"] = [](Visit& visit, const Record& record) {
    return minutes_extra(visit, static_cast<const Minutes&>(record));
  };
  add_below(extras, "body", [&kinds](Visit& visit, const Record& record) {
    return body_extra(visit, record.id, kinds);
  });
  add_below(extras, "seat", [](Visit& visit, const Record& record) {
    return seat_extra(visit, record.id);
  });
  for (const char* kind : {"need", "goal", "measure", "plan", "version"}) {
    add_below(extras, kind, [kind, &kinds](Visit& visit, const Record& record) {
      records::Extra extra{{}, {}, treated_by_meetings(visit, kind, record.id)};
      // A plan is treated with what has changed in it; the item shows that by itself.
      if (kind == std::string_view("plan") && visit.viewer.may(kinds.by_name("agenda_item")->writers))
        extra.actions = page::button_link(page::Url(visit.address("agenda-items/new?plan=" + record.id.text())),
                                          visit.t(N_("Ta opp i et møte")), page::Weight::tertiary, "calendar");
      return extra;
    });
  }
  extras.of_list["meeting"] = [](Visit& visit) {
    const auto way = [&](const char* below, std::string_view text) {
      return page::button_link(page::Url(visit.address(below)), visit.t(text), page::Weight::secondary);
    };
    return records::Extra{way("tasks", N_("Oppgaver")) + way("decision-register", N_("Vedtak")), {}, {}};
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  std::vector<access::Route> all;
  for (const auto& some : {meeting_routes, item_routes, paper_routes, file_routes, register_routes, task_routes,
                           planning_routes})
    for (access::Route& route : some(kinds)) all.push_back(std::move(route));
  return all;
}

}  // namespace samloft::governance
