// Reads a partnership's facts once for each of its states. Private.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "access/route.h"
#include "rules_graph.h"

namespace samloft::thread {

struct Reading {
  std::int64_t changes = 0;  // the state that was read
  Date day;                  // and the day: a framework may come into force
  Facts facts;
  Graph graph;
};

class Reader {
 public:
  explicit Reader(const records::Kinds& kinds) : kinds_(kinds) {}
  // What is so in the snapshot of the visit.
  std::shared_ptr<const Reading> read(access::Visit& visit);

 private:
  const records::Kinds& kinds_;
  std::mutex mutex_;  // guards the map
  std::map<Uuid, std::shared_ptr<const Reading>> readings_;  // by partnership
};

// The graph without what the viewer may not see.
Graph seen_by(const Viewer& viewer, const records::Kinds& kinds, const Graph& graph);
bool may_see(const Viewer& viewer, const records::Kinds& kinds, const Node& node);

}  // namespace samloft::thread
