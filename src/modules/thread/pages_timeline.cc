// When measures and series run: the year wheel of a school year, and the time line of all years.
// Tested by pages_test.cc

#include <algorithm>

#include "base/text.h"
#include "pages.h"
#include "records/pages.h"

namespace samloft::thread {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::size_t kMostBars = 200;  // the newest; the lists have them all

// What of the time line is shown, and how it is gathered.
struct Selection {
  std::string what, state, by;  // as in the address; "" is all, all, not at all
  Uuid district;

  std::string key() const { return what + "," + state + "," + by + "," + district.text(); }
};

std::string one_of(const std::string& wanted, std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), wanted) != known.end() ? wanted : "";
}

Selection chosen_in(const Visit& visit) {
  const auto& query = visit.request.query;
  Selection choice;
  choice.what = one_of(query.get("what"), {"measures", "series"});
  choice.state = one_of(query.get("state"), {"open", "done"});
  choice.by = one_of(query.get("by"), {"kind", "district"});
  choice.district = Uuid::parse(query.get("district")).value_or(Uuid{});
  return choice;
}

struct Placed {
  measures::Bar bar;
  std::vector<Uuid> districts;  // none: everywhere
};

const Node* node_of(const Reading& reading, const Uuid& id) {
  for (const Node& node : reading.graph.nodes)
    if (node.id == id) return &node;
  return nullptr;
}

std::string district_name(const Visit& visit, const Facts& facts, const std::vector<Uuid>& districts) {
  if (districts.size() == 1)
    for (const auto& one : facts.districts)
      if (one.id == districts.front()) return one.name;
  return std::string(visit.t(N_("Flere bydeler")));
}

void add_measures(const Visit& visit, const records::Kinds& kinds, const Reading& reading,
                  const Selection& choice, std::vector<Placed>& all) {
  using State = measures::MeasureState;
  for (const auto& one : reading.facts.measures) {
    Placed placed;
    placed.bar = {one.title, records::address_of(visit, *kinds.by_name("measure"), one.id),
                  std::string(visit.t(label_of(one.state))),
                  one.state == State::completed || one.state == State::evaluated ||
                      one.state == State::stopped,
                  {one.valid_from, one.valid_until}};
    if (const Node* node = node_of(reading, one.id)) placed.districts = node->districts;
    if (choice.by == "kind") placed.bar.group = visit.t(label_of(one.kind));
    all.push_back(std::move(placed));
  }
}

void add_series(const Visit& visit, const records::Kinds& kinds, const Reading& reading,
                const Selection& choice, std::vector<Placed>& all) {
  for (const auto& one : reading.facts.series) {
    const Node* node = node_of(reading, one.id);
    if (node == nullptr || !node->period) continue;
    Placed placed;
    placed.bar = {node->title, records::address_of(visit, *kinds.by_name("series"), one.id),
                  std::string(visit.t(label_of(one.state))),
                  one.state == networks::SeriesState::completed, *node->period};
    placed.districts = {one.district};
    if (choice.by == "kind")
      for (const auto& network : reading.facts.networks)
        if (network.id == one.network)
          placed.bar.group = visit.t.fill(N_("Serier: {}"), {network.name});
    all.push_back(std::move(placed));
  }
}

bool is_chosen(const Placed& one, const Selection& choice) {
  if (choice.state == "open" && one.bar.done) return false;
  if (choice.state == "done" && !one.bar.done) return false;
  return !choice.district || one.districts.empty() ||
         std::find(one.districts.begin(), one.districts.end(), choice.district) != one.districts.end();
}

