// The whole thread, a record's part of it, and the strategy model.
// Tested by pages_test.cc

#include "pages.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/money.h"
#include "base/text.h"
#include "records/pages.h"

namespace samloft::thread {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::size_t kMostInColumn = 16;      // of the whole thread, before it is bundled
constexpr std::size_t kMostInSmallColumn = 6;  // of a record's part

std::string_view kind_name(Stage stage) {
  switch (stage) {
    case Stage::purpose:
    case Stage::element: return "element";
    case Stage::need: return "need";
    case Stage::goal: return "goal";
    case Stage::measure: return "measure";
    case Stage::series: return "series";
    case Stage::grant: return "grant";
  }
  return {};
}

// Where the nodes of a bundle stand one by one: in the thread of their goal, on the page of their
// measure, else in the list of their kind.
std::string address_of_bundle(const Visit& visit, const records::Kinds& kinds, const Graph& graph,
                              std::size_t bundle) {
  for (const Edge& edge : nearest_edges(graph)) {
    const Node& from = graph.nodes[edge.from];
    if (edge.to != bundle || from.bundled > 0) continue;
    if (from.stage == Stage::goal) return visit.address("thread?goal=" + from.id.text());
    if (from.stage == Stage::measure) return address_of_node(visit, kinds, from);
  }
  return visit.address(kinds.by_name(kind_name(graph.nodes[bundle].stage))->plural);
}

std::string bundle_title(const Texts& t, const Node& node) {
  const std::int64_t count = node.bundled;
  switch (node.stage) {
    case Stage::need: return t.plural(count, N_("ett behov"), N_("{} behov"));
    case Stage::goal: return t.plural(count, N_("ett mål"), N_("{} mål"));
    case Stage::measure: return t.plural(count, N_("ett tiltak"), N_("{} tiltak"));
    case Stage::series: return t.plural(count, N_("én serie"), N_("{} serier"));
    default: return t.plural(count, N_("ett tilskudd"), N_("{} tilskudd"));
  }
}

// Nothing leads to it, or nothing comes of it: what a thread should not have.
std::vector<bool> loose_nodes(const Graph& graph) {
  std::vector<bool> has_before(graph.nodes.size(), false), has_after(graph.nodes.size(), false);
  for (const Edge& edge : graph.edges) {
    has_after[edge.from] = true;
    has_before[edge.to] = true;
  }
  std::vector<bool> loose(graph.nodes.size(), false);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Stage stage = graph.nodes[i].stage;
    const bool must_lead_on = stage == Stage::need || stage == Stage::goal;
    loose[i] = stage > Stage::need ? !has_before[i] || (must_lead_on && !has_after[i])
                                   : must_lead_on && !has_after[i];
  }
  return loose;
}

ThreadView view_of(const Visit& visit, const records::Kinds& kinds, const Graph& graph,
                   const std::set<Uuid>& loose, const Uuid& here) {
  ThreadView view;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Node& node = graph.nodes[i];
    NodeView one;
    one.title = node.bundled > 0 ? bundle_title(visit.t, node) : node.title;
    one.address = node.bundled > 0 ? address_of_bundle(visit, kinds, graph, i)
                                   : address_of_node(visit, kinds, node);
    one.evidence = node.evidence;
    one.shows_evidence = node.stage == Stage::element || node.stage == Stage::need ||
                         node.stage == Stage::goal || node.stage == Stage::measure;
    one.is_here = node.id == here && node.bundled == 0;
    one.is_loose = node.bundled == 0 && loose.contains(node.id);
    view.nodes.push_back(std::move(one));
  }
  view.edges = nearest_edges(graph);
  view.columns = ordered(graph, view.edges);
  return view;
}

std::set<Uuid> loose_in(const Graph& graph) {
  std::set<Uuid> ids;
  const auto loose = loose_nodes(graph);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (loose[i]) ids.insert(graph.nodes[i].id);
  return ids;
}

// --- the table: a line for each measure, with what it comes from and leads to

std::string named(const Graph& graph, const std::vector<bool>& marks, Stage stage) {
  std::string all;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (marks[i] && graph.nodes[i].stage == stage)
      all += (all.empty() ? "" : "; ") + graph.nodes[i].title;
  }
  return all.empty() ? "–" : all;
}

