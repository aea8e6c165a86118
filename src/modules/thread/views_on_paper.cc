// What runs when, for documents: the time line in as many pictures as it takes, and the year wheel.
// Tested by views_on_paper_test.cc

#include <algorithm>
#include <map>

#include "base/text.h"
#include "page/components.h"
#include "views.h"

namespace samloft::thread {
namespace {

using measures::Bar;
using measures::Medium;

constexpr std::size_t kBarsOnAPage = 26;

bool is_over(measures::MeasureState state) {
  using State = measures::MeasureState;
  return state == State::completed || state == State::evaluated || state == State::stopped;
}

// The series of a network in a school year are one bar: where each of them is held stands in tables.
struct Together {
  std::vector<std::string> titles;
  std::vector<networks::SeriesState> states;
  Period period;
};

Bar bar_of(const Texts& t, const std::string& name, const Together& all) {
  const auto count = static_cast<std::int64_t>(all.states.size());
  const bool is_alike = std::equal(all.states.begin() + 1, all.states.end(), all.states.begin());
  Bar bar;
  bar.title = count == 1 ? all.titles.front()
                         : t.fill(N_("{} ({} serier)"), {name, std::to_string(count)});
  bar.state = is_alike ? t(label_of(all.states.front())) : t(N_("Ulik status"));
  bar.done = std::all_of(all.states.begin(), all.states.end(), [](networks::SeriesState state) {
    return state == networks::SeriesState::completed;
  });
  bar.period = all.period;
  return bar;
}

void add_series(const Facts& facts, const Texts& t, std::vector<Bar>& bars) {
  const Graph graph = graph_of(facts);
  const auto node_of = [&](const Uuid& id) {
    return std::find_if(graph.nodes.begin(), graph.nodes.end(),
                        [&](const Node& node) { return node.id == id; });
  };
  for (const auto& network : facts.networks) {
    std::map<std::int64_t, Together> years;
    for (const auto& series : facts.series) {
      const auto node = node_of(series.id);
      if (series.network != network.id || node == graph.nodes.end() || !node->period) continue;
      Together& year = years[*series.school_year];
      year.titles.push_back(node->title);
      year.states.push_back(series.state);
      year.period = *node->period;
    }
    for (const auto& [year, all] : years)
      bars.push_back(bar_of(t, network.name + " " + networks::school_year_name(year), all));
  }
}

// Measures before series, by their start; those without a date last.
std::vector<Bar> bars_of(const Facts& facts, const Texts& t) {
  std::vector<Bar> bars;
  for (const auto& one : facts.measures)
    bars.push_back({one.title, "", std::string(t(label_of(one.state))), is_over(one.state),
                    {one.valid_from, one.valid_until}});
  add_series(facts, t, bars);
  const auto start = [](const Bar& bar) {
    if (bar.period.from) return *bar.period.from;
    return bar.period.until ? Date(1900, 1, 1) : Date(9999, 1, 1);
  };
  std::stable_sort(bars.begin(), bars.end(),
                   [&](const Bar& a, const Bar& b) { return start(a) < start(b); });
  return bars;
}

// For those who do not see it: how much there is, and when.
std::string told(const Texts& t, const std::vector<Bar>& bars) {
  std::optional<Date> first, last;
  for (const Bar& bar : bars) {
    if (bar.period.from && (!first || *bar.period.from < *first)) first = bar.period.from;
    if (bar.period.until && (!last || *bar.period.until > *last)) last = bar.period.until;
  }
  const auto over = std::count_if(bars.begin(), bars.end(), [](const Bar& bar) { return bar.done; });
  const auto count = static_cast<std::int64_t>(bars.size());
  std::string all = t.fill(N_("Antall: {}, og {} av dem er over."),
                           {std::to_string(count), std::to_string(over)});
  if (first) all += " " + t.fill(N_("Det første begynner {}."), {t.short_date(*first)});
  if (last) all += " " + t.fill(N_("Det siste slutter {}."), {t.short_date(*last)});
  return all;
}

// «2022» or «2022–2023»: when the bars begin; empty when none has a start.
std::string starts_of(const std::vector<Bar>& bars) {
  std::optional<int> first, last;
  for (const Bar& bar : bars) {
    if (!bar.period.from) continue;
    if (!first) first = bar.period.from->year();
    last = bar.period.from->year();
  }
  if (!first) return "";
  return *first == *last ? std::to_string(*first) : std::to_string(*first) + "–" + std::to_string(*last);
}

std::string title_of(const Texts& t, const std::vector<Bar>& bars, std::size_t part, std::size_t parts) {
  std::string title(t(N_("Tiltak og serier over årene")));
  if (parts == 1) return title;
  const std::string starts = starts_of(bars);
  title = t.fill(N_("{}, del {} av {}"), {title, std::to_string(part), std::to_string(parts)});
  return starts.empty() ? title : t.fill(N_("{}: de som begynner {}"), {title, starts});
}

}  // namespace

std::vector<page::Figure> time_lines_on_paper(const Facts& facts, const Texts& t, Date today) {
  const std::vector<Bar> bars = bars_of(facts, t);
  const std::size_t parts = (bars.size() + kBarsOnAPage - 1) / kBarsOnAPage;
  std::vector<page::Figure> figures;
  for (std::size_t part = 0; part < parts; ++part) {
    // Parts of the same length, so that no bar stands alone.
    const auto at = [&](std::size_t place) {
      return bars.begin() + static_cast<std::ptrdiff_t>(place * bars.size() / parts);
    };
    const std::vector<Bar> some(at(part), at(part + 1));
    page::Figure figure =
        measures::timeline(t, title_of(t, some, part + 1, parts), some, today, Medium::paper);
    figure.id = "time-line-" + std::to_string(part + 1);
    figure.key = told(t, some) + " " + figure.key;
    figures.push_back(std::move(figure));
  }
  return figures;
}

page::Figure year_wheel_on_paper(const Facts& facts, const Texts& t, int year, Date today) {
  std::vector<Bar> bars = bars_of(facts, t);
  const Period school_year{Date(year, 8, 1), Date(year + 1, 8, 1)};
  std::erase_if(bars, [&](const Bar& bar) {
    return (!bar.period.from && !bar.period.until) || !bar.period.overlaps(school_year);
  });
  page::Figure figure = year_wheel(t, year, bars, today, Medium::paper);
  figure.id = "year-wheel";
  figure.key = told(t, bars) + " " + figure.key;
  return figure;
}

int school_year_of(Date day) { return day >= Date(day.year(), 8, 1) ? day.year() : day.year() - 1; }

}  // namespace samloft::thread
