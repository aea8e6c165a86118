// The wheel of a framework: a disc and rings of links, with a key beside it and its table below.
// Tested by pages_test.cc

#include <algorithm>

#include "page/svg.h"
#include "views_wheel.h"

namespace samloft::framework {
namespace {

using page::Html;
using page::html;

// The drawing, in units: the wheel to the left, the key to the right of it.
constexpr int kWidth = 960, kHeight = 620;
constexpr double kMiddleX = 310, kMiddleY = 310;
constexpr double kDisc = 96, kRim = 304;
constexpr double kGap = 4;
constexpr double kKeyX = 676, kKeyStep = 84;
constexpr double kKeyTop = kMiddleY - kKeyStep * (kRings - 1) / 2.0;

constexpr Look kLooks[kRings] = {
    {"sm-c", "sm-tc"}, {"sm-p", "sm-t"}, {"sm-s", "sm-t"}, {"yw-m1", "sm-t"}};

// Where the first segment of a ring has its middle. Rings outside another are turned by half a
// segment, so that the borders of three do not meet, and four have no text that stands on end.
double first_middle(std::size_t ring, std::size_t count) {
  const bool is_turned = ring >= static_cast<std::size_t>(Level::focus_area) || count % 4 == 0;
  return is_turned && count > 2 ? 180.0 / static_cast<double>(count) : 0;
}

Html letters(const Lettering& lettering, std::string_view colour) {
  const std::string classes =
      std::string(colour) + (lettering.size < kLetterSizes[0] ? " yw-mt" : "");
  const double step = lettering.size * kLineHeight;
  const double first =
      lettering.middle.y - step * (static_cast<double>(lettering.lines.size()) - 1) / 2;
  Html all;
  for (std::size_t i = 0; i < lettering.lines.size(); ++i) {
    all += page::svg_text(lettering.middle.x, first + step * static_cast<double>(i), classes, "middle",
                lettering.lines[i] + " ");  // or readers hear two lines as one word
  }
  return lettering.turn == 0
             ? all
             : html(R"svg(<g transform="rotate({})">{}</g>)svg", svg_number(lettering.turn), all);
}

std::string counted(const Texts& t, const WheelSegment& segment) {
  return t.fill(N_("{} og {}"),
                {t.plural(segment.indicators, N_("{} kvalitetsindikator"),
                          N_("{} kvalitetsindikatorer")),
                 t.plural(segment.signs, N_("1 tegn"), N_("{} tegn"))});
}

std::string spoken(const Texts& t, std::size_t ring, const WheelSegment& segment) {
  const std::string under =
      segment.indicators > 0 ? t.fill(N_("{}: {}"), {segment.title, counted(t, segment)})
                             : segment.title;
  return t.fill(N_("{}: {}"), {std::string(ring_name(t, ring)), under});
}

Html rings(const Texts& t, const WheelView& view) {
  const auto places = places_of(view);
  Html all;
  for (std::size_t ring = 0; ring < kRings; ++ring) {
    for (std::size_t i = 0; i < places[ring].size(); ++i) {
      const WheelSegment& segment = view.rings[ring][i];
      all += segment_link(segment, places[ring][i], kLooks[ring], spoken(t, ring, segment));
    }
  }
  return html(R"svg(<g transform="translate({} {})">{}</g>)svg", svg_number(kMiddleX),
              svg_number(kMiddleY), all);
}

std::string summed(const Texts& t, const std::vector<WheelSegment>& segments) {
  WheelSegment sum;
  for (const WheelSegment& one : segments) {
    sum.indicators += one.indicators;
    sum.signs += one.signs;
  }
  return sum.indicators > 0 ? counted(t, sum) : "";
}

std::string_view where(const Texts& t, std::size_t ring) {
  constexpr std::string_view kWhere[kRings] = {N_("Innerst"), N_("Første ring"),
                                               N_("Andre ring"), N_("Ytterst")};
  return t(kWhere[ring]);
}

Html key(const Texts& t, const WheelView& view) {
  Html all;
  double y = kKeyTop;
  for (std::size_t ring = 0; ring < kRings; ++ring) {
    if (view.rings[ring].empty()) continue;
    const std::string under = summed(t, view.rings[ring]);
    all += html(R"(<circle class="{}" cx="{}" cy="{}" r="13"/>)", kLooks[ring].surface,
                svg_number(kKeyX), svg_number(y)) +
           page::svg_text(kKeyX + 28, y - 18, "ax", "start", where(t, ring)) +
           page::svg_text(kKeyX + 28, y, "sm-t", "start", ring_name(t, ring));
    if (!under.empty()) all += page::svg_text(kKeyX + 28, y + 19, "ax", "start", under);
    y += kKeyStep;
  }
  return all;
}

Html table(const Texts& t, const WheelView& view) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t ring = 0; ring < kRings; ++ring) {
    for (const WheelSegment& one : view.rings[ring]) {
      const bool counts = ring == static_cast<std::size_t>(Level::focus_area);
      rows.push_back({one.title, std::string(ring_name(t, ring)),
                      counts ? std::to_string(one.indicators) : "–",
                      counts ? std::to_string(one.signs) : "–"});
    }
  }
  return page::data_table(t(N_("Deler av rammeverket")),
                          {std::string(t(N_("Del"))), std::string(t(N_("Ring"))),
                           std::string(t(N_("Kvalitetsindikatorer"))), std::string(t(N_("Tegn")))},
                          rows);
}

}  // namespace

