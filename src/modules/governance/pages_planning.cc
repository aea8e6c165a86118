// Planning the meetings of a series: the days are shown before anything is made.
// Tested by pages_planning_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/store.h"
#include "rules_recurrence.h"
#include "views_planning.h"

namespace samloft::governance {

using access::Visit;
using page::Html;

namespace {

bool plans(Visit& visit, const Uuid& series) {
  return visit.viewer.may(kMeetingWriters) || is_secretary_of_series(visit.db(), visit.viewer, series);
}

std::optional<MeetingSeries> wanted_series(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  MeetingSeries series;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("meeting_series"), visit.viewer, *id, series) ||
      !plans(visit, *id))
    return std::nullopt;
  return series;
}

std::string series_address(const Visit& visit, const Uuid& series, const std::string& below = "") {
  return visit.address("meeting-series/" + series.text() + below);
}

// The question as it was typed, whether it came by GET or goes along with the days.
struct Asked {
  Recurrence plan;
  std::vector<FieldError> errors;
};

Date date_in(const web::Parameters& given, const char* field, std::vector<FieldError>& errors) {
  const auto read = Date::parse(trimmed(given.get(field)));
  if (!read) errors.push_back({field, N_("Skriv datoen slik: 25.11.2026.")});
  return read.value_or(Date{});
}

Asked asked_in(const web::Parameters& given) {
  Asked asked;
  asked.plan.rhythm = value_named<Rhythm>(given.get("rhythm")).value_or(Rhythm::month_weekday);
  if (asked.plan.rhythm == Rhythm::list) {
    const PastedDays pasted = pasted_days(given.get("list"));
    asked.plan.list = pasted.days;
    if (!pasted.unread.empty())
      asked.errors.push_back({"list", {N_("«{}» er ingen dato. Skriv dem slik: 25.11.2026, én på hver linje."),
                                       {shortened(pasted.unread, 40)}}});
  } else {
    asked.plan.first = date_in(given, "first", asked.errors);
    asked.plan.until = date_in(given, "until", asked.errors);
    asked.plan.every = static_cast<int>(std::clamp<std::int64_t>(whole_number(trimmed(given.get("every")), 0), 0, 1000));
  }
  if (asked.errors.empty()) asked.errors = recurrence_faults(asked.plan);
  return asked;
}

std::string weekday_of(const Texts& t, Date day) {
  constexpr std::string_view kDays[] = {N_("søndag"), N_("mandag"), N_("tirsdag"), N_("onsdag"),
                                        N_("torsdag"), N_("fredag"), N_("lørdag")};
  return std::string(t(kDays[std::chrono::weekday(day.days()).c_encoding()]));
}

std::string label_of_day(const Texts& t, const PlannedDay& one) {
  std::string label = weekday_of(t, one.day) + " " + t.long_date(one.day);
  if (one.avoided == Avoided::holiday) label += " · " + std::string(t(N_("helligdag")));
  if (one.avoided == Avoided::weekend) label += " · " + std::string(t(N_("helg")));
  if (one.avoided == Avoided::july) label += " · " + std::string(t(N_("juli")));
  return label;
}

void show_days(Visit& visit, PlanningView& view, const Recurrence& plan, const Uuid& series) {
  const std::vector<Date> taken = days_of_series(visit.db(), series);
  const auto ticked = visit.form.fields.every("day");
  std::int64_t count = 0;
  for (const PlannedDay& one : days_of(plan)) {
    if (std::find(taken.begin(), taken.end(), one.day) != taken.end()) {
      view.taken += (view.taken.empty() ? "" : ", ") + visit.t.short_date(one.day);
      continue;
    }
    const bool avoided = one.avoided == Avoided::july ? view.without_july
                         : one.avoided != Avoided::none && view.without_holidays;
    const bool chosen = visit.form.fields.has("id")
                            ? std::find(ticked.begin(), ticked.end(), one.day.iso()) != ticked.end()
                            : !avoided;
    count += chosen;
    view.days.push_back({one.day.iso(), label_of_day(visit.t, one), chosen});
  }
  view.is_shown = true;
  view.count = visit.t.plural(count, N_("{} møte blir laget."), N_("{} møter blir laget."));
  if (!view.taken.empty())
    view.taken = visit.t.fill(N_("Serien har møte fra før: {}."), {view.taken});
}

