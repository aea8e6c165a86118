// What the thread looks like: view structs in, HTML out.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"
#include "rules_graph.h"

namespace samloft::thread {

std::string_view stage_name(const Texts& t, Stage stage);     // «Mål»
std::string_view evidence_name(const Texts& t, Evidence evidence);  // «Utgangspunkt målt»

struct NodeView {
  std::string title, address;
  Evidence evidence = Evidence::none;
  bool shows_evidence = true;  // money and purposes are not followed
  bool is_here = false;        // the record whose page this is
  bool is_loose = false;       // nothing leads here, or nothing comes of it
};
struct ThreadView {
  std::string id, title, key;
  std::vector<NodeView> nodes;
  std::array<std::vector<std::size_t>, kStages> columns;  // indices into nodes, top to bottom
  std::vector<Edge> edges;
  page::Html table;
};
// The drawing, stage by stage from left to right, with its table. Empty without nodes.
page::Html thread_figure(const Texts& t, const ThreadView& view);

// A record's part of the thread as links: a line for each stage.
page::Html thread_lists(const Texts& t, const ThreadView& view);

// A school year as a wheel of what runs in it, its names beside it, or on paper below it. Without
// anything its drawing is empty.
page::Figure year_wheel(const Texts& t, int year, const std::vector<measures::Bar>& bars,
                        Date today, measures::Medium medium = measures::Medium::screen);

struct EndView {
  std::string subject, address;      // of the record it stands on
  std::string mend, mend_address;    // empty: not the viewer's to mend
};
struct RuleView {
  std::string id, title, advice, address;  // of the rule's own page
  std::int64_t count = 0;
  std::vector<EndView> ends;
};
page::Html rule_panel(const Texts& t, const RuleView& view, bool is_whole);

}  // namespace samloft::thread
