// Building, narrowing and ordering the thread.
// Tested by rules_graph_test.cc

#include "rules_graph.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace samloft::thread {
namespace {

Period school_year(std::int64_t year) {
  const int first = static_cast<int>(year);
  return {Date(first, 8, 1), Date(first + 1, 8, 1)};
}

bool overlaps(const Period& one, const Period& other) {
  const bool before = one.until && other.from && *one.until <= *other.from;
  const bool after = other.until && one.from && *other.until <= *one.from;
  return !before && !after;
}

// Collects nodes and edges; edges may name nodes that come later.
class Builder {
 public:
  void add(Node node) {
    index_.emplace(node.id, graph_.nodes.size());
    graph_.nodes.push_back(std::move(node));
  }
  void tie(const Uuid& from, const Uuid& to) { ties_.emplace_back(from, to); }
  void tie(const std::vector<Uuid>& from, const Uuid& to) {
    for (const Uuid& one : from) tie(one, to);
  }
  Graph finished() {
    for (const auto& [from, to] : ties_) {
      const auto start = index_.find(from), end = index_.find(to);
      if (start == index_.end() || end == index_.end()) continue;
      const Edge edge{start->second, end->second};
      if (std::find(graph_.edges.begin(), graph_.edges.end(), edge) == graph_.edges.end())
        graph_.edges.push_back(edge);
    }
    return std::move(graph_);
  }

