// Picking those who are asked one by one: found by name, position or unit, many at a time. What is
// picked stands in the address while one searches on, so it works without script.
// Tested by app/survey_walk_test.cc

#include <algorithm>
#include <set>

#include "base/text.h"
#include "page/components.h"
#include "pages.h"
#include "people/people.h"
#include "records/pages.h"
#include "records/store.h"
#include "store.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

constexpr std::int64_t kMostSought = 500;
constexpr std::size_t kShown = 50;

std::vector<Uuid> ids_of(const std::vector<std::string>& texts) {
  std::vector<Uuid> all;
  std::set<Uuid> seen;
  for (const std::string& text : texts) {
    const auto id = Uuid::parse(text);
    if (id && seen.insert(*id).second) all.push_back(*id);
  }
  return all;
}

struct Sought {
  std::string words, role;
  bool anything() const { return !words.empty() || !role.empty(); }
};

// Those who have such a post today, once each, as «Kari Berg: Lærer, Solbakken skole».
struct Hits {
  std::vector<PickView::Person> persons;
  bool are_cut = false;
};
Hits hits_of(Visit& visit, const records::Kinds& kinds, const Survey& survey, const Sought& sought) {
  const bool is_review = survey.kind == SurveyKind::self_review;
  if (!sought.anything() && !is_review) return {};
  records::ListQuery query{.search = sought.words, .filters = {{"role", sought.role}}, .size = kMostSought};
  if (is_review) query.filters["unit"] = survey.unit.text();
  const auto found = records::list(visit.db(), *kinds.by_name("employment"), visit.viewer, query);
  const auto before = invited_persons(visit.db(), survey.id);
  const std::set<Uuid> invited(before.begin(), before.end());
  std::set<Uuid> seen;
  Hits all;
  for (std::size_t i = 0; i < found.records.size(); ++i) {
    const auto& one = static_cast<const people::Employment&>(*found.records[i]);
    if (!Period{one.valid_from, one.valid_until}.contains(local_day(visit.now))) continue;
    if (!seen.insert(one.person).second) continue;
    all.persons.push_back({one.person.text(), found.headings[i], false, invited.contains(one.person)});
  }
  all.are_cut = found.total > kMostSought || all.persons.size() > kShown;
  if (all.persons.size() > kShown) all.persons.resize(kShown);
  return all;
}

std::vector<page::Option> role_options(const Texts& t, const std::string& chosen) {
  std::vector<page::Option> all{{"", std::string(t(N_("Alle"))), chosen.empty()}};
  for (const Choice& one : ChoicesOf<Role>::list)
    all.push_back({std::string(one.code), std::string(t(one.label)), one.code == chosen});
  return all;
}

web::Response picking_page(Visit& visit, const records::Kinds& kinds, const Survey& survey,
                           std::vector<Uuid> picked, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto field = [&](const char* name) {
    return trimmed(visit.request.method == "POST" ? visit.field(name) : visit.request.query.get(name));
  };
  const Sought sought{field("q"), field("role")};
  Hits hits = hits_of(visit, kinds, survey, sought);
  if (visit.request.query.has("all")) {
    for (const PickView::Person& one : hits.persons)
      if (!one.is_invited) picked.push_back(*Uuid::parse(one.id));
  }
  std::set<Uuid> chosen(picked.begin(), picked.end());
  PickView view;
  for (PickView::Person& one : hits.persons) one.is_picked = chosen.erase(*Uuid::parse(one.id)) > 0;
  const auto headings = records::headings_of(visit.db(), kinds, visit.viewer, {chosen.begin(), chosen.end()});
  for (const auto& [id, heading] : headings) view.picked.push_back({id.text(), heading, true, false});
  std::sort(view.picked.begin(), view.picked.end(),
            [](const auto& one, const auto& other) { return one.name < other.name; });
  view.address = survey_address(visit, survey.id, "/persons");
  view.csrf = visit.csrf();
  view.words = sought.words;
  view.roles = role_options(t, sought.role);
  view.has_sought = sought.anything() || survey.kind == SurveyKind::self_review;
  view.is_cut = hits.are_cut;
  view.hits = std::move(hits.persons);
  view.least = std::to_string(*survey.smallest_group);
  view.error = page::error_of(t, errors, "persons");
  const std::string title(t(N_("Velg enkeltpersoner")));
  auto path = crumbs(visit, survey, title);
  path.insert(path.end() - 1, {std::string(t(N_("Inviter og send ut"))),
                               survey_address(visit, survey.id, "/sending"), false});
  return visit.page(title, path,
                    page::hero({survey.title.nb, title, {}, {}}) +
                        html(R"(<div class="stack">{}{}</div>)", page::error_summary(t, errors),
                             picking_panel(t, view)),
                    errors.empty() ? 200 : 422);
}

web::Response show_picking(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  return picking_page(visit, kinds, *survey, ids_of(visit.request.query.every("persons")), {});
}

web::Response invite_those_picked(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  const auto picked = ids_of(visit.form.fields.every("persons"));
  const Receivers chosen = with_mail(visit, kinds, picked);
  if (!picked.empty() && chosen.persons.empty()) {
    return picking_page(visit, kinds, *survey, picked,
                        {{"persons", N_("Ingen av dem har en e-postadresse. Gi dem koder på papir.")}});
  }
  auto work = work_of(visit, kinds);
  const auto links = invite_picked(work, *survey, chosen.persons);
  if (links) return invited(visit, kinds, *survey, *links, chosen.without_mail);
  if (links.error().fields.empty()) return visit.problem(links.error());
  return picking_page(visit, kinds, *survey, picked, links.error().fields);
}

}  // namespace

std::vector<access::Route> picking_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kRunnerRoles);
  const std::string persons = "/{partnership}/surveys/{id}/persons";
  return {{"GET", persons, who, with(kinds, show_picking)},
          {"POST", persons, who, with(kinds, invite_those_picked)}};
}

}  // namespace samloft::surveys