Html table_of(const Texts& t, const Graph& graph) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].stage != Stage::measure) continue;
    const auto marks = reach(graph, i);
    const auto series = std::count_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& n) {
      return n.stage == Stage::series && marks[static_cast<std::size_t>(&n - graph.nodes.data())];
    });
    rows.push_back({graph.nodes[i].title, named(graph, marks, Stage::need),
                    named(graph, marks, Stage::goal),
                    std::string(evidence_name(t, graph.nodes[i].evidence)),
                    std::to_string(series), named(graph, marks, Stage::grant)});
  }
  return page::data_table(
      t(N_("Tiltakene i den røde tråden")),
      {std::string(t(N_("Tiltak"))), std::string(t(N_("Behov"))), std::string(t(N_("Mål"))),
       std::string(t(N_("Hvor langt vi er kommet"))), std::string(t(N_("Serier"))),
       std::string(t(N_("Tilskudd")))},
      rows);
}

// --- the page of the whole

Filter filter_of(const Visit& visit) {
  const web::Parameters& given = visit.request.query;
  Filter filter;
  filter.goal = Uuid::parse(given.get("goal")).value_or(Uuid{});
  filter.district = Uuid::parse(given.get("district")).value_or(Uuid{});
  const std::int64_t year = whole_number(given.get("year"), 0);
  if (year >= 1990 && year <= 2190) filter.year = year;
  return filter;
}

page::Option any(const Texts& t, bool chosen) { return {"", std::string(t(N_("Alle"))), chosen}; }

std::vector<page::Option> goal_options(const Texts& t, const Reading& reading, const Filter& filter) {
  std::vector<page::Option> options{any(t, !filter.goal)};
  for (const auto& goal : reading.facts.goals)
    options.push_back({goal.id.text(), goal.title, goal.id == filter.goal});
  return options;
}

std::vector<page::Option> district_options(const Texts& t, const Reading& reading,
                                           const Filter& filter) {
  std::vector<page::Option> options{any(t, !filter.district)};
  for (const auto& district : reading.facts.districts)
    options.push_back({district.id.text(), district.name, district.id == filter.district});
  return options;
}

std::vector<page::Option> year_options(const Texts& t, const Graph& graph, const Filter& filter) {
  std::set<std::int64_t> years;
  for (const Node& node : graph.nodes) {
    if (node.stage == Stage::series && node.period && node.period->from)
      years.insert(node.period->from->year());
  }
  if (filter.year) years.insert(*filter.year);
  std::vector<page::Option> options{any(t, !filter.year)};
  for (const std::int64_t year : years)
    options.push_back({std::to_string(year), networks::school_year_name(year), filter.year == year});
  return options;
}

Html filter_form(const Visit& visit, const Reading& reading, const Graph& graph,
                 const Filter& filter) {
  const Texts& t = visit.t;
  const auto frame = [&](const char* name, std::string_view label) {
    return page::FieldFrame{name, std::string(label), "", "", false};
  };
  return html(
      R"(<form class="filters" method="get" action="{}" data-swap="#whole" data-live>{}{}{}<button class="ds-button filters__go" data-variant="secondary" type="submit">{}</button></form>)",
      page::Url(visit.address("thread")),
      page::select(t, frame("goal", t(N_("Mål"))), goal_options(t, reading, filter)),
      page::select(t, frame("district", t(N_("Bydel"))), district_options(t, reading, filter)),
      page::select(t, frame("year", t(N_("Skoleår"))), year_options(t, graph, filter)),
      t(N_("Vis")));
}

// The filters and the drawing they choose; one of few for all who see the same.
Html whole_of(const Visit& visit, const records::Kinds& kinds, const Reading& reading,
              const Filter& filter) {
  const Texts& t = visit.t;
  const Graph seen = seen_by(visit.viewer, kinds, reading.graph);
  const Graph shown = narrowed(seen, filter);
  ThreadView view =
      view_of(visit, kinds, bundled(shown, kMostInColumn), loose_in(seen), filter.goal);
  view.id = "thread";
  view.title = t(N_("Fra formål til penger"));
  view.key = t(N_("Sirkelen fylles etter hvor langt dere er kommet med å vise om det virker: kjennetegn valgt, utgangspunkt målt, målt på nytt, vurdert. Stiplet ramme henger løst."));
  view.table = table_of(t, shown);
  const Html figure = thread_figure(t, view);
  const Html content =
      figure.empty()
          ? page::empty_state(t(N_("Ingenting å vise her")),
                              t(N_("Velg et annet mål, en annen bydel eller et annet skoleår.")),
                              page::button_link(page::Url(visit.address("thread")),
                                                t(N_("Vis alt")), page::Weight::secondary))
          : figure;
  return html(R"(<section class="panel"><div id="whole" class="stack">{}{}</div></section>)",
              filter_form(visit, reading, seen, filter), content);
}

