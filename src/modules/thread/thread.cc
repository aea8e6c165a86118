// Reading the facts, and keeping them until something changes.
// Tested by pages_test.cc

#include "thread/thread.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "reader.h"
#include "records/records.h"
#include "records/store.h"

namespace samloft::thread {
namespace {

// Equals keep their order. Sorts the keys and not the records: each key is made once, and no sort
// is compiled for each kind.
template <class T, class Key>
void sort_by(std::vector<T>& all, Key key) {
  std::vector<std::pair<std::decay_t<decltype(key(all[0]))>, std::size_t>> order;
  for (const T& one : all) order.emplace_back(key(one), order.size());
  std::sort(order.begin(), order.end());
  std::vector<T> sorted;
  sorted.reserve(all.size());
  for (const auto& [of, place] : order) sorted.push_back(std::move(all[place]));
  all = std::move(sorted);
}

template <class T>
std::vector<T> read_all(db::Connection& db, const records::Kind& kind) {
  std::vector<T> all;
  for (auto& record : records::every(db, kind)) all.push_back(std::move(static_cast<T&>(*record)));
  // In the order of their names, which is how people look for them.
  if constexpr (requires(T one) { one.title; })
    sort_by(all, [](const T& one) { return sort_key(one.title); });
  else if constexpr (requires(T one) { one.name; })
    sort_by(all, [](const T& one) { return sort_key(one.name); });
  return all;
}

// Where the facts come from: the records of a kind are read again when one of them has changed.
struct Source {
  db::Connection& db;
  const records::Kinds& kinds;
  records::Made& made;

