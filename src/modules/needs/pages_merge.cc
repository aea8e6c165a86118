// Bringing alike needs together, and taking one out again.
// Tested by pages_process_test.cc; what it stores, by the app's walk of needs.

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "rules_alike.h"
#include "store_process.h"
#include "views_process.h"

namespace samloft::needs {

using access::Visit;
using page::Html;

namespace {

constexpr std::size_t kMostAlike = 20;

std::string shown_stem(const std::string& stem) { return length(stem) < 7 ? stem : stem + "…"; }

std::string why_of(const Texts& t, const Alike& one) {
  std::string why;
  if (one.elements > 0)
    why = t.plural(one.elements, N_("én felles del av rammeverket"),
                   N_("{} felles deler av rammeverket"));
  if (one.words.empty()) return why;
  std::string words;
  for (const std::string& stem : one.words) words += (words.empty() ? "" : ", ") + shown_stem(stem);
  return why + (why.empty() ? "" : "; ") + t.fill(N_("felles ord: {}"), {words});
}

// All that the search finds, or else what is alike.
std::vector<Alike> candidates(Visit& visit, const Need& need, const std::string& words) {
  const auto all = open_features(visit.db());
  Features one{need.id, need.title, need.elements, words_of(need.title + " " + need.description)};
  if (words.empty()) return alike(one, all, kMostAlike);
  std::vector<Alike> found;
  for (const Features& other : all) {
    const bool fits = folded(other.title).find(folded(words)) != std::string::npos;
    if (other.need != need.id && fits && found.size() < kMostAlike)
      found.push_back({other.need, other.title, 0, {}});
  }
  return found;
}

web::Response merging(Visit& visit, const records::Kinds& kinds, const Need& need,
                      const std::string& error) {
  const std::string words = trimmed(visit.request.query.get("q"));
  const std::vector<std::string> chosen = visit.form.fields.every("need");
  MergingView view;
  view.action = need_address(visit, need.id, "/merging");
  view.search_action = view.action;
  view.csrf = visit.csrf();
  view.search = words;
  view.title = need.title;
  view.new_title = visit.field("title");
  view.fresh = Uuid::fresh().text();
  view.into_new = visit.field("into") == "new";
  view.error = error;
  for (const Alike& one : candidates(visit, need, words)) {
    const std::string id = one.need.text();
    view.alike.push_back({id, one.title, why_of(visit.t, one),
                          std::find(chosen.begin(), chosen.end(), id) != chosen.end()});
  }
  const std::string title(visit.t(N_("Samle behov")));
  const records::Kind& kind = *kinds.by_name("need");
  return visit.page(
      title,
      {{std::string(visit.t(kind.many)), visit.address("needs"), false},
       {need.title, need_address(visit, need.id), false},
       {title, view.action, false}},
      page::hero({std::string(visit.t(kind.one)),
                  need.title,
                  page::html(R"(<p class="muted">{}</p>)",
                             visit.t(N_("Behov som likner hverandre, kan føres videre som "
                                        "ett. Ingenting går tapt: hvert beholder siden sin og "
                                        "kan tas ut igjen."))),
                  {}}) +
          merging_page(visit.t, view),
      error.empty() ? 200 : 422);
}

std::vector<Uuid> chosen_needs(const Visit& visit) {
  std::vector<Uuid> chosen;
  for (const std::string& typed : visit.form.fields.every("need"))
    if (const auto id = Uuid::parse(typed)) chosen.push_back(*id);
  return chosen;
}

// A need of its own that carries all of them on.
Result<Uuid> new_need(Visit& visit, const records::Kinds& kinds, const Need& like) {
  Need made;
  made.id = Uuid::parse(visit.field("fresh")).value_or(Uuid::fresh());
  made.title = trimmed(visit.field("title"));
  made.kind = like.kind;
  made.evidence = like.evidence;
  made.raised_by = visit.viewer.person;
  made.raised_on = local_day(visit.now);
  made.state = NeedState::submitted;
  auto work = work_of(visit, kinds);
  return records::create_by_verb(work, *kinds.by_name("need"), made);
}

}  // namespace

Html merged_panel(Visit& visit, const Need& need) {
  std::vector<NamedLink> links;
  for (const NamedId& one : merged_titles(visit.db(), need.id))
    links.push_back({one.name, need_address(visit, one.id)});
  return merged_list(visit.t, links);
}

web::Response show_merging(Visit& visit, const records::Kinds& kinds) {
  const auto need = wanted_need(visit, kinds);
  if (!need) return visit.problem(Problem::not_found());
  return merging(visit, kinds, *need, "");
}

web::Response merge_chosen(Visit& visit, const records::Kinds& kinds) {
  const auto need = wanted_need(visit, kinds);
  if (!need) return visit.problem(Problem::not_found());
  std::vector<Uuid> chosen = chosen_needs(visit);
  if (chosen.empty())
    return merging(visit, kinds, *need,
                   std::string(visit.t(N_("Kryss av minst ett behov som skal samles med dette."))));
  Uuid into = need->id;
  if (visit.field("into") == "new") {
    const auto made = new_need(visit, kinds, *need);
    if (!made)
      return merging(visit, kinds, *need,
                     std::string(visit.t(N_("Skriv en tittel på det nye behovet."))));
    into = *made;
    chosen.insert(chosen.begin(), need->id);
  }
  auto work = work_of(visit, kinds);
  const auto merged = merge(work, into, chosen);
  if (!merged && merged.error().kind == Problem::Kind::conflict)
    return merging(visit, kinds, *need, visit.t(merged.error().message));
  if (!merged) return visit.problem(merged.error());
  return records::done(visit, need_address(visit, into), into);
}

web::Response take_one_out(Visit& visit, const records::Kinds& kinds) {
  const auto need = wanted_need(visit, kinds);
  if (!need) return visit.problem(Problem::not_found());
  auto work = work_of(visit, kinds);
  const auto outcome = take_out(work, need->id);
  if (!outcome) return visit.problem(outcome.error());
  return records::done(visit, need_address(visit, need->id), need->id);
}

}  // namespace samloft::needs