web::Response show_thread(Visit& visit, const records::Kinds& kinds, Reader& reader) {
  const Texts& t = visit.t;
  const auto made = reader.made(visit);
  const auto reading = reader.read(visit, *made);
  const Filter filter = filter_of(visit);
  const std::string question = "thread: whole " + std::string(tag(t.language())) + ", " +
                               sight_of(visit.viewer, kinds, reading->graph) + ", " +
                               filter.goal.text() + ", " + filter.district.text() + ", " +
                               std::to_string(filter.year.value_or(0));
  const auto whole =
      made->of<Html>(question, [&] { return whole_of(visit, kinds, *reading, filter); });
  const std::string title(t(N_("Den røde tråden")));
  return visit.page(
      title, {{title, visit.address("thread"), false}},
      page::hero({visit.partnership.name, title,
                  html(R"(<p class="muted">{}</p>)",
                       t(N_("Hva alt kommer fra, og hva det fører til."))),
                  page::button_link(page::Url(visit.address("timeline")),
                                    t(N_("Årshjul og tidslinje")), page::Weight::tertiary,
                                    "calendar") +
                      page::button_link(page::Url(visit.address("loose-ends")),
                                        t(N_("Løse tråder")), page::Weight::secondary, "link")}) +
          visit.common(whole, *whole));
}

// --- a record's part

// The series of a network stand for the network.
Uuid node_for(const Reading& reading, std::string_view kind, const Uuid& id) {
  if (kind != "network") return id;
  for (const auto& network : reading.facts.networks)
    if (network.id == id) return network.measure;
  return {};
}

// What the viewer sees of the graph, and what is loose in it: the same for all parts.
struct Seen {
  Graph graph;
  std::set<Uuid> loose;
};

std::shared_ptr<const Seen> all_seen(Visit& visit, const records::Kinds& kinds, records::Made& made,
                                     const Graph& graph) {
  return made.of<Seen>("seen " + sight_of(visit.viewer, kinds, graph), [&] {
    Graph seen = seen_by(visit.viewer, kinds, graph);
    auto loose = loose_in(seen);
    return Seen{std::move(seen), std::move(loose)};
  });
}

Html part_panel(Visit& visit, const records::Kinds& kinds, Reader& reader, std::string_view kind,
                const Uuid& id) {
  const auto made = reader.made(visit);
  const auto reading = reader.read(visit, *made);
  const auto all = all_seen(visit, kinds, *made, reading->graph);
  const Graph& seen = all->graph;
  const Uuid wanted = node_for(*reading, kind, id);
  const auto at = std::find_if(seen.nodes.begin(), seen.nodes.end(),
                               [&](const Node& node) { return node.id == wanted; });
  if (at == seen.nodes.end()) return {};
  const Graph part = kept(seen, reach(seen, static_cast<std::size_t>(at - seen.nodes.begin())));
  const Graph small = bundled(part, kMostInSmallColumn);
  ThreadView view = view_of(visit, kinds, small, all->loose, wanted);
  const Texts& t = visit.t;
  view.id = "part";
  view.title = t(N_("Den røde tråden"));
  view.key = part.nodes.size() > 1 ? t(N_("Til venstre det dette kommer fra, til høyre det som kommer av det."))
                                   : t(N_("Ikke knyttet til noe ennå."));
  const Html figure = thread_figure(t, view);
  const Html lists = html(R"(<details class="figure__table"><summary>{}</summary>{}</details>)",
                          t(N_("Vis som lenker")), thread_lists(t, view));
  return html(R"(<section class="panel">{}{}</section>)", figure, lists);
}

void add_part(records::Extras& extras, const records::Kinds& kinds,
              const std::shared_ptr<Reader>& reader, const std::string& kind) {
  const records::ExtraOf before = extras.of_record[kind];
  extras.of_record[kind] = [&kinds, reader, kind, before](Visit& visit, const Record& record) {
    records::Extra extra = before ? before(visit, record) : records::Extra{};
    extra.above = part_panel(visit, kinds, *reader, kind, record.id) + extra.above;
    return extra;
  };
}

}  // namespace

namespace {

framework::Followed followed(const Texts& t, Evidence evidence) {
  return {static_cast<int>(evidence), std::string(evidence_name(t, evidence))};
}

// What a measure serves: what it names itself, or else what the goals and needs it names serve.
std::vector<Uuid> served(const Graph& graph, std::size_t measure) {
  std::vector<Uuid> own, through;
  std::vector<bool> marks = reach(graph, measure);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!marks[i] || graph.nodes[i].stage != Stage::element) continue;
    const bool is_named = std::find(graph.edges.begin(), graph.edges.end(), Edge{i, measure}) !=
                          graph.edges.end();
    (is_named ? own : through).push_back(graph.nodes[i].id);
  }
  return own.empty() ? through : own;
}