std::string_view ring_name(const Texts& t, std::size_t ring) {
  constexpr std::string_view kNames[kRings] = {N_("Formål"), N_("Møtet mellom mennesker"),
                                               N_("Fokusområder"), N_("Prinsipper")};
  return t(kNames[ring]);
}

std::array<std::vector<Segment>, kRings> places_of(const WheelView& view) {
  std::vector<std::size_t> shown;
  for (std::size_t ring = 0; ring < kRings; ++ring) {
    if (!view.rings[ring].empty()) shown.push_back(ring);
  }
  const double thick =
      (kRim - kDisc) / static_cast<double>(std::max<std::size_t>(shown.size() - 1, 1));
  std::array<std::vector<Segment>, kRings> places;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::size_t count = view.rings[shown[i]].size();
    const double outer = shown.size() == 1 ? kRim : kDisc + thick * static_cast<double>(i);
    const double inner = i == 0 ? 0 : outer - thick + kGap;
    places[shown[i]] = equal_segments(inner, outer, count, first_middle(shown[i], count));
  }
  return places;
}

Html segment_link(const WheelSegment& segment, const Segment& place, const Look& look,
                  const std::string& spoken) {
  return html(
      R"(<a href="{}" aria-label="{}"><title>{}</title><path class="{}" fill-rule="evenodd" d="{}"/>{}</a>
)",
      page::Url(segment.address), spoken, spoken, look.surface, outline(place, kGap),
      letters(lettering(place, segment.title), look.letters));
}

// A figure whose drawing holds links is a group and no image, or readers would not reach them; so
// page::figure is not used.
Html wheel(const Texts& t, const WheelView& view) {
  if (std::all_of(view.rings.begin(), view.rings.end(), [](const auto& r) { return r.empty(); }))
    return {};
  const std::string said(
      t(N_("Innerst det alt skal føre til. Utenfor står det som bærer det. Velg en del for å lese "
           "mer.")));
  const std::string& id = view.id;
  return html(
      R"(<figure class="figure figure--full" id="{}"><figcaption class="figure__cap"><span class="figure__title" id="{}-t">{}</span><span class="figure__desc" id="{}-d">{}</span></figcaption>
<div class="figure__scroll" tabindex="0" role="region" aria-label="{}"><svg class="figure__svg figure__svg--min44" viewBox="0 0 {} {}" role="group" aria-labelledby="{}-t" aria-describedby="{}-d">{}{}</svg></div>
<details class="figure__table"><summary>{}</summary><div class="figure__tablewrap" tabindex="0" role="region" aria-label="{}">{}</div></details></figure>
)",
      id, id, view.name, id, said, view.name, kWidth, kHeight, id, id, rings(t, view), key(t, view),
      t(N_("Vis tallene som tabell")), t.fill(N_("Tabell: {}"), {view.name}), table(t, view));
}

}  // namespace samloft::framework