  template <class T>
  std::vector<T> all_of(const std::string& kind) const {
    const records::Kind* known = kinds.by_name(kind);
    if (known == nullptr) return {};  // an installation without it
    return *made.of_kinds<std::vector<T>>("thread: " + kind, {kind}, [&] { return read_all<T>(db, *known); });
  }
};

// Of several in force the one that began last.
Uuid framework_in_force(const Source& source, Date day) {
  Uuid found;
  std::optional<Date> began;
  for (const auto& one : source.all_of<framework::Framework>("framework")) {
    if (!Period{one.valid_from, one.valid_until}.contains(day)) continue;
    if (found && (!one.valid_from || (began && *one.valid_from <= *began))) continue;
    found = one.id;
    began = one.valid_from;
  }
  return found;
}

std::vector<framework::Element> elements_of(const Source& source, const Uuid& framework) {
  auto all = source.all_of<framework::Element>("element");
  std::erase_if(all, [&](const auto& element) { return element.framework != framework; });
  sort_by(all, [](const auto& one) { return one.place.value_or(1'000'000); });
  return all;
}

// A need that was merged into another is carried on by it: whoever points at the one, means the other.
void carry_on(Facts& facts) {
  std::map<Uuid, Uuid> into;
  for (const auto& need : facts.needs)
    if (need.merged_into) into.emplace(need.id, need.merged_into);
  if (into.empty()) return;
  const auto redirect = [&](std::vector<Uuid>& ids) {
    std::vector<Uuid> redirected;
    for (Uuid id : ids) {
      if (const auto found = into.find(id); found != into.end()) id = found->second;
      if (std::find(redirected.begin(), redirected.end(), id) == redirected.end())
        redirected.push_back(id);
    }
    ids = std::move(redirected);
  };
  for (auto& round : facts.rounds) redirect(round.needs);
  for (auto& goal : facts.goals) redirect(goal.needs);
  for (auto& measure : facts.measures) redirect(measure.needs);
  for (auto& entry : facts.involvements) redirect(entry.needs);
  std::erase_if(facts.needs, [](const auto& need) { return static_cast<bool>(need.merged_into); });
}

Facts read_facts(const Source& source, Date day) {
  Facts facts;
  facts.framework = framework_in_force(source, day);
  facts.elements = elements_of(source, facts.framework);
  facts.evidence = source.all_of<needs::Evidence>("evidence");
  facts.needs = source.all_of<needs::Need>("need");
  facts.rounds = source.all_of<needs::Round>("round");
  facts.goals = source.all_of<goals::Goal>("goal");
  facts.signs = source.all_of<goals::Sign>("sign");
  facts.measurements = source.all_of<goals::Measurement>("measurement");
  facts.measures = source.all_of<measures::Measure>("measure");
  facts.participants = source.all_of<measures::Participant>("participant");
  facts.involvements = source.all_of<involvement::Involvement>("involvement");
  facts.networks = source.all_of<networks::Network>("network");
  facts.series = source.all_of<networks::Series>("series");
  facts.capacities = source.all_of<university::Capacity>("capacity");
  facts.assignments = source.all_of<university::Assignment>("assignment");
  facts.grants = source.all_of<grants::Grant>("grant");
  facts.shares = source.all_of<grants::Share>("share");
  facts.tranches = source.all_of<grants::Tranche>("tranche");
  facts.schemes = source.all_of<partnership::Scheme>("scheme");
  facts.agreements = source.all_of<partnership::Agreement>("agreement");
  facts.phases = source.all_of<partnership::Phase>("phase");
  facts.parties = source.all_of<partnership::Party>("party");
  facts.organisations = source.all_of<people::Organisation>("organisation");
  facts.persons = source.all_of<people::Person>("person");
  facts.districts = source.all_of<people::District>("district");
  facts.units = source.all_of<people::Unit>("unit");
  facts.bodies = source.all_of<people::Body>("body");
  facts.seats = source.all_of<people::Seat>("seat");
  facts.holdings = source.all_of<people::Holding>("holding");
  facts.plans = source.all_of<documents::Plan>("plan");
  carry_on(facts);
  sort_by(facts.phases, [](const auto& one) { return one.number.value_or(0); });
  sort_by(facts.needs, [](const auto& one) { return one.priority.value_or(1'000'000); });
  sort_by(facts.rounds, [](const auto& one) { return one.decided_on; });
  std::reverse(facts.rounds.begin(), facts.rounds.end());
  sort_by(facts.evidence, [](const auto& one) { return one.year.value_or(0); });
  sort_by(facts.grants, [](const auto& one) { return one.decision_year.value_or(0); });
  sort_by(facts.shares, [](const auto& one) { return one.place.value_or(1'000'000); });
  sort_by(facts.tranches, [](const auto& one) { return one.budget_year.value_or(0); });
  return facts;
}

}  // namespace

std::shared_ptr<const Reading> Reader::read(const access::Visit& visit, records::Made& made) {
  return made.of<Reading>("thread: reading", [&] {
    Reading fresh;
    fresh.day = local_day(visit.now);
    fresh.facts = read_facts({visit.db(), kinds_, made}, fresh.day);
    fresh.graph = graph_of(fresh.facts);
    fresh.ends = loose_ends(fresh.facts, fresh.day);
    return fresh;
  });
}

bool may_see(const Viewer& viewer, const records::Kinds& kinds, const Node& node) {
  if (node.stage == Stage::grant) return viewer.may(kinds.by_name("grant")->readers);
  if (!node.is_draft || viewer.may(kinds.by_name("need")->sees_all)) return true;
  return viewer.person && node.draft_of == viewer.person;
}

Graph seen_by(const Viewer& viewer, const records::Kinds& kinds, const Graph& graph) {
  std::vector<bool> marks;
  for (const Node& node : graph.nodes) marks.push_back(may_see(viewer, kinds, node));
  return kept(graph, marks);
}

std::string sight_of(const Viewer& viewer, const records::Kinds& kinds, const Graph& graph) {
  std::string sight = viewer.may(kinds.by_name("grant")->readers) ? "money" : "no money";
  if (viewer.may(kinds.by_name("need")->sees_all)) return sight + ", all drafts";
  const bool has_drafts = std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node& node) {
    return node.is_draft && viewer.person && node.draft_of == viewer.person;
  });
  return has_drafts ? sight + ", drafts of " + viewer.person.text() : sight;
}

std::shared_ptr<const Facts> facts_of(access::Visit& visit, Reader& reader) {
  const auto reading = reader.read(visit);
  return {reading, &reading->facts};
}

int quarters_of(const goals::Goal& goal, const Facts& facts) {
  return static_cast<int>(evidence_of(goal, facts.signs, facts.measurements));
}

std::shared_ptr<const std::vector<LooseEnd>> ends_of(access::Visit& visit, Reader& reader) {
  const auto reading = reader.read(visit);
  return {reading, &reading->ends};
}

std::shared_ptr<Reader> make_reader(const records::Kinds& kinds,
                                    const std::shared_ptr<records::Kept>& kept) {
  return std::make_shared<Reader>(kinds, kept);
}

}  // namespace samloft::thread