PlanningView planning_view(Visit& visit, const MeetingSeries& series, const web::Parameters& given) {
  const Texts& t = visit.t;
  const bool is_asked = given.has("asked");
  const auto typed = [&](const char* field, const std::string& usual) {
    return is_asked ? trimmed(given.get(field)) : usual;
  };
  PlanningView view;
  view.action = series_address(visit, series.id, "/planning");
  view.back = series_address(visit, series.id);
  view.csrf = visit.csrf();
  view.id = Uuid::parse(given.get("id")).value_or(Uuid::fresh()).text();
  const Rhythm chosen = value_named<Rhythm>(given.get("rhythm")).value_or(Rhythm::month_weekday);
  for (const Rhythm one : {Rhythm::month_weekday, Rhythm::last_weekday, Rhythm::month_day, Rhythm::weeks, Rhythm::list})
    view.rhythms.push_back({std::string(code_of(one)), std::string(t(label_of(one))), one == chosen});
  view.first = typed("first", "");
  view.every = typed("every", "1");
  view.until = typed("until", visit.viewer.today.plus_days(365).iso());
  view.list = typed("list", "");
  view.without_holidays = !is_asked || given.has("without_holidays");
  view.without_july = !is_asked || given.has("without_july");
  const bool is_sent = given.has("starts");
  view.starts = is_sent ? given.get("starts") : series.starts;
  view.ends = is_sent ? given.get("ends") : series.ends;
  view.place = is_sent ? given.get("place") : series.place;
  return view;
}

web::Response planning_page(Visit& visit, const MeetingSeries& series, const PlanningView& view) {
  const std::string title(visit.t(N_("Planlegg møter")));
  return visit.page(title,
                    {{std::string(visit.t(N_("Møter"))), visit.address("meetings"), false},
                     {series.name, series_address(visit, series.id), false},
                     {title, view.action, false}},
                    page::hero({series.name, title, {}, {}}) + planning_forms(visit.t, view),
                    view.errors.empty() ? 200 : 422);
}

web::Response show_planning(Visit& visit, const records::Kinds& kinds) {
  const auto series = wanted_series(visit, kinds);
  if (!series) return visit.problem(Problem::not_found());
  const web::Parameters& given = visit.request.query;
  PlanningView view = planning_view(visit, *series, given);
  if (given.has("asked")) {
    const Asked asked = asked_in(given);
    view.errors = asked.errors;
    if (asked.errors.empty()) show_days(visit, view, asked.plan, series->id);
  }
  return planning_page(visit, *series, view);
}

web::Response make_planned(Visit& visit, const records::Kinds& kinds) {
  const auto series = wanted_series(visit, kinds);
  if (!series) return visit.problem(Problem::not_found());
  const web::Parameters& given = visit.form.fields;
  PlannedMeetings planned;
  planned.id = Uuid::parse(given.get("id")).value_or(Uuid::fresh());
  for (const std::string& one : given.every("day"))
    if (const auto day = Date::parse(one)) planned.days.push_back(*day);
  planned.starts = trimmed(given.get("starts"));
  planned.ends = trimmed(given.get("ends"));
  planned.place = trimmed(given.get("place"));
  auto work = work_of(visit, kinds);
  const auto made = plan_meetings(work, series->id, planned);
  if (made) return web::Response::see_other(series_address(visit, series->id));
  if (made.error().fields.empty()) return visit.problem(made.error());
  PlanningView view = planning_view(visit, *series, given);
  const Asked asked = asked_in(given);
  if (asked.errors.empty()) show_days(visit, view, asked.plan, series->id);
  view.errors = made.error().fields;
  return planning_page(visit, *series, view);
}

}  // namespace

records::Extra series_extra(Visit& visit, const Uuid& series) {
  Html actions = page::button_link(page::Url(series_address(visit, series, "/calendar.ics")),
                                   visit.t(N_("Møtene som kalenderfil")), page::Weight::secondary, "calendar");
  if (plans(visit, series))
    actions += page::button_link(page::Url(series_address(visit, series, "/planning")),
                                 visit.t(N_("Planlegg møter")), page::Weight::secondary, "add");
  return {actions, {}, {}};
}

std::vector<access::Route> planning_routes(const records::Kinds& kinds) {
  const access::Who all = access::Who::members(kEveryRole);  // the secretary, in whatever role
  const std::string address = "/{partnership}/meeting-series/{id}/planning";
  return {{"GET", address, all, with(kinds, show_planning)},
          {"POST", address, all, with(kinds, make_planned)}};
}

}  // namespace samloft::governance
