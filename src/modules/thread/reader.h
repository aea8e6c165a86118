// Reads a partnership's facts once for each of its states. Private.
#pragma once

#include <memory>
#include <string>

#include "access/route.h"
#include "records/kept.h"
#include "rules_graph.h"

namespace samloft::thread {

struct Reading {
  Date day;  // a framework may come into force
  Facts facts;
  Graph graph;
  std::vector<LooseEnd> ends;
};

class Reader {
 public:
  Reader(const records::Kinds& kinds, std::shared_ptr<records::Kept> kept)
      : kinds_(kinds), kept_(std::move(kept)) {}
  // What was made of the state of the visit's snapshot, the reading among it.
  std::shared_ptr<records::Made> made(const access::Visit& visit) { return kept_->of(visit); }
  std::shared_ptr<const Reading> read(const access::Visit& visit, records::Made& made);
  std::shared_ptr<const Reading> read(const access::Visit& visit) {
    return read(visit, *made(visit));
  }

 private:
  const records::Kinds& kinds_;
  std::shared_ptr<records::Kept> kept_;
};

// The graph without what the viewer may not see.
Graph seen_by(const Viewer& viewer, const records::Kinds& kinds, const Graph& graph);
bool may_see(const Viewer& viewer, const records::Kinds& kinds, const Node& node);
// Alike for viewers who see the same of the graph: a part of the question for a drawing of it.
std::string sight_of(const Viewer& viewer, const records::Kinds& kinds, const Graph& graph);

}  // namespace samloft::thread
