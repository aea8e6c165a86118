// Plans as panels and forms.
// Tested by pages_test.cc

#include "views.h"

namespace samloft::documents {

using page::Html;
using page::html;

Html sections_panel(const Texts& t, const std::vector<SectionView>& sections) {
  std::vector<page::TableRow> rows;
  for (const SectionView& one : sections) {
    page::TableRow row;
    row.cells = {page::link(page::Url(one.read_address), one.title),
                 one.has_text ? page::status("success", t(N_("Skrevet")))
                              : page::status("neutral", t(N_("Bare data"))),
                 html("{}", one.comments),
                 one.edit_address.empty()
                     ? Html()
                     : html(R"(<a class="ds-link" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                            page::Url(one.edit_address), t(N_("Skriv")), one.title)};
    rows.push_back(std::move(row));
  }
  return page::panel("sections", t(N_("Delene i planen")),
                     page::table(t(N_("Deler med tekst og innspill")),
                                 {{std::string(t(N_("Del"))), "", "", false},
                                  {std::string(t(N_("Tekst"))), "", "", false},
                                  {std::string(t(N_("Innspill"))), "", "", true},
                                  {std::string(t(N_("Endre"))), "", "", false}},
                                 rows));
}

Html versions_panel(const Texts& t, const std::vector<VersionView>& versions) {
  if (versions.empty()) return {};
  const Html items = page::each(versions, [&](const VersionView& one) {
    return html(R"(<li>{} <span class="muted">{}</span> {}</li>)",
                page::link(page::Url(one.address), one.title), one.note,
                html(R"(<a class="ds-link" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                     page::Url(one.difference_address), t(N_("Hva er endret siden?")), one.title));
  });
  return page::panel("versions", t(N_("Vedtatte versjoner")),
                     html(R"(<ul class="linked">{}</ul>)", items));
}

namespace {

Html linked_files(const std::vector<FileView>& files) {
  if (files.empty()) return {};
  return html(R"(<ul class="linked">{}</ul>)", page::each(files, [](const FileView& one) {
                return html(R"(<li>{} <span class="muted">{}</span></li>)",
                            page::link(page::Url(one.address), one.title), one.note);
              }));
}

}  // namespace

Html waiting_files(const Texts& t, const std::vector<FileView>& files) {
  if (files.empty()) return {};
  return page::panel("waiting", t(N_("Filer du venter på")), linked_files(files));
}

Html files_form(const Texts& t, const std::string& action, const std::string& csrf,
                const std::vector<page::Option>& of, const std::vector<page::Option>& formats,
                const std::vector<FileView>& files) {
  std::vector<page::Option> languages;
  static constexpr std::string_view kNames[] = {"Bokmål", "Nynorsk", "English"};
  for (const Language one : kLanguages)
    languages.push_back({std::string(tag(one)), std::string(kNames[static_cast<std::size_t>(one)]),
                         one == t.language()});
  const auto frame = [&](const char* name, std::string_view label) {
    return page::FieldFrame{name, std::string(label), "", "", false};
  };
  return page::panel(
      "files", t(N_("Filer")),
      html(R"(<form class="form" method="post" action="{}">{}{}{}{}{}</form>{})", page::Url(action),
           page::hidden("csrf", csrf),
           of.size() == 1 ? page::hidden("of", of.front().value)
                          : page::select(t, frame("of", t(N_("Hva"))), of),
           page::select(t, frame("format", t(N_("Format"))), formats),
           page::select(t, frame("language", t(N_("Språk"))), languages),
           page::form_actions(page::submit(t(N_("Lag fil")), page::Weight::secondary)),
           linked_files(files)));
}

Html comments_panel(const Texts& t, const CommentsView& view) {
  const Html items = page::each(view.comments, [&](const CommentView& one) {
    return html(
        R"(<li><strong>{}</strong> <span class="muted">{} · {}</span><br><span class="prose">{}</span>{}{}</li>)",
        one.topic, one.who, one.state, one.text,
        one.answer.empty() ? Html()
                           : html(R"(<br><span class="muted">{}</span> {})", t(N_("Svar:")), one.answer),
        one.answer_address.empty()
            ? Html()
            : html(R"( <a class="ds-link" href="{}">{}<span class="ds-sr-only">: {}</span></a>)",
                   page::Url(one.answer_address), t(N_("Svar")), one.text));
  });
  Html form;
  if (!view.action.empty()) {
    page::FieldFrame text{"text", std::string(t(N_("Innspillet ditt"))), "", view.error, false, true};
    form = html(R"(<form class="form" method="post" action="{}#h-comments">{}{}{}{}{}</form>)",
                page::Url(view.action), page::hidden("csrf", view.csrf), page::hidden("id", view.id),
                page::select(t, {"topic", std::string(t(N_("Del"))), "", "", false}, view.topics),
                page::text_area(t, text, view.typed),
                page::form_actions(page::submit(t(N_("Send innspill")), page::Weight::primary)));
  }
  if (items.empty() && form.empty()) return {};
  return page::panel("comments", t(N_("Innspill")),
                     (items.empty() ? html(R"(<p class="muted">{}</p>)", t(N_("Ingen innspill ennå.")))
                                    : html(R"(<ul class="linked">{}</ul>)", items)) +
                         form);
}

Html edit_form(const Texts& t, const EditView& view) {
  const page::FieldFrame text{"text", std::string(t(N_("Tekst"))),
                              std::string(t(N_("Skriv i Markdown: **viktig**, - punkt, ## overskrift. Dataene under kommer med av seg selv."))),
                              view.error, true, true};
  const Html preview =
      view.shows_preview
          ? page::panel("preview", t(N_("Slik blir det")), html(R"(<div class="doc">{}</div>)", view.preview))
          : Html();
  return html(
             R"(<div id="form" class="stack">{}<form class="form" method="post" action="{}" novalidate data-draft="{}">{}{}{}{}{}</form>{}</div>)",
             view.note, page::Url(view.action), page::Url(view.draft_action),
             page::hidden("csrf", view.csrf), page::hidden("version", std::to_string(view.version)),
             page::text_area(t, text, view.text), page::draft_state(),
             page::form_actions(
                 page::submit(t(N_("Lagre")), page::Weight::primary) +
                 html(R"(<button class="ds-button" data-variant="secondary" type="submit" formaction="{}">{}</button>)",
                      page::Url(view.preview_action), t(N_("Forhåndsvis"))) +
                 page::button_link(page::Url(view.back), t(N_("Avbryt")), page::Weight::tertiary)),
             preview) +
         (view.live.empty()
              ? Html()
              : page::panel("live", t(N_("Data som kommer med")), html(R"(<div class="doc">{}</div>)", view.live)));
}

namespace {

// A line that was replaced shows its words.
Html changed_line(const Change& before, const Change& after) {
  Html words;
  for (const Change& one : difference(in_words(before.text), in_words(after.text))) {
    if (one.kind == Change::Kind::removed) words += html("<del>{}</del>", one.text);
    else if (one.kind == Change::Kind::added) words += html("<ins>{}</ins>", one.text);
    else words += html("{}", one.text);
  }
  return html("<p>{}</p>", words);
}

Html lines_of(const std::vector<Change>& changes) {
  Html all;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& one = changes[i];
    if (one.kind == Change::Kind::same) continue;
    const bool replaced = one.kind == Change::Kind::removed && i + 1 < changes.size() &&
                          changes[i + 1].kind == Change::Kind::added;
    if (replaced) {
      all += changed_line(one, changes[i + 1]);
      ++i;
    } else if (one.kind == Change::Kind::removed) {
      all += html("<p><del>{}</del></p>", one.text);
    } else {
      all += html("<p><ins>{}</ins></p>", one.text);
    }
  }
  return all;
}

}  // namespace

Html difference_panels(const Texts& t, const std::vector<SectionDifference>& sections) {
  Html panels;
  std::size_t number = 0;
  for (const SectionDifference& one : sections) {
    const Html lines = lines_of(one.changes);
    ++number;
    if (!lines.empty())
      panels += page::panel("changed-" + std::to_string(number), one.title, html(R"(<div class="difference">{}</div>)", lines));
  }
  return panels.empty() ? page::empty_state(t(N_("Ingenting er endret")),
                                            t(N_("De to har samme innhold.")), {})
                        : panels;
}

}  // namespace samloft::documents
