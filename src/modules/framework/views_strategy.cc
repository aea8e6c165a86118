// The strategy model: the wheel in the middle, the efforts on both sides, lines to what they serve.
// Tested by pages_test.cc

#include <algorithm>
#include <cmath>

#include "page/svg.h"
#include "views_wheel.h"

namespace samloft::framework {
namespace {

using page::Html;
using page::html;

constexpr double kModelWidth = 1240, kModelX = kModelWidth / 2, kModelY = 320, kModelHeight = 640;
constexpr double kBox = 236, kBoxHeight = 74, kBoxGap = 12;
constexpr double kMarkInset = 14;  // of a segment's mark from its outer border
constexpr double kMarkTurn = 0.16;  // of a segment's span, from one of its sides: beside its text
constexpr double kLetters = 14;

constexpr Look kPurpose{"sm-c", "sm-tc"};
// By quarters; the middle of the wheel is no matter of evidence.
constexpr Look kByState[] = {{"evs-0", "sm-t"},
                             {"evs-1", "sm-t"},
                             {"evs-2", "sm-t evs-t2"},
                             {"evs-3", "sm-t evs-t3"},
                             {"evs-4", "sm-tc"}};

// At the side of the segment that is nearer to the efforts, so that lines are short.
Point mark_of(const Segment& place) {
  const double turn = kMarkTurn * (place.to - place.from);
  const Point first = polar(place.outer - kMarkInset, place.from + turn);
  const Point last = polar(place.outer - kMarkInset, place.to - turn);
  const Point& at = std::abs(last.x) > std::abs(first.x) + 1 ? last : first;
  return {kModelX + at.x, kModelY + at.y};
}

std::string heard(const Texts& t, std::size_t ring, const WheelSegment& segment) {
  const std::string name =
      t.fill(N_("{}: {}"), {std::string(ring_name(t, ring)), segment.title});
  return ring == 0 ? name : name + ". " + segment.state;
}

Html wheel_of(const Texts& t, const WheelView& view,
              const std::array<std::vector<Segment>, kRings>& places) {
  Html segments, marks;
  for (std::size_t ring = 0; ring < kRings; ++ring) {
    for (std::size_t i = 0; i < places[ring].size(); ++i) {
      const WheelSegment& segment = view.rings[ring][i];
      const Look& look =
          ring == 0 ? kPurpose : kByState[static_cast<std::size_t>(segment.quarters)];
      segments += segment_link(segment, places[ring][i], look, heard(t, ring, segment));
      if (ring == 0) continue;
      const Point at = mark_of(places[ring][i]);
      marks += page::quarter_mark(at.x, at.y, segment.quarters);
    }
  }
  return html(R"svg(<g transform="translate({} {})">{}</g>{})svg", svg_number(kModelX),
              svg_number(kModelY), segments, marks);
}

// An effort with where it stands: on the side, and at the height, of what it serves.
struct Placed {
  const EffortView* effort;
  std::vector<Point> ends;
  double x = 0, y = 0;
  bool on_right = false;
};

double mean_height(const Placed& one) {
  double sum = 0;
  for (const Point& end : one.ends) sum += end.y;
  return one.ends.empty() ? kModelHeight : sum / static_cast<double>(one.ends.size());
}

// The sides are evened out, so that none grows far beyond the other.
std::vector<Placed> placed(const std::vector<EffortView>& efforts,
                           const std::array<std::vector<Segment>, kRings>& places) {
  std::vector<Placed> all;
  for (const EffortView& effort : efforts) {
    Placed one{&effort, {}, 0, 0, false};
    double side = 0;
    for (const auto& part : effort.serves) {
      one.ends.push_back(mark_of(places[part.ring][part.place]));
      side += polar(1, places[part.ring][part.place].middle_angle()).x;
    }
    one.x = side;
    all.push_back(std::move(one));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  for (std::size_t i = 0; i < all.size(); ++i) all[i].on_right = i >= all.size() / 2;
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return mean_height(a) < mean_height(b); });
  for (const bool right : {false, true}) {
    const auto count = static_cast<double>(
        std::count_if(all.begin(), all.end(), [&](const auto& one) { return one.on_right == right; }));
    double y = kModelY - (count * (kBoxHeight + kBoxGap) - kBoxGap) / 2;
    for (Placed& one : all) {
      if (one.on_right != right) continue;
      one.x = right ? kModelWidth - kBox - 2 : 2;
      one.y = y;
      y += kBoxHeight + kBoxGap;
    }
  }
  return all;
}

Html box_of(const Texts& t, const Placed& one) {
  const EffortView& effort = *one.effort;
  const bool is_loose = effort.serves.empty();
  const std::string state = is_loose ? std::string(t(N_("Uten kobling"))) : effort.state;
  Html words;
  const auto lines = fitted(effort.title, 3, kBox - 44, kLetters);
  double y = one.y + kBoxHeight / 2 - 8.5 * static_cast<double>(lines.size());
  for (const std::string& line : lines) {
    words += page::svg_text(one.x + 34, y, "th-t", "start", line + " ");
    y += 17;
  }
  words += page::svg_text(one.x + 34, y, is_loose ? "sm-warn" : "ax", "start", state);
  const std::string said = t.fill(N_("Tiltak: {}. {}"), {effort.title, state});
  return html(
      R"(<a href="{}"><title>{}</title><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="5"/>{}{}</a>)",
      page::Url(effort.address), said,
      is_loose ? std::string_view("th-b th-b--loose") : std::string_view("th-b"),
      svg_number(one.x), svg_number(one.y), svg_number(kBox), svg_number(kBoxHeight),
      page::quarter_mark(one.x + 17, one.y + kBoxHeight / 2, effort.quarters),
      words);
}

Html lines_of(const std::vector<Placed>& all) {
  Html lines;
  for (const Placed& one : all) {
    for (const Point& end : one.ends)
      lines += page::level_curve("al", one.on_right ? one.x : one.x + kBox,
                                 one.y + kBoxHeight / 2, end.x, end.y);
  }
  return lines;
}

std::string served_by(const WheelView& view, const EffortView& effort) {
  std::string all;
  for (const auto& part : effort.serves)
    all += (all.empty() ? "" : ", ") + view.rings[part.ring][part.place].title;
  return all.empty() ? "–" : all;
}

std::vector<std::vector<std::string>> rows_of(const Texts& t, const WheelView& view,
                                              const std::vector<EffortView>& efforts) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t ring = 0; ring < kRings; ++ring) {
    for (const WheelSegment& one : view.rings[ring])
      rows.push_back({std::string(ring_name(t, ring)), one.title, "–",
                      ring == 0 ? std::string("–") : one.state});
  }
  for (const EffortView& one : efforts)
    rows.push_back({std::string(t(N_("Tiltak"))), one.title, served_by(view, one), one.state});
  return rows;
}

}  // namespace