 private:
  Graph graph_;
  std::map<Uuid, std::size_t> index_;
  std::vector<std::pair<Uuid, Uuid>> ties_;
};

Node node(const Record& record, Stage stage, std::string title) {
  Node made;
  made.id = record.id;
  made.stage = stage;
  made.title = std::move(title);
  return made;
}

void add_elements(Builder& builder, const Facts& facts) {
  std::vector<Uuid> purposes;
  for (const auto& element : facts.elements) {
    if (element.level != framework::Level::purpose) continue;
    builder.add(node(element, Stage::purpose, element.title));
    purposes.push_back(element.id);
  }
  for (const auto& element : facts.elements) {
    if (element.level == framework::Level::purpose || element.level > framework::Level::principle)
      continue;
    builder.add(node(element, Stage::element, element.title));
    builder.tie(purposes, element.id);
  }
}

// Tags on an indicator or a sign of practice count for the part of the wheel they stand under.
std::vector<Uuid> in_the_wheel(const Facts& facts, const std::vector<Uuid>& elements) {
  std::vector<Uuid> found;
  for (Uuid id : elements) {
    for (int steps = 0; steps < 4; ++steps) {
      const auto at = std::find_if(facts.elements.begin(), facts.elements.end(),
                                   [&](const auto& one) { return one.id == id; });
      if (at == facts.elements.end()) break;
      if (at->level <= framework::Level::principle) {
        found.push_back(id);
        break;
      }
      id = at->parent;
    }
  }
  return found;
}

void add_needs(Builder& builder, const Facts& facts) {
  for (const auto& need : facts.needs) {
    Node made = node(need, Stage::need, need.title);
    made.is_draft = need.state == needs::NeedState::draft;
    if (made.is_draft) made.draft_of = need.raised_by;
    builder.add(std::move(made));
    builder.tie(in_the_wheel(facts, need.elements), need.id);
  }
}

void add_goals(Builder& builder, const Facts& facts) {
  for (const auto& goal : facts.goals) {
    Node made = node(goal, Stage::goal, goal.title);
    made.evidence = evidence_of(goal, facts.signs, facts.measurements);
    builder.add(std::move(made));
    builder.tie(in_the_wheel(facts, goal.elements), goal.id);
    builder.tie(goal.needs, goal.id);
  }
}

std::vector<Uuid> districts_of(const Facts& facts, const measures::Measure& measure) {
  std::set<Uuid> found;
  for (const auto& network : facts.networks) {
    if (network.measure != measure.id) continue;
    for (const auto& series : facts.series)
      if (series.network == network.id && series.district) found.insert(series.district);
  }
  for (const auto& participant : facts.participants) {
    if (participant.measure != measure.id) continue;
    for (const auto& unit : facts.units) {
      const bool takes_part = std::find(participant.units.begin(), participant.units.end(),
                                        unit.id) != participant.units.end();
      if (takes_part && unit.district) found.insert(unit.district);
    }
  }
  return {found.begin(), found.end()};
}

void add_measures(Builder& builder, const Facts& facts) {
  for (const auto& measure : facts.measures) {
    Node made = node(measure, Stage::measure, measure.title);
    if (measure.valid_from || measure.valid_until)
      made.period = Period{measure.valid_from, measure.valid_until};
    made.districts = districts_of(facts, measure);
    builder.add(std::move(made));
    builder.tie(in_the_wheel(facts, measure.elements), measure.id);
    builder.tie(measure.needs, measure.id);
    builder.tie(measure.goals, measure.id);
  }
}

std::string district_name(const Facts& facts, const Uuid& id) {
  for (const auto& district : facts.districts)
    if (district.id == id) return district.name;
  return "";
}

void add_series(Builder& builder, const Facts& facts) {
  for (const auto& network : facts.networks) {
    for (const auto& series : facts.series) {
      if (series.network != network.id) continue;
      std::string title = network.name + ", " + district_name(facts, series.district);
      if (series.school_year) title += " " + networks::school_year_name(*series.school_year);
      Node made = node(series, Stage::series, std::move(title));
      if (series.district) made.districts = {series.district};
      if (series.school_year) made.period = school_year(*series.school_year);
      builder.add(std::move(made));
      builder.tie(network.measure, series.id);
    }
  }
}

void add_grants(Builder& builder, const Facts& facts) {
  for (const auto& grant : facts.grants) {
    Node made = node(grant, Stage::grant, grant.title);
    if (grant.decision_year) {
      const int year = static_cast<int>(*grant.decision_year);
      made.period = Period{Date(year, 1, 1), Date(year + 1, 1, 1)};
    }
    builder.add(std::move(made));
    builder.tie(grant.measures, grant.id);
  }
}

// What measures and earlier nodes show is what the goals they serve have come to: the furthest.
void spread_evidence(Graph& graph) {
  std::vector<Evidence> of_goals(graph.nodes.size(), Evidence::none);
  for (const Edge& edge : graph.edges) {
    const Node &from = graph.nodes[edge.from], &to = graph.nodes[edge.to];
    if (from.stage == Stage::goal && to.stage == Stage::measure)
      of_goals[edge.to] = std::max(of_goals[edge.to], from.evidence);
    if (to.stage == Stage::goal) of_goals[edge.from] = std::max(of_goals[edge.from], to.evidence);
  }
  // A part of the framework is also served through its needs.
  for (const Edge& edge : graph.edges) {
    if (graph.nodes[edge.from].stage == Stage::element &&
        graph.nodes[edge.to].stage == Stage::need)
      of_goals[edge.from] = std::max(of_goals[edge.from], of_goals[edge.to]);
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (graph.nodes[i].stage != Stage::goal) graph.nodes[i].evidence = of_goals[i];
}

// Marks what is reached along the edges in one direction.
void follow(const Graph& graph, std::size_t start, bool forwards, std::vector<bool>& marks) {
  std::vector<std::size_t> waiting{start};
  std::vector<bool> seen(graph.nodes.size(), false);
  seen[start] = true;
  while (!waiting.empty()) {
    const std::size_t here = waiting.back();
    waiting.pop_back();
    marks[here] = true;
    for (const Edge& edge : graph.edges) {
      if ((forwards ? edge.from : edge.to) != here) continue;
      const std::size_t next = forwards ? edge.to : edge.from;
      if (!seen[next]) {
        seen[next] = true;
        waiting.push_back(next);
      }
    }
  }
}

bool in_district(const Node& node, const Uuid& district) {
  return node.districts.empty() || std::find(node.districts.begin(), node.districts.end(),
                                             district) != node.districts.end();
}

bool fits(const Node& node, const Filter& filter) {
  if (filter.district && !in_district(node, filter.district)) return false;
  return !filter.year || !node.period || overlaps(*node.period, school_year(*filter.year));
}

}  // namespace

Evidence evidence_of(const goals::Goal& goal, const std::vector<goals::Sign>& signs,
                     const std::vector<goals::Measurement>& measurements) {
  if (goal.judgement != goals::Judgement::none) return Evidence::judged;
  Evidence found = Evidence::none;
  for (const auto& sign : signs) {
    if (sign.goal != goal.id) continue;
    const bool has_baseline = !sign.baseline.empty() && sign.baseline_on;
    const bool is_measured =
        has_baseline && ((!sign.measured.empty() && sign.measured_on) ||
                         std::any_of(measurements.begin(), measurements.end(), [&](const auto& one) {
                           return one.sign == sign.id && one.state == goals::ValueState::value;
                         }));
    found = std::max(found, is_measured    ? Evidence::measured
                            : has_baseline ? Evidence::baseline
                                           : Evidence::sign);
  }
  return found;
}

Graph graph_of(const Facts& facts) {
  Builder builder;
  add_elements(builder, facts);
  add_needs(builder, facts);
  add_goals(builder, facts);
  add_measures(builder, facts);
  add_series(builder, facts);
  add_grants(builder, facts);
  Graph graph = builder.finished();
  spread_evidence(graph);
  return graph;
}

std::vector<bool> reach(const Graph& graph, std::size_t node) {
  std::vector<bool> marks(graph.nodes.size(), false);
  follow(graph, node, true, marks);
  follow(graph, node, false, marks);
  return marks;
}

Graph kept(const Graph& graph, const std::vector<bool>& marks) {
  Graph out;
  std::vector<std::size_t> moved(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!marks[i]) continue;
    moved[i] = out.nodes.size();
    out.nodes.push_back(graph.nodes[i]);
  }
  for (const Edge& edge : graph.edges)
    if (marks[edge.from] && marks[edge.to]) out.edges.push_back({moved[edge.from], moved[edge.to]});
  return out;
}

