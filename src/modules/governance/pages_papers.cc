// Papers of an item: attached, and handed out.
// Tested by pages_test.cc

#include "base/text.h"
#include "pages.h"
#include "records/store.h"

namespace samloft::governance {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::string_view kAccepted = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.txt,.md,.csv";

Html attach_form(Visit& visit, const Uuid& item, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto frame = [&](const char* name, std::string_view label, std::string hint) {
    return page::FieldFrame{name, std::string(t(label)), std::move(hint), page::error_of(t, errors, name), true};
  };
  return html(
      R"(<details class="quick"{}><summary>{}</summary><form class="form" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}{}{}{}{}{}</form></details>)",
      page::when(!errors.empty(), Html::trusted(" open")), t(N_("Legg ved noe")),
      page::Url(item_address(visit, item, "/papers")), page::error_summary(t, errors),
      page::hidden("csrf", visit.csrf()), page::hidden("id", Uuid::fresh().text()),
      page::input(t, frame("title", N_("Tittel"), std::string(t(N_("Uten tittel brukes navnet på fila.")))), "text",
                  visit.field("title")),
      page::file_input(t, frame("file", N_("Fil"),
                                t.fill(N_("PDF, Office, OpenDocument, bilde eller tekst, høyst {} MB."),
                                       {std::to_string(kLargestFile >> 20)})),
                       kAccepted),
      page::input(t, frame("address", N_("Eller en adresse"), std::string(t(N_("Begynner med https://")))), "text",
                  visit.field("address")),
      page::form_actions(page::submit(t(N_("Legg ved")), page::Weight::secondary, "upload")));
}

web::Response attach_paper(Visit& visit, const records::Kinds& kinds) {
  const auto item = wanted_item(visit, kinds);
  const auto head = item ? head_for(visit, kinds, item->meeting) : std::nullopt;
  if (!head || !writes(visit, *head)) return visit.problem(Problem::not_found());
  NewPaper paper{Uuid::parse(visit.field("id")).value_or(Uuid::fresh()), visit.field("title"),
                 visit.field("address"), {}, {}};
  for (const web::Upload& upload : visit.form.uploads) {
    if (upload.field != "file" || upload.file_name.empty()) continue;
    paper.file_name = upload.file_name;
    paper.bytes = upload.content;
  }
  auto work = work_of(visit, kinds);
  const auto made = attach(work, item->id, paper);
  if (made) return records::done(visit, item_address(visit, item->id), *made);
  if (made.error().fields.empty()) return visit.problem(made.error());
  const Book book = book_of(visit.db(), kinds, visit.viewer, *head);
  return visit.page(item->title,
                    crumbs_of(visit, *head, {{item->title, item_address(visit, item->id), false},
                                             {std::string(visit.t(N_("Ikke lagret"))), visit.request.path, false}}),
                    page::hero({name_of(visit.t, *head), item->title, {}, {}}) +
                        papers_panel(visit, book, item->id, made.error().fields),
                    422);
}

web::Response send_paper(Visit& visit, const records::Kinds& kinds) {
  const auto id = Uuid::parse(visit.part("id"));
  Paper paper;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("paper"), visit.viewer, *id, paper) ||
      paper.fingerprint.empty())
    return visit.problem(Problem::not_found());
  auto file = file_of(visit.db(), paper.fingerprint);
  if (!file) return visit.problem(Problem::not_found());
  const auto mark = paper.file_name.rfind('.');
  web::Response answer;
  answer.type = file->type;
  answer.body = std::move(file->bytes);
  answer.compressible = false;
  answer.with("Content-Disposition", "attachment; filename=\"" + slug(paper.file_name.substr(0, mark)) + "." +
                                         slug(paper.file_name.substr(mark + 1)) + "\"");
  return answer;
}

}  // namespace

std::string paper_address(const Visit& visit, const PaperRow& paper) {
  if (!paper.address.empty()) return paper.address;
  return visit.address("papers/" + paper.id.text() + (paper.file_name.empty() ? "" : "/file"));
}

Html papers_panel(Visit& visit, const Book& book, const Uuid& item, const std::vector<FieldError>& errors) {
  Html papers;
  for (const PaperRow& paper : book.papers)
    if (paper.item == item)
      papers += html(R"(<li>{} <a class="ds-link muted" href="{}">{}<span class="ds-sr-only">: {}</span></a></li>)",
                     page::link(page::Url(paper_address(visit, paper)), paper.title),
                     page::Url(visit.address("papers/" + paper.id.text())), visit.t(N_("om vedlegget")), paper.title);
  const bool may_add = writes(visit, book.head) && is_open(book.head.state);
  if (papers.empty() && !may_add) return {};
  return page::panel("papers", visit.t(N_("Vedlegg")),
                     (papers.empty() ? html(R"(<p class="muted">{}</p>)", visit.t(N_("Ingen vedlegg.")))
                                     : html(R"(<ul class="linked">{}</ul>)", papers)) +
                         (may_add ? attach_form(visit, item, errors) : Html()));
}

std::vector<access::Route> paper_routes(const records::Kinds& kinds) {
  using access::Who;
  return {{"POST", "/{partnership}/agenda-items/{id}/papers", Who::members(kEveryRole), with(kinds, attach_paper)},
          {"GET", "/{partnership}/papers/{id}/file", Who::members(kEveryRole), with(kinds, send_paper)}};
}

}  // namespace samloft::governance
