// Reading a plan: as it is now, as it was adopted, and what has changed.
// Tested by pages_test.cc

#include "base/text.h"
#include "document/html.h"
#include "page/components.h"
#include "pages.h"
#include "views.h"

namespace samloft::documents {

using access::Visit;
using page::Html;
using page::html;

namespace {

// A section as lines of text, to be held against another: a line for each paragraph, point, row.
struct Lines {
  std::vector<std::string> all;
  void operator()(const document::Paragraph& one) { all.push_back(one.text); }
  void operator()(const document::Prose& one) {
    for (const std::string& line : split(one.markdown, '\n'))
      if (!trimmed(line).empty()) all.push_back(line);
  }
  void operator()(const document::Bullets& one) {
    all.insert(all.end(), one.items.begin(), one.items.end());
  }
  void operator()(const document::Table& one) {
    for (const auto& row : one.rows) {
      std::string line;
      for (const std::string& cell : row)
        if (!cell.empty()) line += (line.empty() ? "" : " · ") + cell;
      all.push_back(line);
    }
  }
  void operator()(const document::Picture& one) { (*this)(one.table); }
};

std::vector<std::string> lines_of(const document::Section& section) {
  Lines lines;
  for (const document::Block& block : section.blocks) std::visit(lines, block);
  return std::move(lines.all);
}

std::vector<SectionDifference> differences(const document::Document& before,
                                           const document::Document& after) {
  std::vector<SectionDifference> sections;
  for (std::size_t i = 0; i < after.sections.size(); ++i) {
    const auto old = i < before.sections.size() ? lines_of(before.sections[i])
                                                : std::vector<std::string>();
    sections.push_back({after.sections[i].number + ". " + after.sections[i].title,
                        difference(old, lines_of(after.sections[i]))});
  }
  return sections;
}

// The language of the page, or another one that is asked for.
Texts language_of_document(const Visit& visit) {
  return Texts(language_of(visit.request.query.get("language"), visit.t.language()));
}

// The plan as it was adopted, or as it is now: the same for all who may read it (Contents).
using Found = std::optional<document::Document>;
std::shared_ptr<const Found> document_of(Visit& visit, records::Made& made, const Plan& plan,
                                         const Contents& contents, std::int64_t version,
                                         const Texts& t) {
  const std::string question = "documents: document " + plan.id.text() + ", " +
                               std::to_string(version) + ", " + std::string(tag(t.language()));
  return made.of<Found>(question, [&]() -> Found {
    if (version == 0) return live_document(visit, plan, contents, t);
    return document::thawed(content_of(visit.db(), plan.id, version), t.language());
  });
}

}  // namespace

document::Document live_document(Visit& visit, const Plan& plan, const Contents& contents,
                                 const Texts& t) {
  document::Document made;
  made.language = t.language();
  made.title = plan.title;
  made.subtitle = std::to_string(plan.year.value_or(0));
  made.issuer = visit.partnership.name;
  made.version = t(label_of(plan.state));
  made.date = t.long_date(local_day(visit.now));
  const auto texts = sections_of(visit.db(), plan.id);
  for (std::size_t i = 0; i < kTopics; ++i) {
    const auto topic = static_cast<Topic>(i);
    document::Section section = contents(visit, plan, topic, t);
    section.id = code_of(topic);
    section.number = std::to_string(i + 1);
    section.title = t(label_of(topic));
    for (const SectionRow& row : texts) {
      if (row.topic == topic && !trimmed(row.text).empty())
        section.blocks.insert(section.blocks.begin(), document::Prose{row.text});
    }
    made.sections.push_back(std::move(section));
  }
  return made;
}

std::string frozen(Visit& visit, const Plan& plan, const Contents& contents,
                   const std::string& version_name) {
  std::vector<document::Document> in_languages;
  for (const Language language : kLanguages) {
    const Texts t(language);
    in_languages.push_back(live_document(visit, plan, contents, t));
    in_languages.back().version = t.fill(N_("Vedtatt versjon {}"), {version_name});
  }
  return document::frozen(in_languages);
}

namespace {

// What a page to read on shows; the same for all who read it in a language.
struct Shown {
  std::string title, version, issuer, date;
  Html reading;
  bool is_there = false;
};

Shown shown_of(const Texts& words, const std::optional<document::Document>& document) {
  if (!document) return {};
  return {document->title + " " + document->subtitle, document->version, document->issuer,
          document->date, document::reading(words, *document), true};
}

}  // namespace

web::Response show_reading(Visit& visit, const records::Kinds& kinds, const Contents& contents,
                           records::Kept& kept) {
  const auto plan = wanted(visit, kinds);
  if (!plan) return visit.problem(Problem::not_found());
  const std::int64_t version = whole_number(visit.request.query.get("version"), 0);
  const Texts t = language_of_document(visit);
  const std::string question = "documents: read " + plan->id.text() + ", " +
                               std::to_string(version) + ", " + std::string(tag(t.language())) +
                               ", " + std::string(tag(visit.t.language()));
  const auto made = kept.of(visit);
  const auto shown = made->of<Shown>(question, [&] {
    return shown_of(visit.t, *document_of(visit, *made, *plan, contents, version, t));
  });
  if (!shown->is_there) return visit.problem(Problem::not_found());
  return visit.page(shown->title, crumbs(visit, *plan, std::string(visit.t(N_("Les planen")))),
                    page::hero({shown->version, shown->title,
                                html(R"(<p class="muted">{} · {}</p>)", shown->issuer, shown->date),
                                {}}) +
                        visit.common(shown, shown->reading));
}

web::Response show_published(Visit& visit, records::Kept& kept) {
  const std::string question = "documents: published " + std::string(tag(visit.t.language()));
  const auto shown = kept.of(visit)->of<Shown>(question, [&] {
    const auto found = published(visit.db());
    Shown fresh = shown_of(visit.t, found ? document::thawed(found->content, visit.t.language())
                                          : std::nullopt);
    if (found) fresh.title = found->title;
    return fresh;
  });
  if (!shown->is_there) return visit.problem(Problem::not_found());
  web::Response answer = visit.page(
      shown->title, {},
      page::hero({shown->issuer, shown->title,
                  html(R"(<p class="muted">{}</p>)", shown->version), {}}) +
          visit.common(shown, shown->reading));
  if (!visit.account.id)
    answer.with("Cache-Control", "public, max-age=300").with("Vary", "Accept-Language, Cookie");
  return answer;
}

web::Response show_difference(Visit& visit, const records::Kinds& kinds, const Contents& contents,
                              records::Kept& kept) {
  const auto plan = wanted(visit, kinds);
  if (!plan) return visit.problem(Problem::not_found());
  // Unless two versions are asked for, against what stands before the plan: last year's, if it is new.
  if (!visit.request.query.has("from") && !visit.request.query.has("to")) {
    const Html changed = plan_difference(visit, plan->id, {}, kinds, contents, kept);
    const std::string title(visit.t(N_("Hva er endret")));
    if (!changed.empty())
      return visit.page(title, crumbs(visit, *plan, title), page::hero({plan->heading({}), title, {}, {}}) + changed);
  }
  const Texts t = language_of_document(visit);
  const std::int64_t from = whole_number(visit.request.query.get("from"), 0);
  const std::int64_t to = whole_number(visit.request.query.get("to"), 0);
  const auto made = kept.of(visit);
  const auto older = document_of(visit, *made, *plan, contents, from, t);
  const auto newer = document_of(visit, *made, *plan, contents, to, t);
  const Found &before = *older, &after = *newer;
  if (!before || !after) return visit.problem(Problem::not_found());
  const auto name = [&](std::int64_t version) {
    return version == 0 ? std::string(visit.t(N_("planen nå")))
                        : visit.t.fill(N_("versjon {}"), {std::to_string(version)});
  };
  const std::string title = visit.t.fill(N_("Fra {} til {}"), {name(from), name(to)});
  return visit.page(title, crumbs(visit, *plan, std::string(visit.t(N_("Hva er endret")))),
                    page::hero({plan->heading({}), title,
                                html(R"(<p class="muted">{}</p>)",
                                     visit.t(N_("Fjernet tekst er overstrøket, ny tekst er understreket."))),
                                {}}) +
                        difference_panels(visit.t, differences(*before, *after)));
}

namespace {

// A plan as a version of it, or as it is now (0).
struct Side {
  Plan plan;
  std::int64_t version = 0;
};

std::optional<Plan> plan_by(Visit& visit, const records::Kinds& kinds, const Uuid& id) {
  if (!id) return std::nullopt;
  return records::find<Plan>(visit.db(), *kinds.by_name("plan"), id);
}

// What stands before it: the version before, or last year's plan.
std::optional<Side> side_before(Visit& visit, const records::Kinds& kinds, const Side& newer) {
  const std::int64_t last = last_version(visit.db(), newer.plan.id);
  const std::int64_t before = newer.version > 0 ? newer.version - 1 : last;
  if (before > 0) return Side{newer.plan, before};
  const auto previous = plan_by(visit, kinds, newer.plan.previous);
  if (!previous) return std::nullopt;
  return Side{*previous, last_version(visit.db(), previous->id)};
}

std::string name_of_side(const Texts& t, const Side& side) {
  return side.version == 0 ? side.plan.heading({})
                           : t.fill(N_("{}, versjon {}"), {side.plan.heading({}), std::to_string(side.version)});
}

}  // namespace

Html plan_difference(Visit& visit, const Uuid& plan, const Uuid& version, const records::Kinds& kinds,
                     const Contents& contents, records::Kept& kept) {
  const auto frozen = version ? frozen_plan(visit.db(), version) : std::nullopt;
  const auto found = plan_by(visit, kinds, frozen ? frozen->plan : plan);
  if (!found) return {};
  const Side newer{*found, frozen ? frozen->number : 0};
  const auto older = side_before(visit, kinds, newer);
  if (!older) return {};
  const auto made = kept.of(visit);
  const auto before = document_of(visit, *made, older->plan, contents, older->version, visit.t);
  const auto after = document_of(visit, *made, newer.plan, contents, newer.version, visit.t);
  if (!*before || !*after) return {};
  return html(R"(<section class="stack" aria-labelledby="plan-difference"><h2 id="plan-difference">{}</h2><p class="muted">{}</p>{}</section>)",
              visit.t.fill(N_("Endret fra {} til {}"),
                           {name_of_side(visit.t, *older), name_of_side(visit.t, newer)}),
              visit.t(N_("Fjernet tekst er overstrøket, ny tekst er understreket.")),
              difference_panels(visit.t, differences(**before, **after)));
}

}  // namespace samloft::documents
