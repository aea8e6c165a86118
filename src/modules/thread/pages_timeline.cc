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

std::vector<measures::Bar> measure_bars(const Visit& visit, const records::Kinds& kinds,
                                        const Facts& facts) {
  using State = measures::MeasureState;
  std::vector<measures::Bar> bars;
  for (const auto& one : facts.measures) {
    bars.push_back({one.title, records::address_of(visit, *kinds.by_name("measure"), one.id),
                    std::string(visit.t(label_of(one.state))),
                    one.state == State::completed || one.state == State::evaluated ||
                        one.state == State::stopped,
                    {one.valid_from, one.valid_until}});
  }
  return bars;
}

std::vector<measures::Bar> series_bars(const Visit& visit, const records::Kinds& kinds,
                                       const Reading& reading) {
  std::vector<measures::Bar> bars;
  for (const auto& one : reading.facts.series) {
    const auto node = std::find_if(reading.graph.nodes.begin(), reading.graph.nodes.end(),
                                   [&](const Node& node) { return node.id == one.id; });
    if (node == reading.graph.nodes.end() || !node->period) continue;
    bars.push_back({node->title, records::address_of(visit, *kinds.by_name("series"), one.id),
                    std::string(visit.t(label_of(one.state))),
                    one.state == networks::SeriesState::completed,
                    *node->period});
  }
  return bars;
}

// Those without a start first, then by their start; measures before their series.
std::vector<measures::Bar> all_bars(const Visit& visit, const records::Kinds& kinds,
                                    const Reading& reading) {
  std::vector<measures::Bar> bars = measure_bars(visit, kinds, reading.facts);
  for (auto& bar : series_bars(visit, kinds, reading)) bars.push_back(std::move(bar));
  std::stable_sort(bars.begin(), bars.end(), [](const auto& a, const auto& b) {
    return a.period.from.value_or(Date(1900, 1, 1)) < b.period.from.value_or(Date(1900, 1, 1));
  });
  return bars;
}

int school_year_of(Date day) { return day >= Date(day.year(), 8, 1) ? day.year() : day.year() - 1; }

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

// The wheel of a school year and the line of all years.
Html panels_of(const Visit& visit, const records::Kinds& kinds, const Reading& reading, int year) {
  const Texts& t = visit.t;
  std::vector<measures::Bar> bars = all_bars(visit, kinds, reading);
  const page::Figure wheel = year_wheel(t, year, bars, reading.day);
  if (bars.size() > kMostBars)
    bars.erase(bars.begin(), bars.end() - static_cast<std::ptrdiff_t>(kMostBars));
  const page::Figure line =
      measures::timeline(t, std::string(t(N_("Tiltak og serier over årene"))), bars, reading.day);
  return panel_of(t, wheel, t(N_("Ingenting går i dette skoleåret."))) +
         panel_of(t, line, t(N_("Ingen tiltak eller serier er lagt inn ennå.")));
}

}  // namespace

web::Response show_timeline(Visit& visit, const records::Kinds& kinds, Reader& reader) {
  const Texts& t = visit.t;
  const auto made = reader.made(visit);
  const auto reading = reader.read(visit, *made);
  const int year = chosen_year(visit, reading->day);
  const auto panels = made->of<Html>(
      "thread: time line " + std::string(tag(t.language())) + ", " + std::to_string(year),
      [&] { return panels_of(visit, kinds, *reading, year); });
  const std::string title(t(N_("Årshjul og tidslinje")));
  return visit.page(
      title,
      {{std::string(t(N_("Den røde tråden"))), visit.address("thread"), false},
       {title, visit.address("timeline"), false}},
      page::hero({visit.partnership.name, title, year_links(visit, year), {}}) +
          *panels);
}

}  // namespace samloft::thread
