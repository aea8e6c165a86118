// The thread as a graph: what is tied to what, what a filter leaves, how it is drawn.

#include "rules_graph.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace samloft::thread {
namespace {

Uuid id(const std::string& name) { return Uuid::of_name("thread", name); }

template <class T>
T named(const std::string& name) {
  T record;
  record.id = id(name);
  if constexpr (requires { record.title; }) record.title = name;
  return record;
}

framework::Element element(const std::string& name, framework::Level level,
                           const std::string& parent = "") {
  auto made = named<framework::Element>(name);
  made.level = level;
  if (!parent.empty()) made.parent = id(parent);
  return made;
}

// purpose, one focus area with an indicator; a need on the indicator; two goals; a measure with a
// network in two districts; a measure that serves nothing; a grant.
Facts example() {
  using framework::Level;
  Facts facts;
  facts.elements = {element("formål", Level::purpose), element("læring", Level::focus_area),
                    element("indikator", Level::indicator, "læring")};
  auto need = named<needs::Need>("behov");
  need.state = needs::NeedState::prioritised;
  need.elements = {id("indikator")};
  facts.needs = {need};
  auto goal = named<goals::Goal>("mål"), other = named<goals::Goal>("annet mål");
  goal.needs = {id("behov")};
  other.elements = {id("læring")};
  facts.goals = {goal, other};
  auto measure = named<measures::Measure>("tiltak"), loose = named<measures::Measure>("løst tiltak");
  measure.goals = {id("mål")};
  measure.needs = {id("behov")};
  measure.valid_from = Date(2022, 8, 1);
  measure.valid_until = Date(2024, 7, 1);
  facts.measures = {measure, loose};
  auto network = named<networks::Network>("nettverk");
  network.measure = id("tiltak");
  facts.networks = {network};
  for (const char* district : {"nord", "sør"}) {
    auto made = named<people::District>(district);
    made.name = district;
    facts.districts.push_back(made);
    auto series = named<networks::Series>(std::string("serie ") + district);
    series.network = id("nettverk");
    series.district = id(district);
    series.school_year = district == std::string("nord") ? 2022 : 2023;
    facts.series.push_back(series);
  }
  auto grant = named<grants::Grant>("tilskudd");
  grant.measures = {id("tiltak")};
  grant.decision_year = 2023;
  facts.grants = {grant};
  return facts;
}

std::string titles(const Graph& graph) {
  std::string all;
  for (const Node& node : graph.nodes) all += (all.empty() ? "" : ", ") + node.title;
  return all;
}
std::vector<std::string> ties(const Graph& graph, const std::vector<Edge>& edges) {
  std::vector<std::string> all;
  for (const Edge& edge : edges)
    all.push_back(graph.nodes[edge.from].title + " → " + graph.nodes[edge.to].title);
  std::sort(all.begin(), all.end());
  return all;
}

TEST(Thread, TiesEachToWhatItComesFrom) {
  const Graph graph = graph_of(example());
  EXPECT_EQ(ties(graph, graph.edges),
            (std::vector<std::string>{"behov → mål", "behov → tiltak", "formål → læring",
                                      "læring → annet mål", "læring → behov", "mål → tiltak",
                                      "tiltak → , nord 2022–23", "tiltak → , sør 2023–24",
                                      "tiltak → tilskudd"}))
      << "a tag on an indicator counts for the part of the wheel above it";
}

TEST(Thread, ShowsTheNearestStepOnly) {
  const Graph graph = graph_of(example());
  const auto shown = ties(graph, nearest_edges(graph));
  EXPECT_EQ(std::count(shown.begin(), shown.end(), "behov → tiltak"), 0);
  EXPECT_EQ(std::count(shown.begin(), shown.end(), "mål → tiltak"), 1);
  EXPECT_EQ(std::count(shown.begin(), shown.end(), "læring → annet mål"), 1) << "it has no need";
}

TEST(Thread, IsWalkedBothWays) {
  const Graph graph = graph_of(example());
  const auto from = [&](const std::string& title) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
      if (graph.nodes[i].title == title) return titles(kept(graph, reach(graph, i)));
    return std::string();
  };
  EXPECT_EQ(from("mål"), "formål, læring, behov, mål, tiltak, , nord 2022–23, , sør 2023–24, tilskudd");
  EXPECT_EQ(from("tilskudd"), "formål, læring, behov, mål, tiltak, tilskudd");
  EXPECT_EQ(from("løst tiltak"), "løst tiltak");
  EXPECT_EQ(from("annet mål"), "formål, læring, annet mål");
}

TEST(Thread, IsNarrowedByGoalDistrictAndYear) {
  const Graph graph = graph_of(example());
  EXPECT_EQ(titles(narrowed(graph, {})), titles(graph));
  EXPECT_EQ(titles(narrowed(graph, {id("annet mål"), {}, {}})), "formål, læring, annet mål");
  EXPECT_EQ(titles(narrowed(graph, {id("mål"), id("nord"), {}})),
            "formål, læring, behov, mål, tiltak, , nord 2022–23, tilskudd");
  EXPECT_EQ(titles(narrowed(graph, {{}, {}, 2023})),
            "formål, læring, behov, mål, tiltak, løst tiltak, , sør 2023–24, tilskudd")
      << "a measure without dates may run in any year";
  EXPECT_EQ(titles(narrowed(graph, {id("mål"), {}, 2030})), "formål, læring, behov, mål");
  EXPECT_EQ(titles(narrowed(graph, {id("no such goal"), {}, {}})), "");
}