Graph narrowed(const Graph& graph, const Filter& filter) {
  if (filter.empty()) return graph;
  std::vector<bool> near(graph.nodes.size(), true);
  if (filter.goal) {
    near.assign(graph.nodes.size(), false);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
      if (graph.nodes[i].id == filter.goal) near = reach(graph, i);
  }
  std::vector<bool> marks(graph.nodes.size(), false);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const bool is_done = graph.nodes[i].stage >= Stage::measure;
    const bool is_asked_for = graph.nodes[i].id == filter.goal;
    if (near[i] && ((is_done && fits(graph.nodes[i], filter)) || is_asked_for))
      follow(graph, i, false, marks);
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const bool fails = graph.nodes[i].stage >= Stage::measure && !fits(graph.nodes[i], filter);
    if (!near[i] || fails) marks[i] = false;
  }
  return kept(graph, marks);
}

namespace {

// The nodes of one stage in bundles of the same first predecessor.
Graph bundle_stage(const Graph& graph, Stage stage) {
  constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
  std::map<std::size_t, std::size_t> bundle_of;  // predecessor → index in out
  std::vector<std::size_t> first(graph.nodes.size(), kNobody), moved(graph.nodes.size());
  for (const Edge& edge : nearest_edges(graph))
    first[edge.to] = std::min(first[edge.to], edge.from);
  Graph out;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const auto known = bundle_of.find(first[i]);
    if (graph.nodes[i].stage != stage || known == bundle_of.end()) {
      moved[i] = out.nodes.size();
      out.nodes.push_back(graph.nodes[i]);
      if (graph.nodes[i].stage != stage) continue;
      bundle_of[first[i]] = moved[i];
      out.nodes.back().bundled = std::max<std::int64_t>(1, graph.nodes[i].bundled);
    } else {
      moved[i] = known->second;
      Node& bundle = out.nodes[known->second];
      bundle.bundled += std::max<std::int64_t>(1, graph.nodes[i].bundled);
      bundle.evidence = std::max(bundle.evidence, graph.nodes[i].evidence);
    }
  }
  for (const Edge& edge : graph.edges) {
    const Edge made{moved[edge.from], moved[edge.to]};
    if (std::find(out.edges.begin(), out.edges.end(), made) == out.edges.end())
      out.edges.push_back(made);
  }
  for (Node& node : out.nodes)
    if (node.bundled == 1) node.bundled = 0;
  return out;
}

}  // namespace

Graph bundled(const Graph& graph, std::size_t most) {
  Graph out = graph;
  for (const Stage stage : {Stage::need, Stage::goal, Stage::measure, Stage::series, Stage::grant}) {
    const auto count = std::count_if(out.nodes.begin(), out.nodes.end(),
                                     [&](const Node& node) { return node.stage == stage; });
    if (static_cast<std::size_t>(count) > most) out = bundle_stage(out, stage);
  }
  return out;
}

std::vector<Edge> nearest_edges(const Graph& graph) {
  std::vector<Stage> nearest(graph.nodes.size(), Stage::purpose);
  for (const Edge& edge : graph.edges)
    nearest[edge.to] = std::max(nearest[edge.to], graph.nodes[edge.from].stage);
  std::vector<Edge> shown;
  for (const Edge& edge : graph.edges)
    if (graph.nodes[edge.from].stage == nearest[edge.to]) shown.push_back(edge);
  return shown;
}

std::array<std::vector<std::size_t>, kStages> ordered(const Graph& graph,
                                                      const std::vector<Edge>& edges) {
  std::array<std::vector<std::size_t>, kStages> columns;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    columns[static_cast<std::size_t>(graph.nodes[i].stage)].push_back(i);
  std::vector<double> place(graph.nodes.size(), 0);
  const auto number = [&] {
    for (const auto& column : columns)
      for (std::size_t i = 0; i < column.size(); ++i)
        place[column[i]] = (static_cast<double>(i) + 0.5) / static_cast<double>(column.size());
  };
  number();
  for (int sweep = 0; sweep < 6; ++sweep) {
    const bool forwards = sweep % 2 == 0;
    std::vector<double> sum(graph.nodes.size(), 0), count(graph.nodes.size(), 0);
    for (const Edge& edge : edges) {
      const std::size_t here = forwards ? edge.to : edge.from, there = forwards ? edge.from : edge.to;
      sum[here] += place[there];
      count[here] += 1;
    }
    for (auto& column : columns) {
      std::stable_sort(column.begin(), column.end(), [&](std::size_t a, std::size_t b) {
        const double left = count[a] > 0 ? sum[a] / count[a] : place[a];
        const double right = count[b] > 0 ? sum[b] / count[b] : place[b];
        return left < right;
      });
    }
    number();
  }
  return columns;
}

}  // namespace samloft::thread
