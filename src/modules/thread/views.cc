// The drawing of the thread, its lists, and the panels of loose ends.
// Tested by pages_test.cc

#include "views.h"

#include <algorithm>

#include "base/lettering.h"
#include "page/svg.h"

namespace samloft::thread {
namespace {

using page::Html;
using page::html;

constexpr double kBox = 186, kGap = 46;  // width of a box, room for lines between columns
constexpr double kLine = 18, kPad = 9, kRow = 10;
constexpr double kTop = 32;              // room for a stage's name
constexpr double kLetters = 14;
constexpr double kTextLeft = 30;         // after the evidence mark
constexpr std::size_t kMostLines = 3;

struct Box {
  double x = 0, y = 0, height = 0;
  std::vector<std::string> lines;
  double middle() const { return y + height / 2; }
};

// Series and grants both come of measures: they share the last column, so that no line runs behind a
// box. Only stages that hold something take room.
std::vector<std::vector<std::size_t>> columns_of(const ThreadView& view) {
  std::vector<std::vector<std::size_t>> columns;
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    if (view.columns[stage].empty()) continue;
    const bool shares = static_cast<Stage>(stage) == Stage::grant &&
                        !view.columns[static_cast<std::size_t>(Stage::series)].empty();
    if (shares) columns.back().push_back(stage);
    else columns.push_back({stage});
  }
  return columns;
}

double height_of(const ThreadView& view, const std::vector<std::size_t>& stages,
                 const std::vector<Box>& boxes) {
  double height = 0;
  for (const std::size_t stage : stages) {
    height += kTop;
    for (const std::size_t node : view.columns[stage]) height += boxes[node].height + kRow;
  }
  return height;
}

// Columns from left to right, each in the middle of the drawing's height; each stage has room for
// its name above it.
std::vector<Box> boxes_of(const ThreadView& view, double& height) {
  std::vector<Box> boxes(view.nodes.size());
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    boxes[i].lines = fitted(view.nodes[i].title, kMostLines, kBox - kTextLeft - kPad, kLetters);
    boxes[i].height = static_cast<double>(boxes[i].lines.size()) * kLine + 2 * kPad;
  }
  const auto columns = columns_of(view);
  height = 0;
  for (const auto& stages : columns) height = std::max(height, height_of(view, stages, boxes));
  double x = 2;
  for (const auto& stages : columns) {
    double y = (height - height_of(view, stages, boxes)) / 2;
    for (const std::size_t stage : stages) {
      y += kTop;
      for (const std::size_t node : view.columns[stage]) {
        boxes[node].x = x;
        boxes[node].y = y;
        y += boxes[node].height + kRow;
      }
    }
    x += kBox + kGap;
  }
  return boxes;
}

std::string spoken(const Texts& t, const NodeView& node, std::size_t stage) {
  std::string all = t.fill(N_("{}: {}"), {std::string(stage_name(t, static_cast<Stage>(stage))),
                                           node.title});
  if (node.shows_evidence) all += ". " + std::string(evidence_name(t, node.evidence));
  if (node.is_loose) all += ". " + std::string(t(N_("Henger løst")));
  return all;
}

// What is drawn may be cut; the title beside it, which readers hear, is whole.
Html letters(const Box& box) {
  Html all;
  double y = box.y + kPad + kLine / 2;
  for (const std::string& words : box.lines) {
    all += html(R"(<text class="th-t" x="{}" y="{}">{} </text>)", svg_number(box.x + kTextLeft),
                svg_number(y), words);
    y += kLine;
  }
  return all;
}

Html node_box(const Texts& t, const NodeView& node, const Box& box, std::size_t stage) {
  const std::string said = spoken(t, node, stage);
  const std::string_view look = node.is_here    ? std::string_view("th-b th-b--here")
                                : node.is_loose ? std::string_view("th-b th-b--loose")
                                                : std::string_view("th-b");
  const Html drawn = html(
      R"(<title>{}</title><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="5"/>{}{})", said,
      look, svg_number(box.x), svg_number(box.y), svg_number(kBox), svg_number(box.height),
      node.shows_evidence ? page::quarter_mark(box.x + 15, box.middle(), static_cast<int>(node.evidence)) : Html(), letters(box));
  if (node.address.empty()) return html("<g>{}</g>", drawn);
  return html(R"(<a href="{}">{}</a>)", page::Url(node.address), drawn);
}

