// What involvement adds to other pages, the answer to an invitation, and the page of what is
// missing.
// Tested by pages_test.cc

#include <algorithm>

#include "access/site.h"
#include "base/text.h"
#include "involvement/involvement.h"
#include "people/people.h"
#include "records/pages.h"
#include "records/records.h"
#include "rules.h"
#include "store.h"
#include "views.h"

namespace samloft::involvement {
namespace {

using access::Visit;

constexpr std::size_t kNeedsOnAPage = 25;
constexpr std::string_view kRoleNames[] = {
    N_("ledere"), N_("lærere og barnehagelærere"), N_("andre ansatte"),
    N_("PPT"),    N_("spesialpedagoger"),          N_("tillitsvalgte"),
    N_("andre")};

// «4 ledere, 12 lærere og barnehagelærere»
std::string asked_in_words(const Texts& t, const std::vector<std::int64_t>& counts) {
  std::string words;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    words += (words.empty() ? "" : ", ") + std::to_string(counts[i]) + " " +
             std::string(t(kRoleNames[i]));
  }
  return words;
}

// What is missing of one need or measure, with the links that mend it.
class GapViews {
 public:
  GapViews(const Visit& visit, const records::Kinds& kinds)
      : visit_(visit),
        units_(*kinds.by_name("unit")),
        may_log_(records::may_make(visit.viewer, *kinds.by_name("involvement"))),
        may_invite_(records::may_make(visit.viewer, *kinds.by_name("invitation"))) {}

  // field: «needs» or «measures», as the log names it.
  std::vector<GapView> of(const std::vector<Gap>& gaps, const std::string& field,
                          const Uuid& about) const {
    std::vector<GapView> views;
    for (const Gap& gap : gaps) views.push_back(of(gap, field, about));
    return views;
  }

