// Writing a section: with its live data beside it, a preview, a kept draft, and both sides of a
// conflict.
// Tested by pages_test.cc

#include <charconv>

#include "base/text.h"
#include "document/html.h"
#include "document/markdown.h"
#include "page/components.h"
#include "pages.h"
#include "records/drafts.h"
#include "records/records.h"
#include "records/store.h"
#include "views.h"

namespace samloft::documents {

using access::Visit;
using page::Html;
using page::html;

namespace {

struct Writing {
  Plan plan;
  Topic topic = Topic::partnership;
  SectionText stored;  // version 0: nothing is written yet
};

std::optional<Writing> writing_of(Visit& visit, const records::Kinds& kinds) {
  auto plan = wanted(visit, kinds);
  const auto topic = value_named<Topic>(visit.part("topic"));
  if (!plan || !topic) return std::nullopt;
  Writing writing{*std::move(plan), *topic, {}};
  writing.stored.plan = writing.plan.id;
  writing.stored.topic = *topic;
  for (const SectionRow& row : sections_of(visit.db(), writing.plan.id)) {
    if (row.topic != *topic) continue;
    writing.stored.id = row.id;
    writing.stored.text = row.text;
    writing.stored.version = row.version;
  }
  return writing;
}

std::int64_t version_in(const Visit& visit) {
  const std::string& text = visit.field("version");
  std::int64_t version = -1;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

EditView view_of(Visit& visit, const Writing& writing, const Contents& contents) {
  const std::string code(code_of(writing.topic));
  EditView view;
  view.action = plan_address(visit, writing.plan.id, "/texts/" + code);
  view.draft_action = plan_address(visit, writing.plan.id, "/drafts/" + code);
  view.preview_action = plan_address(visit, writing.plan.id, "/previews/" + code);
  view.back = plan_address(visit, writing.plan.id);
  view.csrf = visit.csrf();
  view.title = visit.t(label_of(writing.topic));
  view.text = writing.stored.text;
  view.version = writing.stored.version;
  document::Document one;
  one.language = visit.t.language();
  one.sections.push_back(contents(visit, writing.plan, writing.topic, visit.t));
  one.sections.back().id = code;
  one.sections.back().title = view.title;
  if (!one.sections.back().blocks.empty()) view.live = document::body(one);
  return view;
}

web::Response page_of(Visit& visit, const Writing& writing, const EditView& view, int status) {
  return visit.page(view.title, crumbs(visit, writing.plan, view.title),
                    page::hero({writing.plan.heading({}), view.title, {}, {}}) +
                        html(R"(<section class="panel">{}</section>)", edit_form(visit.t, view)),
                    status);
}

web::Response conflict_page(Visit& visit, const Writing& writing, EditView view) {
  view.text = visit.field("text");
  view.version = writing.stored.version;
  view.note = page::alert(
      "warning",
      html(R"(<p>{}</p><div class="difference">{}</div>)",
           visit.t(N_("Noen andre lagret denne delen mens du skrev. Det du skrev, står i skjemaet; lagrer du nå, er det ditt som gjelder. Slik er teksten lagret nå:")),
           document::from_markdown(visit.t, writing.stored.text)));
  return page_of(visit, writing, view, 409);
}

}  // namespace

web::Response show_text(Visit& visit, const records::Kinds& kinds, const Contents& contents) {
  const auto writing = writing_of(visit, kinds);
  if (!writing) return visit.problem(Problem::not_found());
  EditView view = view_of(visit, *writing, contents);
  const auto kept = draft_of(visit.db(), writing->plan.id, writing->topic, visit.viewer.person);
  if (kept && kept->text != view.text) {
    view.text = kept->text;
    view.version = kept->based_on;
    view.note = page::unsaved_note(visit.t, kept->saved_at);
  }
  return page_of(visit, *writing, view, 200);
}

web::Response save_text(Visit& visit, const records::Kinds& kinds, const Contents& contents) {
  auto writing = writing_of(visit, kinds);
  if (!writing) return visit.problem(Problem::not_found());
  if (version_in(visit) != writing->stored.version)
    return conflict_page(visit, *writing, view_of(visit, *writing, contents));
  SectionText typed = writing->stored;
  typed.text = trimmed(visit.field("text"));
  records::Work work{visit.db(), kinds, visit.viewer, visit.now, {}};
  const records::Kind& kind = *kinds.by_name("section");
  std::optional<Problem> problem;
  if (typed.version == 0) {
    if (const auto made = records::create(work, kind, typed); !made) problem = made.error();
  } else if (const auto saved = records::save(work, kind, typed); !saved) {
    problem = saved.error();
  }
  if (!problem) {
    drop_draft(visit.db(), writing->plan.id, writing->topic, visit.viewer.person);
    return records::done(visit, plan_address(visit, writing->plan.id));
  }
  EditView view = view_of(visit, *writing, contents);
  view.text = visit.field("text");
  for (const FieldError& one : problem->fields) {
    if (one.field == "text") view.error = visit.t(one.message);
    else view.note += page::alert("danger", html("<p>{}</p>", visit.t(one.message)));
  }
  if (problem->fields.empty())
    view.note = page::alert("danger", html("<p>{}</p>", visit.t(problem->message)));
  return page_of(visit, *writing, view, 422);
}

// Without script the whole page comes back, with the text as it was typed.
web::Response preview_text(Visit& visit, const records::Kinds& kinds, const Contents& contents) {
  const auto writing = writing_of(visit, kinds);
  if (!writing) return visit.problem(Problem::not_found());
  EditView view = view_of(visit, *writing, contents);
  view.text = visit.field("text");
  view.version = version_in(visit);
  view.shows_preview = true;
  view.preview = document::from_markdown(visit.t, view.text);
  return page_of(visit, *writing, view, 200);
}

// Every few seconds, by script.
web::Response keep_typed(Visit& visit, const records::Kinds& kinds) {
  const auto writing = writing_of(visit, kinds);
  if (!writing || !visit.viewer.person) return visit.problem(Problem::not_found());
  return records::keep_draft(visit, {visit.field("text")}, [&] {
    keep_draft(visit.db(), writing->plan.id, writing->topic, visit.viewer.person,
               {visit.field("text"), version_in(visit), visit.now});
  });
}

}  // namespace samloft::documents
