// The tree of goals, a goal's signs, and what is missing.
// Tested by pages_test.cc

#include "views.h"

#include "page/components.h"

namespace samloft::goals {
namespace {

using page::Html;
using page::html;

Html name_of(const GoalView& goal) {
  if (goal.address.empty()) return html(R"(<strong aria-current="page">{}</strong>)", goal.title);
  return page::link(page::Url(goal.address), goal.title);
}

page::TreeItem item(const Texts& t, const GoalView& goal) {
  page::TreeItem out;
  out.content = name_of(goal) + html(R"( <span class="tree__note">{}</span> )", goal.level);
  if (goal.signs > 0) {
    out.content += html(R"(<span class="tree__note">{}</span> )",
                        t.plural(goal.signs, N_("ett kjennetegn"), N_("{} kjennetegn")));
  }
  if (goal.years >= 1)
    out.content += html(R"(<span class="tree__note">{}</span> )",
                        t.plural(goal.years, N_("holdt i ett år"), N_("holdt i {} år")));
  out.content += page::each(goal.tags, [](const Tag& tag) {
    return page::status(tag.colour, tag.text);
  });
  if (goal.signs == 0) out.content += page::status("warning", t(N_("Ingen kjennetegn")));
  for (const GoalView& below : goal.below) out.items.push_back(item(t, below));
  return out;
}

Html tree_of(const Texts& t, const std::vector<GoalView>& roots) {
  std::vector<page::TreeItem> items;
  for (const GoalView& root : roots) items.push_back(item(t, root));
  return page::tree(items);
}

std::string held_for(const Texts& t, int years, const std::string& since) {
  if (years == 0) return t.fill(N_("Målet har stått fast i under ett år, siden {}."), {since});
  if (years == 1) return t.fill(N_("Målet har stått fast i ett år, siden {}."), {since});
  return t.fill(N_("Målet har stått fast i {} år, siden {}."), {std::to_string(years), since});
}

// A cell's content is one element: on a phone it stands beside its label.
Html two_lines(const Html& first, const Html& second) {
  return html("<span>{}<br>{}</span>", first, second);
}

Html quiet(std::string_view text) { return html(R"(<span class="muted">{}</span>)", text); }

Html value_of(const ValueView& view, std::string_view otherwise) {
  if (view.value.empty()) return quiet(otherwise);
  if (view.day.empty()) return html("{}", view.value);
  return two_lines(html("{}", view.value), quiet(view.day));
}

Html baseline_of(const Texts& t, const SignView& sign) {
  if (sign.has_baseline) return value_of(sign.baseline, "");
  if (sign.baseline.value.empty()) return page::status("warning", t(N_("Mangler")));
  return two_lines(html("{}", sign.baseline.value),
                   page::status("warning", t(N_("Mangler dato"))));
}

Html measure_of(const SignView& sign) {
  if (sign.direction.empty()) return html("{}", sign.measure);
  if (sign.measure.empty()) return quiet(sign.direction);
  return two_lines(html("{}", sign.measure), quiet(sign.direction));
}

}  // namespace

Html above_fields(const Html& content) {
  if (content.empty()) return {};
  return html(R"(<div class="grid"><div class="grid__full stack">{}</div></div>)", content);
}

Html stacked(const Html& warnings, const Html& content) {
  if (warnings.empty()) return content;
  return html(R"(<div class="stack">{}{}</div>)", warnings, content);
}

Html goal_tree(const Texts& t, const std::vector<GoalView>& roots) {
  if (roots.empty()) return {};
  return page::panel("goal-tree", t(N_("Målene og hva de skal bidra til")), tree_of(t, roots));
}

Html goal_branch(const Texts& t, const GoalView& root, int years, const std::string& since) {
  const bool alone = root.below.empty();
  if (alone && years < 0) return {};
  Html content;
  if (years >= 0) content += html(R"(<p class="muted">{}</p>)", held_for(t, years, since));
  if (!alone) content += tree_of(t, {root});
  return page::panel("goal-branch", t(N_("Målet i sammenheng")), content);
}

Html signs_panel(const Texts& t, const std::vector<SignView>& signs) {
  if (signs.empty()) return {};
  std::vector<page::TableRow> rows;
  for (const SignView& sign : signs) {
    rows.push_back({{page::link(page::Url(sign.address), sign.title), measure_of(sign),
                     baseline_of(t, sign),
                     value_of(sign.target, t(N_("Ikke satt"))),
                     sign.measured_is_value
                         ? value_of(sign.measured, t(N_("Ikke målt ennå")))
                         : two_lines(page::status("neutral", sign.measured.value),
                                     quiet(sign.measured.day))}});
  }
  return page::panel("signs", t(N_("Slik vil dere se at målet er nådd")),
                     page::table(t(N_("Kjennetegn med verdier")),
                                 {{std::string(t(N_("Kjennetegn"))), "", "", false},
                                  {std::string(t(N_("Hva som måles"))), "", "", false},
                                  {std::string(t(N_("Utgangspunkt"))), "", "", false},
                                  {std::string(t(N_("Ønsket verdi"))), "", "", false},
                                  {std::string(t(N_("Siste måling"))), "", "", false}},
                                 rows));
}

Html missing_alerts(const Texts& t, const MissingView& missing) {
  Html alerts;
  if (missing.no_sign) {
    Html content = html(
        "<p>{}</p>",
        t(N_("Målet har ingen kjennetegn. Uten dem kan ingen se om det er nådd.")));
    if (!missing.add_address.empty()) {
      content += html("<p>{}</p>",
                      page::link(page::Url(missing.add_address), t(N_("Legg til et kjennetegn"))));
    }
    alerts += page::alert("warning", content);
  }
  if (!missing.without_baseline.empty()) {
    const Html items = page::each(missing.without_baseline, [](const MissingView::Baseless& one) {
      return html("<li>{}</li>", one.edit_address.empty()
                                     ? html("{}", one.title)
                                     : page::link(page::Url(one.edit_address), one.title));
    });
    alerts += page::alert(
        "warning",
        html("<p>{}</p><ul>{}</ul>",
             t(N_("Disse kjennetegnene mangler utgangspunkt. Skriv verdien og datoen den gjaldt, "
                  "ellers kan ingen se om noe er endret:")),
             items));
  }
  return alerts;
}

Html too_many_alerts(const Texts& t, const std::vector<TooManyView>& all) {
  return page::each(all, [&](const TooManyView& one) {
    const std::string count = std::to_string(one.goals.size());
    const std::string text =
        one.unit.empty()
            ? t.fill(N_("Partnerskapet har {} mål på en gang. Få mål som står fast i flere år, gir mer. "
                        "Kan noen av dem vente?"),
                     {count})
            : t.fill(N_("{} har {} mål på en gang. Få mål som står fast i flere år, gir mer. Kan noen av "
                        "dem vente?"),
                     {one.unit, count});
    return page::alert("warning",
                       html("<p>{}</p><ul>{}</ul>", text, page::each(one.goals, [](const auto& goal) {
                              return html("<li>{}</li>", page::link(page::Url(goal.second), goal.first));
                            })));
  });
}

}  // namespace samloft::goals