constexpr std::size_t kMostEfforts = 14;  // around the wheel, before they are gathered

// Many measures are gathered by the part of the framework they serve first.
std::vector<framework::Effort> gathered(const Visit& visit, const Texts& t,
                                        std::vector<framework::Effort> all) {
  if (all.size() <= kMostEfforts) return all;
  std::map<Uuid, std::pair<framework::Effort, std::int64_t>> by_part;
  for (const framework::Effort& one : all) {
    const Uuid part = one.serves.empty() ? Uuid{} : one.serves.front();
    auto& [effort, count] = by_part[part];
    if (count++ == 0 || one.quarters > effort.quarters) {
      effort.quarters = one.quarters;
      effort.state = one.state;
    }
    if (part) effort.serves = {part};
  }
  std::vector<framework::Effort> some;
  for (auto& [part, found] : by_part) {
    found.first.title = t.plural(found.second, N_("ett tiltak"), N_("{} tiltak"));
    found.first.address = visit.address("thread");
    some.push_back(std::move(found.first));
  }
  return some;
}

}  // namespace

namespace {

page::Figure model_of(Visit& visit, const records::Kinds& kinds, const Reading& reading,
                      const Texts& t, const Viewer& viewer) {
  const Graph seen = seen_by(viewer, kinds, reading.graph);
  std::vector<framework::Effort> efforts;
  std::map<Uuid, framework::Followed> states;
  for (std::size_t i = 0; i < seen.nodes.size(); ++i) {
    const Node& node = seen.nodes[i];
    const framework::Followed so = followed(t, node.evidence);
    if (node.stage == Stage::element) states[node.id] = so;
    if (node.stage == Stage::measure)
      efforts.push_back({node.title, address_of_node(visit, kinds, node), so.quarters, so.state,
                         served(seen, i)});
  }
  return framework::strategy_model(visit, kinds, gathered(visit, t, std::move(efforts)), states,
                                   followed(t, Evidence::none), t);
}

page::Figure model_for(Visit& visit, const records::Kinds& kinds, Reader& reader, const Texts& t,
                       const Viewer& viewer) {
  const auto made = reader.made(visit);
  const auto reading = reader.read(visit, *made);
  const std::string question = "thread: model " + std::string(tag(t.language())) + ", " +
                               sight_of(viewer, kinds, reading->graph);
  return *made->of<page::Figure>(question,
                                 [&] { return model_of(visit, kinds, *reading, t, viewer); });
}

}  // namespace

page::Figure strategy_model(Visit& visit, const records::Kinds& kinds, Reader& reader,
                            const Texts& t) {
  return model_for(visit, kinds, reader, t, visit.viewer);
}

page::Figure strategy_model_for_all(Visit& visit, const records::Kinds& kinds, Reader& reader,
                                    const Texts& t) {
  Viewer anybody;
  anybody.roles = {Role::staff};  // what staff may, all members may
  return model_for(visit, kinds, reader, t, anybody);
}

std::string address_of_node(const Visit& visit, const records::Kinds& kinds, const Node& node) {
  return records::address_of(visit, *kinds.by_name(kind_name(node.stage)), node.id);
}

std::string_view quarters_name(const Texts& t, int quarters) {
  return evidence_name(t, static_cast<Evidence>(quarters));
}

void add_extras(records::Extras& extras, const records::Kinds& kinds,
                const std::shared_ptr<Reader>& reader) {
  for (const char* kind : {"need", "goal", "measure", "network", "series", "grant"})
    add_part(extras, kinds, reader, kind);
}

std::vector<access::Route> routes(const records::Kinds& kinds,
                                  const std::shared_ptr<Reader>& reader) {
  return {{"GET", "/{partnership}/thread", access::Who::members(kEveryRole),
           [&kinds, reader](Visit& visit) { return show_thread(visit, kinds, *reader); }},
          {"GET", "/{partnership}/timeline", access::Who::members(kEveryRole),
           [&kinds, reader](Visit& visit) { return show_timeline(visit, kinds, *reader); }},
          {"GET", "/{partnership}/loose-ends", access::Who::members(kEveryRole),
           [&kinds, reader](Visit& visit) { return show_loose_ends(visit, kinds, *reader); }}};
}

}  // namespace samloft::thread