TEST(Thread, EvidenceIsHowFarOneHasCome) {
  auto goal = named<goals::Goal>("mål");
  auto sign = named<goals::Sign>("tegn");
  sign.goal = goal.id;
  EXPECT_EQ(evidence_of(goal, {}), Evidence::none);
  EXPECT_EQ(evidence_of(goal, {sign}), Evidence::sign);
  sign.measured = "55";
  sign.measured_on = Date(2024, 1, 1);
  EXPECT_EQ(evidence_of(goal, {sign}), Evidence::sign) << "a value without a baseline shows nothing";
  sign.baseline = "42";
  EXPECT_EQ(evidence_of(goal, {sign}), Evidence::sign) << "a baseline is a value and its day";
  sign.baseline_on = Date(2022, 1, 1);
  EXPECT_EQ(evidence_of(goal, {sign}), Evidence::measured);
  sign.measured.clear();
  EXPECT_EQ(evidence_of(goal, {sign}), Evidence::baseline);
  goals::Measurement measurement;
  measurement.sign = sign.id;
  measurement.state = goals::ValueState::withheld;
  EXPECT_EQ(evidence_of(goal, {sign}, {measurement}), Evidence::baseline) << "a reason is no number";
  measurement.state = goals::ValueState::value;
  EXPECT_EQ(evidence_of(goal, {sign}, {measurement}), Evidence::measured);
  sign.goal = id("another");
  EXPECT_EQ(evidence_of(goal, {sign}), Evidence::none);
  goal.judgement = goals::Judgement::not_attained;
  EXPECT_EQ(evidence_of(goal, {}), Evidence::judged) << "whatever the judgement was";
}

TEST(Thread, SpreadsEvidenceToWhatLeadsToGoalsAndServesThem) {
  Facts facts = example();
  facts.goals[0].judgement = goals::Judgement::partly;
  const Graph graph = graph_of(facts);
  for (const Node& node : graph.nodes) {
    const bool is_followed = node.title == "læring" || node.title == "behov" ||
                             node.title == "mål" || node.title == "tiltak";
    EXPECT_EQ(node.evidence, is_followed ? Evidence::judged : Evidence::none) << node.title;
  }
}

TEST(Thread, GathersManyInBundles) {
  Facts facts = example();
  for (int i = 0; i < 200; ++i) {
    auto one = named<measures::Measure>("tiltak " + std::to_string(i));
    one.goals = {id(i % 2 == 0 ? "mål" : "annet mål")};
    facts.measures.push_back(one);
  }
  const Graph graph = graph_of(facts);
  const Graph few = bundled(graph, 24);
  std::vector<std::int64_t> counts;
  for (const Node& node : few.nodes)
    if (node.stage == Stage::measure) counts.push_back(node.bundled);
  EXPECT_EQ(counts, (std::vector<std::int64_t>{101, 0, 100})) << "one goal, no goal, the other goal";
  EXPECT_EQ(titles(bundled(graph, 500)), titles(graph));
}

// Any graph whose edges lead to a later stage.
Graph some_graph() {
  Graph graph;
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
      Node node;
      node.id = Uuid::fresh();
      node.stage = static_cast<Stage>(stage);
      node.title = std::to_string(graph.nodes.size());
      graph.nodes.push_back(node);
    }
  }
  for (std::size_t from = 0; from < graph.nodes.size(); ++from) {
    for (std::size_t to = from + 1; to < graph.nodes.size(); ++to) {
      if (graph.nodes[from].stage < graph.nodes[to].stage && *rc::gen::inRange(0, 4) == 0)
        graph.edges.push_back({from, to});
    }
  }
  return graph;
}

RC_GTEST_PROP(Graphs, KeepEveryNodeOnceInTheirColumns, ()) {
  const Graph graph = some_graph();
  std::vector<int> seen(graph.nodes.size(), 0);
  const auto columns = ordered(graph, nearest_edges(graph));
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    for (const std::size_t node : columns[stage]) {
      RC_ASSERT(graph.nodes[node].stage == static_cast<Stage>(stage));
      ++seen[node];
    }
  }
  RC_ASSERT(std::all_of(seen.begin(), seen.end(), [](int times) { return times == 1; }));
}

RC_GTEST_PROP(Graphs, LoseNothingInBundles, ()) {
  const Graph graph = some_graph();
  const auto most = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
  const Graph few = bundled(graph, most);
  std::int64_t total = 0;
  for (const Node& node : few.nodes) total += std::max<std::int64_t>(1, node.bundled);
  RC_ASSERT(total == static_cast<std::int64_t>(graph.nodes.size()));
  for (const Edge& edge : few.edges)
    RC_ASSERT(few.nodes[edge.from].stage < few.nodes[edge.to].stage);
}

RC_GTEST_PROP(Graphs, ReachTheSameFromBothEnds, ()) {
  const Graph graph = some_graph();
  RC_PRE(!graph.nodes.empty());
  const auto size = static_cast<int>(graph.nodes.size());
  const auto one = static_cast<std::size_t>(*rc::gen::inRange(0, size));
  const auto other = static_cast<std::size_t>(*rc::gen::inRange(0, size));
  RC_ASSERT(reach(graph, one)[other] == reach(graph, other)[one]);
}

RC_GTEST_PROP(Graphs, LeaveEachWithANodeNoFurtherThanItsNearest, ()) {
  const Graph graph = some_graph();
  const auto shown = nearest_edges(graph);
  for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
    const auto leads_here = [&](const Edge& edge) { return edge.to == node; };
    RC_ASSERT(std::any_of(graph.edges.begin(), graph.edges.end(), leads_here) ==
              std::any_of(shown.begin(), shown.end(), leads_here));
  }
}

}  // namespace
}  // namespace samloft::thread