// Those without a start first, then by their start; measures before their series.
std::vector<measures::Bar> chosen_bars(const Visit& visit, const records::Kinds& kinds,
                                       const Reading& reading, const Selection& choice) {
  std::vector<Placed> all;
  if (choice.what != "series") add_measures(visit, kinds, reading, choice, all);
  if (choice.what != "measures") add_series(visit, kinds, reading, choice, all);
  std::erase_if(all, [&](const Placed& one) { return !is_chosen(one, choice); });
  std::vector<measures::Bar> bars;
  for (Placed& one : all) {
    if (choice.by == "district")
      one.bar.group = one.districts.empty() ? std::string(visit.t(N_("Hele partnerskapet")))
                                            : district_name(visit, reading.facts, one.districts);
    bars.push_back(std::move(one.bar));
  }
  std::stable_sort(bars.begin(), bars.end(), [](const auto& a, const auto& b) {
    return a.period.from.value_or(Date(1900, 1, 1)) < b.period.from.value_or(Date(1900, 1, 1));
  });
  return bars;
}

int chosen_year(const Visit& visit, Date today) {
  const std::int64_t year = whole_number(visit.request.query.get("year"), 0);
  return year >= 1990 && year <= 2190 ? static_cast<int>(year) : school_year_of(today);
}

Html year_links(const Visit& visit, int year) {
  const auto link = [&](int other) {
    return page::link(page::Url(visit.address("timeline?year=" + std::to_string(other))),
                      networks::school_year_name(other));
  };
  return html(R"(<p class="with-dial">{} <strong>{}</strong> {}</p>)", link(year - 1),
              networks::school_year_name(year), link(year + 1));
}

Html panel_of(const Texts& t, const page::Figure& figure, std::string_view nothing) {
  return html(R"(<section class="panel">{}</section>)",
              figure.drawing.empty() ? html(R"(<p class="muted">{}</p>)", nothing)
                                     : page::figure(t, figure));
}

Html wheel_panel(const Visit& visit, const records::Kinds& kinds, const Reading& reading, int year) {
  return panel_of(visit.t, year_wheel(visit.t, year, chosen_bars(visit, kinds, reading, {}), reading.day),
                  visit.t(N_("Ingenting går i dette skoleåret.")));
}

// The newest of what is chosen, those of a group together.
Html line_panel(const Visit& visit, const records::Kinds& kinds, const Reading& reading,
                const Selection& choice) {
  const Texts& t = visit.t;
  std::vector<measures::Bar> bars = chosen_bars(visit, kinds, reading, choice);
  const std::size_t total = bars.size();
  if (total > kMostBars)
    bars.erase(bars.begin(), bars.end() - static_cast<std::ptrdiff_t>(kMostBars));
  std::stable_sort(bars.begin(), bars.end(), [](const auto& a, const auto& b) {
    return sort_key(a.group) < sort_key(b.group);
  });
  page::Figure line =
      measures::timeline(t, std::string(t(N_("Tiltak og serier over årene"))), bars, reading.day);
  line.is_wide = true;
  if (total > kMostBars)
    line.key = t.fill(N_("Viser de {} nyeste av {}. Velg færre for å se de andre."),
                      {std::to_string(kMostBars), std::to_string(total)}) +
               " " + line.key;
  return panel_of(t, line, t(N_("Ingen tiltak eller serier passer til valget.")));
}

Html choice_form(const Visit& visit, const Facts& facts, const Selection& choice, int year) {
  const Texts& t = visit.t;
  const auto select = [&](std::string_view name, std::string_view label, const std::string& chosen,
                          std::vector<page::Option> options) {
    for (page::Option& one : options) one.chosen = one.value == chosen;
    return page::select(t, {std::string(name), std::string(t(label)), "", "", false}, options);
  };
  const auto option = [&](std::string_view value, std::string_view text) {
    return page::Option{std::string(value), std::string(t(text)), false};
  };
  std::vector<page::Option> districts{option("", N_("Alle"))};
  for (const auto& one : facts.districts) districts.push_back({one.id.text(), one.name, false});
  return page::panel(
      "choice", t(N_("Hva tidslinja viser")),
      html(R"(<form class="form" method="get" action="{}">{}{}{}{}{}{}</form>)",
           page::Url(visit.address("timeline")), page::hidden("year", std::to_string(year)),
           select("what", N_("Vis"), choice.what,
                  {option("", N_("Tiltak og serier")), option("measures", N_("Tiltak")),
                   option("series", N_("Serier"))}),
           select("state", N_("Status"), choice.state,
                  {option("", N_("Alle")), option("open", N_("Ikke over")), option("done", N_("Over"))}),
           select("district", N_("Bydel"), choice.district ? choice.district.text() : "", districts),
           select("by", N_("Samlet etter"), choice.by,
                  {option("", N_("Start")), option("kind", N_("Type")), option("district", N_("Bydel"))}),
           page::form_actions(page::submit(t(N_("Vis")), page::Weight::secondary))));
}