Html content(const Texts& t, const ThreadView& view, const std::vector<Box>& boxes) {
  Html lines, nodes;
  for (const Edge& edge : view.edges) {
    const Box &from = boxes[edge.from], &to = boxes[edge.to];
    lines += page::level_curve("th-l", from.x + kBox, from.middle(), to.x, to.middle());
  }
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    if (view.columns[stage].empty()) continue;
    const Box& first = boxes[view.columns[stage].front()];
    nodes += page::svg_text(first.x, first.y - 14, "ax", "start",
                            stage_name(t, static_cast<Stage>(stage)));
    for (const std::size_t node : view.columns[stage])
      nodes += node_box(t, view.nodes[node], boxes[node], stage);
  }
  return lines + nodes;
}

}  // namespace

std::string_view stage_name(const Texts& t, Stage stage) {
  switch (stage) {
    case Stage::purpose: return t(N_("Formål"));
    case Stage::element: return t(N_("Rammeverk"));
    case Stage::need: return t(N_("Behov"));
    case Stage::goal: return t(N_("Mål"));
    case Stage::measure: return t(N_("Tiltak"));
    case Stage::series: return t(N_("Samlingsserier"));
    case Stage::grant: return t(N_("Tilskudd"));
  }
  return {};
}

std::string_view evidence_name(const Texts& t, Evidence evidence) {
  switch (evidence) {
    case Evidence::none: return t(N_("Følges ikke"));
    case Evidence::sign: return t(N_("Kjennetegn valgt"));
    case Evidence::baseline: return t(N_("Utgangspunkt målt"));
    case Evidence::measured: return t(N_("Målt på nytt"));
    case Evidence::judged: return t(N_("Vurdert"));
  }
  return {};
}

Html thread_figure(const Texts& t, const ThreadView& view) {
  if (view.nodes.empty()) return {};
  page::Figure figure;
  figure.id = view.id;
  figure.title = view.title;
  figure.key = view.key;
  double height = 0;
  const std::vector<Box> boxes = boxes_of(view, height);
  const auto columns = static_cast<double>(columns_of(view).size());
  figure.drawing = content(t, view, boxes);
  // A drawing fills its panel: of two columns it would be larger than life.
  const double shown = std::max(columns, 4.0);
  figure.width = static_cast<int>(shown * (kBox + kGap) - kGap + 4);
  figure.height = static_cast<int>(height);
  figure.table = view.table;
  figure.has_links = true;
  figure.is_wide = columns > 3;
  return page::figure(t, figure);
}

Html thread_lists(const Texts& t, const ThreadView& view) {
  std::vector<page::Fact> facts;
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    Html items;
    for (const std::size_t i : view.columns[stage]) {
      const NodeView& node = view.nodes[i];
      if (node.is_here) continue;
      items += html("<li>{}</li>", node.address.empty()
                                       ? html("{}", node.title)
                                       : page::link(page::Url(node.address), node.title));
    }
    if (!items.empty())
      facts.push_back({std::string(stage_name(t, static_cast<Stage>(stage))),
                       html("<ul>{}</ul>", items)});
  }
  return facts.empty() ? Html() : page::facts_list(facts);
}

Html rule_panel(const Texts& t, const RuleView& view, bool is_whole) {
  const Html items = page::each(view.ends, [&](const EndView& end) {
    const Html mend = end.mend_address.empty()
                          ? Html()
                          : html(R"(<a class="ds-link" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                                 page::Url(end.mend_address), end.mend, end.subject);
    return html("<li><span>{}</span> {}</li>", page::link(page::Url(end.address), end.subject), mend);
  });
  Html more;
  if (!is_whole && static_cast<std::size_t>(view.count) > view.ends.size()) {
    more = html("<p>{}</p>", page::link(page::Url(view.address),
                                        t.fill(N_("Vis alle {}"), {std::to_string(view.count)})));
  }
  return page::panel(view.id, t.fill(N_("{} ({})"), {view.title, std::to_string(view.count)}),
                     html(R"(<p class="muted">{}</p><ul class="ends">{}</ul>{})", view.advice, items,
                          more));
}

}  // namespace samloft::thread
