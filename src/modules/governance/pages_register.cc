// The register of decisions, and what bodies and records show of their meetings.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/store.h"
#include "sheet/download.h"
#include "store_register.h"

namespace samloft::governance {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kShown = 25, kMostInAFile = 20'000;
constexpr std::int64_t kOfBodyShown = 8, kTreatedShown = 20;

RegisterQuery query_of(const Visit& visit) {
  const web::Parameters& given = visit.request.query;
  RegisterQuery query;
  query.words = trimmed(given.get("q"));
  query.body = Uuid::parse(given.get("body")).value_or(Uuid{});
  query.measure = Uuid::parse(given.get("measure")).value_or(Uuid{});
  query.year = whole_number(given.get("year"), 0);
  query.page = std::max<std::int64_t>(1, whole_number(given.get("page"), 1));
  query.size = kShown;
  return query;
}

// The same question again, for the pages and files of it.
std::string asked(const RegisterQuery& query) {
  std::string all = "?q=" + web::encode_percent(query.words);
  if (query.body) all += "&body=" + query.body.text();
  if (query.measure) all += "&measure=" + query.measure.text();
  if (query.year > 0) all += "&year=" + std::to_string(query.year);
  return all;
}

std::vector<page::Option> options(Visit& visit, const records::Kinds& kinds, std::string_view kind,
                                  std::string_view all_of, const Uuid& chosen) {
  std::vector<page::Option> made{{"", std::string(visit.t(all_of)), !chosen}};
  for (const auto& one : records::choices(visit.db(), kinds, visit.viewer, kind, 500))
    made.push_back({one.id.text(), one.heading, one.id == chosen});
  return made;
}

web::Response show_register(Visit& visit, const records::Kinds& kinds) {
  const Texts& t = visit.t;
  const RegisterQuery query = query_of(visit);
  const RegisterPage found = decisions(visit.db(), visit.viewer, query);
  RegisterView view;
  view.action = visit.address("decision-register");
  view.words = query.words;
  view.bodies = options(visit, kinds, "body", N_("Alle organer"), query.body);
  view.measures = options(visit, kinds, "measure", N_("Alle tiltak"), query.measure);
  view.years.push_back({"", std::string(t(N_("Alle år"))), query.year == 0});
  for (const std::int64_t year : years_with_decisions(visit.db(), visit.viewer))
    view.years.push_back({std::to_string(year), std::to_string(year), year == query.year});
  for (const OutcomeRow& row : found.rows) view.decisions.push_back(decision_view(visit, row));
  view.count = t.plural(found.total, N_("{} vedtak"), N_("{} vedtak"));
  view.csv = visit.address("decision-register.csv") + asked(query);
  view.xlsx = visit.address("decision-register.xlsx") + asked(query);
  const std::int64_t last = std::max<std::int64_t>(1, (found.total + kShown - 1) / kShown);
  if (last > 1)
    view.pages = page::pagination(t, std::min(query.page, last), last, view.action + asked(query) + "&page=", {});
  const std::string title(t(N_("Vedtak")));
  return visit.page(title, {{std::string(t(N_("Møter"))), visit.address("meetings"), false},
                            {title, view.action, false}},
                    page::hero({visit.partnership.name, title,
                                html(R"(<p class="muted">{}</p>)",
                                     t(N_("Alt organene har vedtatt, på tvers av organer og år."))),
                                {}}) +
                        register_page(t, view));
}

sheet::Sheet sheet_of(Visit& visit) {
  const Texts& t = visit.t;
  RegisterQuery query = query_of(visit);
  query.page = 1;
  query.size = kMostInAFile;
  sheet::Sheet sheet;
  for (const char* name : {N_("Dato"), N_("Organ"), N_("Sak"), N_("Vedtak"), N_("Hvordan"),
                           N_("Unntatt offentlighet")})
    sheet.header.emplace_back(t(name));
  for (const OutcomeRow& row : decisions(visit.db(), visit.viewer, query).rows)
    sheet.rows.push_back({row.held_on.iso(), row.body_name, row.item_title, trimmed(row.text),
                          how(t, row, {}), row.confidential ? std::string(t(N_("ja"))) : ""});
  return sheet;
}

web::Response register_file(Visit& visit, sheet::Format format) {
  return sheet::download(sheet_of(visit), format, "vedtak", visit.t(N_("Vedtak")));
}

std::string when_of(const Texts& t, const MeetingRow& row) {
  std::string all = t.long_date(row.held_on);
  if (!row.starts.empty()) all += ", " + t.fill(N_("kl. {}"), {row.starts});
  return all;
}

}  // namespace

records::Extra body_extra(Visit& visit, const Uuid& body, const records::Kinds& kinds) {
  const Texts& t = visit.t;
  std::vector<MeetingView> meetings;
  const auto rows = meetings_of_body(visit.db(), visit.viewer, body, kOfBodyShown);
  Uuid next;
  for (const MeetingRow& row : rows)  // the newest first: the last that has not been is the next
    if (row.held_on >= visit.viewer.today && row.state != MeetingState::called_off) next = row.id;
  for (const MeetingRow& row : rows)
    meetings.push_back({row.heading, meeting_address(visit, row.id), when_of(t, row),
                        std::string(t(label_of(row.state))), row.id == next});
  std::vector<DecisionView> taken;
  for (const OutcomeRow& row : decisions_of_body(visit.db(), visit.viewer, body, kOfBodyShown))
    taken.push_back(decision_view(visit, row));
  const Html actions = visit.viewer.may(kinds.by_name("meeting")->writers) && rows.empty()
                           ? page::button_link(page::Url(visit.address("meeting-series/new?body=" + body.text())),
                                               t(N_("Ny møteserie")), page::Weight::tertiary, "add")
                           : Html();
  if (meetings.empty() && taken.empty() && actions.empty()) return {};
  return {{}, {},
          meetings_panel(t, meetings, actions) +
              decisions_panel(t, taken, visit.address("decision-register") + "?body=" + body.text())};
}

Html treated_by_meetings(Visit& visit, std::string_view kind, const Uuid& record) {
  std::vector<TreatedView> views;
  for (const TreatedRow& row : treated(visit.db(), visit.viewer, kind, record, kTreatedShown))
    views.push_back({visit.t.short_date(row.held_on), row.heading, meeting_address(visit, row.meeting),
                     row.title, item_address(visit, row.item)});
  return treated_panel(visit.t, views);
}

std::vector<access::Route> register_routes(const records::Kinds& kinds) {
  const access::Who all = access::Who::members(kEveryRole);
  const std::string here = "/{partnership}/decision-register";
  const auto as = [](sheet::Format format) {
    return [format](Visit& visit) { return register_file(visit, format); };
  };
  return {{"GET", here, all, with(kinds, show_register)},
          {"GET", here + ".csv", all, as(sheet::Format::csv)},
          {"GET", here + ".xlsx", all, as(sheet::Format::xlsx)}};
}

}  // namespace samloft::governance
