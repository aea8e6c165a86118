// The thread as a graph: what stands in each stage, and what leads to what. Pure.
//
// Stages, from what all shall serve to what it costs:
//   purpose → parts of the framework → needs → goals → measures → series → grants
// An edge leads from the earlier stage to the later one, whoever of the two names the other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "thread/thread.h"

namespace samloft::thread {

enum class Stage : std::uint8_t { purpose, element, need, goal, measure, series, grant };
inline constexpr std::size_t kStages = 7;

// How far one has come in showing whether something is so; never whether the answer is good.
enum class Evidence : std::uint8_t { none, sign, baseline, measured, judged };

struct Node {
  Uuid id;
  Stage stage = Stage::purpose;
  std::string title;
  Evidence evidence = Evidence::none;
  Uuid draft_of;                 // set: a draft that its proposer and those who gather may see
  bool is_draft = false;
  std::optional<Period> period;  // when it runs, as far as it is known
  std::vector<Uuid> districts;   // where it happens; none: everywhere
  std::int64_t bundled = 0;      // above 0: stands for so many nodes
};

struct Edge {
  std::size_t from = 0, to = 0;  // indices into nodes
  bool operator==(const Edge&) const = default;
};

struct Graph {
  std::vector<Node> nodes;  // by stage, then in the order of the facts
  std::vector<Edge> edges;
};

Graph graph_of(const Facts& facts);

// A goal: from its signs, what was measured of them, and its judgement. Signs of other goals do not
// count, and neither does a reason why there is no number.
Evidence evidence_of(const goals::Goal& goal, const std::vector<goals::Sign>& signs,
                     const std::vector<goals::Measurement>& measurements = {});

// What a node comes from and leads to, through any number of steps, itself included: a mark for
// each node. Siblings (other goals of the same need) are not reached.
std::vector<bool> reach(const Graph& graph, std::size_t node);

struct Filter {
  Uuid goal;
  Uuid district;
  std::optional<std::int64_t> year;  // a school year: 2022 is from August 2022 to July 2023
  bool empty() const { return !goal && !district && !year; }
};
// What is left when one looks at a goal, a district, a year, or all three: measures, series and
// grants that fit, and what leads to them. Everything, for an empty filter.
Graph narrowed(const Graph& graph, const Filter& filter);

// Without the nodes marked false, and the edges that touch them.
Graph kept(const Graph& graph, const std::vector<bool>& marks);

// Stages with more nodes than `most` are drawn as bundles: the nodes with the same first
// predecessor become one, with their number; those without one become one as well.
Graph bundled(const Graph& graph, std::size_t most);

// The edges that a drawing shows: those between a node and the nearest earlier stage it comes from.
// A measure with a goal is not also tied to the need and the parts of the framework it names.
std::vector<Edge> nearest_edges(const Graph& graph);

// The order of the nodes in each stage in which few lines cross: three sweeps of the barycentre
// heuristic (Sugiyama, Tagawa and Toda 1981). Indices into nodes.
std::array<std::vector<std::size_t>, kStages> ordered(const Graph& graph,
                                                      const std::vector<Edge>& edges);

}  // namespace samloft::thread
