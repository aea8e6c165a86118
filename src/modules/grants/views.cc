// The money's flow, remarks, sums by year.
// Tested by pages_test.cc

#include "views.h"

#include <algorithm>

#include "base/text.h"
#include "page/components.h"

namespace samloft::grants {
namespace {

using page::Html;
using page::html;

constexpr int kWidth = 1000, kHeight = 300, kTop = 30;
constexpr int kNode = 14, kFirst = 160, kSecond = 430, kThird = 660, kGap = 12, kLine = 20;

std::string with_unit(Ore amount) { return kroner(amount) + "\u00a0kr"; }

// Heights in the picture's units, to the nearest, so that halves with an odd øre between them are
// alike; an amount never vanishes.
int height_of(Ore amount, Ore total) {
  return std::max<int>(2, static_cast<int>((amount.count * kHeight + total.count / 2) / total.count));
}

Html node(std::string_view colour, int x, int y, int height) {
  return html(R"(<rect class="sk-n {}" x="{}" y="{}" width="{}" height="{}"/>)", colour, x, y, kNode,
              height);
}

Html band(std::string_view colour, int x0, int y0, int x1, int y1, int height) {
  const int middle = (x0 + x1) / 2;
  return html(
      R"(<path class="sk-l {}" d="M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}Z"/>)", colour, x0, y0,
      middle, y0, middle, y1, x1, y1, y1 + height, middle, y1 + height, middle, y0 + height, x0,
      y0 + height);
}

Html label(int x, int y, const std::string& text) {
  return html(R"(<text x="{}" y="{}">{}</text>)", x, y, text);
}

// The tranches of one share; what is not in any tranche yet is left open. Moves `to` below them.
Html branches(const FlowView& view, const ShareView& share, std::string_view colour, int from, int& to) {
  Html out;
  for (const TrancheView& tranche : share.tranches) {
    const int height = height_of(tranche.amount, view.total);
    const std::string_view look = tranche.waits ? std::string_view("sk-x sk-un") : colour;
    out += band(look, kSecond + kNode, from, kThird, to, height) + node(look, kThird, to, height) +
           label(kThird + kNode + 8, to + height / 2,
                 std::to_string(tranche.year) + ": " + with_unit(tranche.amount) + " · " +
                     tranche.state);
    from += height;
    to += std::max(height, kLine) + kGap;
  }
  return out;
}

struct Drawing {
  Html content;
  int height = 0;
};

Drawing flow_drawing(const Texts& t, const FlowView& view) {
  Html out = html(
      R"svg(<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatchline" d="M0 0V8"/></pattern></defs>{}{}{})svg",
      node("sk-x", kFirst, kTop, kHeight), label(0, kTop + kHeight / 2 - 11, std::string(t(N_("Tilskudd")))),
      label(0, kTop + kHeight / 2 + 11, with_unit(view.total)));
  int from = kTop, share_top = kTop, tranche_top = kTop, name_top = kTop;
  std::size_t number = 0;
  for (const ShareView& share : view.shares) {
    const std::string_view colour = number++ % 2 == 0 ? "sk-0" : "sk-1";
    const int height = height_of(share.amount, view.total);
    name_top = std::max(name_top, from + height / 2 - kLine / 2);
    out += band(colour, kFirst + kNode, from, kSecond, share_top, height) +
           node(colour, kSecond, share_top, height) +
           label(kFirst + kNode + 12, name_top, shortened(share.name, 28)) +
           label(kFirst + kNode + 12, name_top + kLine,
                 with_unit(share.amount) + " · " + percent(share.parts) + "\u00a0%") +
           branches(view, share, colour, share_top, tranche_top);
    from += height;
    name_top += 2 * kLine + 6;
    share_top += height + 2 * kGap;
    tranche_top = std::max(tranche_top, share_top);
  }
  return {out, std::max({kTop + kHeight, share_top, tranche_top, name_top}) + kGap};
}

std::vector<std::string> tranche_row(const std::string& name, const TrancheView& tranche) {
  return {name, "", with_unit(tranche.amount), std::to_string(tranche.year), tranche.state};
}

Html flow_table(const Texts& t, const FlowView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const ShareView& share : view.shares) {
    rows.push_back({share.name, percent(share.parts) + "\u00a0%", with_unit(share.amount), "", ""});
    for (const TrancheView& tranche : share.tranches) rows.push_back(tranche_row(share.name, tranche));
  }
  for (const StrayView& stray : view.strays) rows.push_back(tranche_row(stray.name, stray.tranche));
  return page::data_table(view.title,
                          {std::string(t(N_("Mottaker"))), std::string(t(N_("Andel"))),
                           std::string(t(N_("Beløp"))), std::string(t(N_("Budsjettår"))),
                           std::string(t(N_("Status")))},
                          rows);
}

}  // namespace

Html flow(const Texts& t, const FlowView& view) {
  if (view.shares.empty() || view.total.count <= 0) return {};
  Drawing drawing = flow_drawing(t, view);
  page::Figure figure;
  figure.id = "flow";
  figure.title = t(N_("Hvor pengene går"));
  figure.key = t(N_("Høyden er beløpet. Skravert er tilsagn som ikke er betalt ut ennå."));
  figure.drawing = std::move(drawing.content);
  figure.width = kWidth;
  figure.height = drawing.height;
  figure.table = flow_table(t, view);
  return html(R"(<section class="panel">{}</section>)", page::figure(t, figure));
}

Html remarks(const std::vector<Remark>& all) {
  return page::each(all, [](const Remark& one) {
    const Html mend = one.link.empty() ? Html()
                                       : html(" {}", page::link(page::Url(one.link), one.link_text));
    return page::alert("warning", html("<p>{}{}</p>", one.text, mend));
  });
}

Html sums_panel(const Texts& t, const std::vector<YearView>& years) {
  if (years.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const YearView& year : years) {
    rows.push_back({std::to_string(year.year), std::to_string(year.grants), with_unit(year.total)});
  }
  return page::panel("sums", t(N_("Vedtatt hvert år")),
                     page::data_table(t(N_("Vedtatt hvert år")),
                                      {std::string(t(N_("Vedtaksår"))), std::string(t(N_("Antall"))),
                                       std::string(t(N_("Beløp")))},
                                      rows));
}

}  // namespace samloft::grants