 private:
  GapView of(const Gap& gap, const std::string& field, const Uuid& about) const {
    GapView view{std::string(visit_.t(words_of(gap.rule))), "", "", {}};
    if (rule_code(gap.rule) == "R7" && may_log_) {
      view.mend = visit_.address("involvements/new?" + field + "=" + about.text());
      view.mend_text = visit_.t(N_("Skriv hvem som er spurt"));
    }
    for (const UnitName& unit : gap.units) {
      const bool invites = gap.rule == Rule::r9_invitation && may_invite_;
      view.units.push_back(
          {unit.name, invites ? visit_.address("invitations/new?unit=" + unit.id.text() +
                                               "&measure=" + about.text())
                              : records::address_of(visit_, units_, unit.id)});
    }
    return view;
  }
  const Visit& visit_;
  const records::Kind& units_;
  bool may_log_, may_invite_;
};

std::vector<EntryView> entries_of(const Visit& visit, const records::Kinds& kinds,
                                  const Known& known, const Uuid& about) {
  const records::Kind& kind = *kinds.by_name("involvement");
  const auto rows =
      entries_about(known, about, visit.viewer.person, visit.viewer.may(kind.sees_all));
  std::vector<EntryView> views;
  for (const EntryRow* row : rows) {
    const auto day = Date::parse(row->held_on);
    views.push_back({{row->title, records::address_of(visit, kind, row->id)},
                     std::string(visit.t(label_of(value_of<Form>(row->form)))) + ", " +
                         (day ? visit.t.short_date(*day) : row->held_on),
                     asked_in_words(visit.t, row->counts),
                     row->summary,
                     row->effect});
  }
  return views;
}

std::vector<InvitedView> invited_to(const Visit& visit, const Uuid& measure) {
  std::vector<InvitedView> views;
  std::string last;
  for (const AnswerRow& row : answers_to(visit.db(), measure)) {
    if (row.owner_type != last)
      views.push_back(
          {std::string(visit.t(label_of(value_of<people::OwnerType>(row.owner_type)))), 0, 0, 0});
    last = row.owner_type;
    auto& view = views.back();
    (row.answer == "yes" ? view.yes : row.answer == "no" ? view.no : view.none) += row.count;
  }
  return views;
}

std::shared_ptr<const Known> known_of(const Visit& visit, records::Made& made) {
  const Date today = local_day(visit.now);
  return made.of_kinds<Known>("involvement: known " + today.iso(), kinds_of_known(),
                              [&] {
                                Known known = known_in(visit.db(), today);
                                add_entries(visit.db(), known);
                                return known;
                              });
}

page::Html panel_of(const Visit& visit, const records::Kinds& kinds, const Known& known,
                    const Record& record, bool is_measure) {
  const records::Kind& kind = *kinds.by_name("involvement");
  const std::string field = is_measure ? "measures" : "needs";
  const auto gaps = is_measure ? gaps_of_measure(known, record.id) : gaps_of_need(known, record.id);
  PanelView view;
  view.gaps = GapViews(visit, kinds).of(gaps, field, record.id);
  view.entries = entries_of(visit, kinds, known, record.id);
  if (is_measure) view.invited = invited_to(visit, record.id);
  view.complete = std::none_of(gaps.begin(), gaps.end(),
                               [](const Gap& gap) { return rule_code(gap.rule) == "R7"; });
  if (records::may_make(visit.viewer, kind))
    view.add_address = visit.address("involvements/new?" + field + "=" + record.id.text());
  return panel(visit.t, view);
}

void add_panel(records::Extras& extras, const records::Kinds& kinds, const std::string& kind) {
  const records::ExtraOf before = extras.of_record[kind];
  extras.of_record[kind] = [&kinds, kind, before, kept = extras.kept](Visit& visit, const Record& record) {
    records::Extra extra = before ? before(visit, record) : records::Extra{};
    const auto known = known_of(visit, *kept->of(visit));
    extra.below += panel_of(visit, kinds, *known, record, kind == "measure");
    return extra;
  };
}

// --- the answer to an invitation

bool may_answer(const Visit& visit, const records::Kinds& kinds, const Invitation& invitation) {
  if (invitation.answer != Answer::none) return false;
  if (visit.viewer.may(kinds.by_name("invitation")->writers)) return true;
  return visit.viewer.may({Role::unit_leader, Role::private_owner}) &&
         speaks_for(visit.db(), visit.viewer.person, invitation.unit, local_day(visit.now));
}

AnswerView answer_view(const Visit& visit, const Invitation& invitation) {
  return {visit.address("invitations/" + invitation.id.text() + "/answer"), visit.csrf(),
          visit.field("reason"), ""};
}

records::Extra invitation_extra(Visit& visit, const Invitation& invitation,
                                const records::Kinds& kinds) {
  if (!may_answer(visit, kinds, invitation)) return {};
  return {{}, {}, answer_panel(visit.t, answer_view(visit, invitation))};
}

web::Response take_answer(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  if (!id) return visit.problem(Problem::not_found());
  const records::Kind& kind = *kinds.by_name("invitation");
  const auto invitation = records::find<Invitation>(visit.db(), kind, *id);
  if (!invitation) return visit.problem(Problem::not_found());
  const auto chosen = value_named<Answer>(visit.field("answer"));
  if ((!chosen || *chosen == Answer::none) && may_answer(visit, kinds, *invitation)) {
    AnswerView view = answer_view(visit, *invitation);
    view.error = visit.t(N_("Velg ja eller nei."));
    const std::string title(visit.t(N_("Svar for enheten")));
    return visit.page(title, {{title, visit.request.path, false}}, answer_panel(visit.t, view),
                      422);
  }
  records::Work work{visit.db(), kinds, visit.viewer, visit.now, {}};
  const auto outcome = answer(work, *id, chosen.value_or(Answer::none), visit.field("reason"));
  if (!outcome) return visit.problem(outcome.error());
  return records::done(visit, records::address_of(visit, kind, *id), *id);
}

// --- the page of what is missing

std::vector<MissingView> missing_of_measures(const Visit& visit, const GapViews& views,
                                             const Known& known, const records::Kind& kind) {
  std::vector<MissingView> all;
  for (const Named& measure : measures_under_way(visit.db())) {
    const std::vector<Gap> gaps = gaps_of_measure(known, measure.id);
    if (!gaps.empty())
      all.push_back({{measure.title, records::address_of(visit, kind, measure.id)},
                     views.of(gaps, "measures", measure.id)});
  }
  return all;
}

void add_missing_needs(const Visit& visit, const GapViews& views, const Known& known,
                       const records::Kind& kind, GapsPageView& out) {
  std::vector<std::pair<Named, std::vector<Gap>>> missing;
  for (const Named& need : needs_in_use(visit.db())) {
    auto gaps = gaps_of_need(known, need.id);
    if (!gaps.empty()) missing.emplace_back(need, std::move(gaps));
  }
  out.needs_missing = static_cast<std::int64_t>(missing.size());
  const auto last =
      std::max<std::int64_t>(1, (out.needs_missing + static_cast<std::int64_t>(kNeedsOnAPage) - 1) /
                                    static_cast<std::int64_t>(kNeedsOnAPage));
  const std::int64_t number =
      std::clamp<std::int64_t>(whole_number(visit.request.query.get("page"), 1), 1, last);
  const std::size_t first = static_cast<std::size_t>(number - 1) * kNeedsOnAPage;
  for (std::size_t i = first; i < std::min(first + kNeedsOnAPage, missing.size()); ++i) {
    const auto& [need, gaps] = missing[i];
    out.needs.push_back({{need.title, records::address_of(visit, kind, need.id)},
                         views.of(gaps, "needs", need.id)});
  }
  out.pages = page::pagination(visit.t, number, last, visit.address("involvement-gaps?page="), "");
}

web::Response show_gaps(Visit& visit, const records::Kinds& kinds) {
  const GapViews views(visit, kinds);
  GapsPageView view;
  const Known known = known_in(visit.db(), local_day(visit.now));
  view.measures = missing_of_measures(visit, views, known, *kinds.by_name("measure"));
  add_missing_needs(visit, views, known, *kinds.by_name("need"), view);
  const std::string title(visit.t(N_("Medvirkning som mangler")));
  const std::string log(visit.t(N_("Medvirkning")));
  return visit.page(
      title,
      {{log, visit.address("involvements"), false},
       {title, visit.address("involvement-gaps"), false}},
      page::hero(
          {log,
           title,
           page::html(R"(<p class="muted">{}</p>)",
                      visit.t(N_("Behov og tiltak skal hvile på mer enn ledernes syn: ansatte "
                                 "og tillitsvalgte er spurt, og de private enhetene er "
                                 "invitert og har svart."))),
           {}}) +
          gaps_page(visit.t, view));
}

records::Extra list_extra(Visit& visit) {
  return {page::button_link(page::Url(visit.address("involvement-gaps")),
                            visit.t(N_("Det som mangler")), page::Weight::secondary),
          {},
          {}};
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  add_panel(extras, kinds, "need");
  add_panel(extras, kinds, "measure");
  extras.of_record["invitation"] = [&kinds](Visit& visit, const Record& record) {
    return invitation_extra(visit, static_cast<const Invitation&>(record), kinds);
  };
  extras.of_list["involvement"] = list_extra;
  extras.of_list["invitation"] = list_extra;
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  return {{"GET", "/{partnership}/involvement-gaps", access::Who::members(kEveryRole),
           [&kinds](Visit& visit) { return show_gaps(visit, kinds); }},
          {"POST", "/{partnership}/invitations/{id}/answer",
           access::Who::members({Role::coordinator, Role::unit_leader, Role::private_owner}),
           [&kinds](Visit& visit) { return take_answer(visit, kinds); }}};
}

}  // namespace samloft::involvement