// P2: each decision with what it led to; grants only for those who may see them.
Html lead_panel(const Visit& visit, const records::Kinds& kinds, const Facts& facts) {
  const Texts& t = visit.t;
  const bool sees_money = visit.viewer.may(kinds.by_name("grant")->readers);
  std::vector<page::TableRow> rows;
  const auto add = [&](const measures::Measure& measure, const std::optional<Date>& decided,
                       const std::string& what) {
    const auto days = measures::lead_days(decided, measure.valid_from);
    if (!decided) return;
    rows.push_back({{page::link(page::Url(records::address_of(visit, *kinds.by_name("measure"), measure.id)),
                                measure.title),
                     html("{}", what), html("{}", t.short_date(*decided)),
                     html("{}", measure.valid_from ? t.short_date(*measure.valid_from)
                                                   : std::string(t(N_("Ikke satt")))),
                     html("{}", !days        ? std::string("–")
                                : *days >= 0 ? std::to_string(*days)
                                             : std::string(t(N_("Gikk allerede"))))}});
  };
  for (const auto& measure : facts.measures) {
    add(measure, measure.decided_on, std::string(t(N_("Partnerskapet"))));
    if (!sees_money) continue;
    for (const auto& grant : facts.grants)
      if (std::find(grant.measures.begin(), grant.measures.end(), measure.id) != grant.measures.end())
        add(measure, grant.decided_on, grant.title);
  }
  if (rows.empty()) return {};
  return page::panel("lead", t(N_("Fra vedtak til første aktivitet")),
                     page::table(t(N_("Dager fra vedtak til start")),
                                 {{std::string(t(N_("Tiltak"))), "", "", false},
                                  {std::string(t(N_("Vedtatt av"))), "", "", false},
                                  {std::string(t(N_("Vedtak"))), "", "", false},
                                  {std::string(t(N_("Start"))), "", "", false},
                                  {std::string(t(N_("Dager"))), "", "", true}},
                                 rows));
}

}  // namespace

web::Response show_timeline(Visit& visit, const records::Kinds& kinds, Reader& reader) {
  const Texts& t = visit.t;
  const auto made = reader.made(visit);
  const auto reading = reader.read(visit, *made);
  const int year = chosen_year(visit, reading->day);
  const Selection choice = chosen_in(visit);
  const std::string language(tag(t.language()));
  const auto wheel = made->of<Html>("thread: year wheel " + language + ", " + std::to_string(year),
                                    [&] { return wheel_panel(visit, kinds, *reading, year); });
  const auto line = made->of<Html>("thread: time line " + language + ", " + choice.key(),
                                   [&] { return line_panel(visit, kinds, *reading, choice); });
  const std::string title(t(N_("Årshjul og tidslinje")));
  return visit.page(
      title,
      {{std::string(t(N_("Den røde tråden"))), visit.address("thread"), false},
       {title, visit.address("timeline"), false}},
      page::hero({visit.partnership.name, title, year_links(visit, year), {}}) +
          visit.common(wheel, *wheel) + choice_form(visit, reading->facts, choice, year) +
          visit.common(line, *line) +
          lead_panel(visit, kinds, reading->facts));
}

}  // namespace samloft::thread