page::Figure strategy_figure(const Texts& t, const WheelView& view,
                     const std::vector<EffortView>& efforts) {
  page::Figure figure;
  if (std::all_of(view.rings.begin(), view.rings.end(), [](const auto& r) { return r.empty(); }))
    return figure;
  const auto places = places_of(view);
  const auto around = placed(efforts, places);
  figure.id = view.id;
  figure.title = t.fill(N_("Strategimodellen: {}"), {view.name});
  figure.key = t(N_("Innerst det alt skal føre til. Utenfor står tiltakene, med strek til det de tjener. Fargen og sirkelen sier hvor langt dere er kommet med å vise om det virker, aldri hvor bra det er."));
  figure.drawing = wheel_of(t, view, places) + lines_of(around) +
                   page::each(around, [&](const Placed& one) { return box_of(t, one); });
  figure.width = static_cast<int>(kModelWidth);
  figure.height = static_cast<int>(kModelHeight);
  figure.head = {std::string(t(N_("Hva"))), std::string(t(N_("Navn"))), std::string(t(N_("Tjener"))),
                 std::string(t(N_("Hvor langt vi er kommet")))};
  figure.rows = rows_of(t, view, efforts);
  figure.has_links = true;
  figure.is_wide = true;
  return figure;
}

}  // namespace samloft::framework
