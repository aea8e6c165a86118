// The log on a page, and what is missing.
// Tested by pages_test.cc

#include "views.h"

namespace samloft::involvement {
namespace {

using page::Html;
using page::html;

Html linked(const LinkView& one) {
  return one.address.empty() ? html("{}", one.text)
                             : page::link(page::Url(one.address), one.text);
}

Html units_of(const Texts& t, const GapView& gap) {
  if (gap.units.empty()) return {};
  const auto count = static_cast<std::int64_t>(gap.units.size());
  return html(
      R"(<details class="ds-details" data-variant="default"><summary>{}</summary><div><ul class="linked">{}</ul></div></details>)",
      t.plural(count, N_("Vis enheten"), N_("Vis de {} enhetene")),
      page::each(gap.units, [](const LinkView& one) { return html("<li>{}</li>", linked(one)); }));
}

Html gap_line(const Texts& t, const GapView& gap) {
  const Html mend =
      gap.mend.empty() ? Html() : html(" {}", page::link(page::Url(gap.mend), gap.mend_text));
  return html("<div><p>{}{}</p>{}</div>", gap.text, mend, units_of(t, gap));
}

Html entries_table(const Texts& t, const std::vector<EntryView>& entries) {
  std::vector<page::TableRow> rows;
  for (const EntryView& one : entries) {
    rows.push_back({{html(R"(<span>{}<br><span class="muted">{}</span></span>)", linked(one.title),
                          one.form),
                     html("{}", one.asked), html("{}", one.summary), html("{}", one.effect)}});
  }
  return page::table(t(N_("Hvem som er spurt")),
                     {{std::string(t(N_("Hva"))), "", "", false},
                      {std::string(t(N_("Hvor mange"))), "", "", false},
                      {std::string(t(N_("Det de sa"))), "", "", false},
                      {std::string(t(N_("Det vi gjorde med det"))), "", "", false}},
                     rows);
}

Html invited_table(const Texts& t, const std::vector<InvitedView>& all) {
  if (all.empty()) return {};
  std::vector<std::vector<std::string>> rows;
  for (const InvitedView& one : all)
    rows.push_back({one.owner_type, std::to_string(one.yes + one.no + one.none),
                    std::to_string(one.yes), std::to_string(one.no), std::to_string(one.none)});
  return page::data_table(t(N_("Invitasjoner etter eierform")),
                          {std::string(t(N_("Eierform"))), std::string(t(N_("Invitert"))),
                           std::string(t(N_("Ja"))), std::string(t(N_("Nei"))),
                           std::string(t(N_("Ikke svart")))},
                          rows);
}

Html missing_table(const Texts& t, std::string_view caption, std::string_view what,
                   const std::vector<MissingView>& all) {
  std::vector<page::TableRow> rows;
  for (const MissingView& one : all)
    rows.push_back({{linked(one.title),
                     html(R"(<div class="stack">{}</div>)",
                          page::each(one.gaps, [&](const GapView& gap) {
                            return gap_line(t, gap);
                          }))}});
  return page::table(caption,
                     {{std::string(what), "", "", false},
                      {std::string(t(N_("Det som mangler"))), "", "", false}},
                     rows);
}

}  // namespace

Html gaps_list(const Texts& t, const std::vector<GapView>& gaps) {
  if (gaps.empty()) return {};
  return page::alert(
      "warning", page::each(gaps, [&](const GapView& gap) { return gap_line(t, gap); }));
}

Html panel(const Texts& t, const PanelView& view) {
  Html content = gaps_list(t, view.gaps);
  if (view.complete)
    content += html("<p>{}</p>", page::status("success",
                                              t(N_("Ansatte og tillitsvalgte er spurt"))));
  if (view.entries.empty()) {
    content += html(R"(<p class="muted">{}</p>)",
                    t(N_("Her kommer hvem som er spurt, hva de sa, og hva som ble gjort med det.")));
  } else {
    content += entries_table(t, view.entries);
  }
  content += invited_table(t, view.invited);
  const Html add = view.add_address.empty()
                       ? Html()
                       : page::button_link(page::Url(view.add_address), t(N_("Ny medvirkning")),
                                           page::Weight::tertiary, "add");
  return page::panel("involvement", t(N_("Medvirkning")), content, add);
}

Html answer_panel(const Texts& t, const AnswerView& view) {
  const std::vector<page::Option> answers{{"yes", std::string(t(N_("Ja, blir med"))), false},
                                          {"no", std::string(t(N_("Nei, blir ikke med"))), false}};
  return page::panel(
      "answer", t(N_("Svar for enheten")),
      html(R"(<form class="form" method="post" action="{}">{}{}{}{}</form>)",
           page::Url(view.action), page::hidden("csrf", view.csrf),
           page::radios(t, {"answer", std::string(t(N_("Svar"))), "", view.error, false}, answers),
           page::text_area(t,
                           {"reason", std::string(t(N_("Begrunnelse"))),
                            std::string(t(N_("Særlig nyttig når svaret er nei: hva skulle til?"))),
                            ""},
                           view.reason),
           page::form_actions(page::submit(t(N_("Send svaret")), page::Weight::primary))));
}

Html gaps_page(const Texts& t, const GapsPageView& view) {
  if (view.measures.empty() && view.needs.empty()) {
    return page::panel(
        "nothing", t(N_("Ingenting mangler")),
        html("<p>{}</p>", t(N_("Ansatte og tillitsvalgte er spurt, og de private enhetene er "
                               "invitert og har svart."))));
  }
  Html out;
  if (!view.measures.empty())
    out += page::panel("measures", t(N_("Tiltak")),
                       missing_table(t, t(N_("Tiltak der noe mangler")), t(N_("Tiltak")),
                                     view.measures));
  if (!view.needs.empty())
    out += page::panel(
        "needs", t(N_("Behov")),
        html(R"(<p class="count">{}</p>{}{})",
             t.plural(view.needs_missing, N_("Ett behov mangler medvirkning."),
                      N_("{} behov mangler medvirkning.")),
             missing_table(t, t(N_("Behov der noe mangler")), t(N_("Behov")), view.needs),
             view.pages));
  return out;
}

}  // namespace samloft::involvement
