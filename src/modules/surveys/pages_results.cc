// Results: shown, by group, and as files.
// Tested by app/survey_walk_test.cc

#include "base/text.h"
#include "pages.h"
#include "rules_results.h"
#include "sheet/sheet.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

struct Shown {
  Survey survey;
  Definition definition;
  Results results;
  std::int64_t least = 0;
};

// The results that the viewer may read. The definition stays where it is: the results point into it.
std::unique_ptr<Shown> shown_to_viewer(Visit& visit, const records::Kinds& kinds) {
  auto survey = seen_by_viewer(visit, kinds);
  auto work = work_of(visit, kinds);
  if (!survey || !reads_results(work, *survey)) return nullptr;
  auto all = std::make_unique<Shown>();
  all->definition = definition_of(items_of(visit.db(), survey->id));
  all->least = smallest_group(*survey->smallest_group, survey->smallest_share,
                              survey->invited.value_or(0));
  all->results = results_of(all->definition, answers_of(visit.db(), survey->id), all->least);
  all->survey = std::move(*survey);
  return all;
}

std::string group_label(const Texts& t, const Results& results, std::optional<std::size_t> choice) {
  if (!choice) return std::string(t(N_("Andre, slått sammen")));
  const auto& choices = results.split->choices;
  return *choice < choices.size() ? choices[*choice].in(t.language())
                                  : std::string(t(N_("Ikke oppgitt")));
}

BarView bar_of(std::string label, const Spread& spread) {
  return {std::move(label), spread.counts, spread.n, spread.mean ? to_text(*spread.mean, 1) : ""};
}

ResultView result_view(const Texts& t, const Results& results, const LineResult& line) {
  const Question& question = *line.question;
  ResultView view;
  view.number = std::to_string(question.number) + ".";
  view.text = question.text.in(t.language());
  if (line.line) view.text += ": " + question.lines[*line.line].in(t.language());
  for (const Said& choice : question.choices) view.choices.push_back(choice.in(t.language()));
  view.is_scale = question.type == ItemType::scale || question.type == ItemType::matrix;
  view.is_text = question.type == ItemType::text;
  view.is_reversed = question.reversed;
  view.texts = line.texts;
  if (!line.spread) return view;
  view.bars.push_back(bar_of(line.groups.empty() ? "" : std::string(t(N_("Alle"))), *line.spread));
  for (const GroupSpread& group : line.groups)
    view.bars.push_back(bar_of(group_label(t, results, group.choice), group.spread));
  return view;
}

std::vector<SectionResultView> section_views(const Texts& t, const Survey& survey,
                                             const Definition& definition, const Results& results) {
  std::vector<SectionResultView> all;
  auto next = results.lines.begin();
  for (const Question& question : definition) {
    if (question.type == ItemType::section || all.empty()) {
      const bool section = question.type == ItemType::section;
      all.push_back({"part-" + std::to_string(all.size() + 1),
                     section ? question.text.in(t.language()) : survey.title.in(t.language()),
                     {}});
    }
    for (; next != results.lines.end() && next->question == &question; ++next)
      all.back().results.push_back(result_view(t, results, *next));
  }
  std::erase_if(all, [](const SectionResultView& one) { return one.results.empty(); });
  return all;
}

ScaleView scale_view(const Texts& t, const ScaleResult& one, std::string label) {
  ScaleView view;
  view.label = std::move(label);
  view.mean = t.fill(N_("{} av {}"), {to_text(one.mean, 1), std::to_string(one.steps)});
  view.n = std::to_string(one.n);
  view.part = (one.mean - 1) / static_cast<double>(one.steps - 1);
  if (one.alpha) view.alpha = to_text(*one.alpha, 2);
  return view;
}

ResultsView results_view_of(Visit& visit, const Shown& shown) {
  const Texts& t = visit.t;
  ResultsView view;
  view.n = std::to_string(shown.results.n);
  view.least = std::to_string(shown.least);
  view.is_split = shown.results.split != nullptr;
  for (const GroupSpread& group : shown.results.groups)
    view.groups.push_back(bar_of(group_label(t, shown.results, group.choice), group.spread));
  view.sections = section_views(t, shown.survey, shown.definition, shown.results);
  for (const ScaleResult& one : shown.results.dimensions)
    view.dimensions.push_back(scale_view(t, one, one.dimension.in(t.language())));
  for (const ScaleResult& one : shown.results.sets)
    view.sets.push_back(scale_view(t, one, std::string(t(N_("Alle spørsmålene i settet")))));
  return view;
}

Html file_button(const Visit& visit, const Survey& survey, std::string_view format,
                 std::string_view label) {
  return page::post_button(page::Url(survey_address(visit, survey.id, "/files")), visit.csrf(), label,
                           page::Weight::tertiary, {}, page::hidden("format", format));
}

web::Response show_results(Visit& visit, const records::Kinds& kinds) {
  const auto shown = shown_to_viewer(visit, kinds);
  if (!shown) return visit.problem(Problem::not_found());
  const Texts& t = visit.t;
  const std::string title(t(N_("Resultater")));
  Html facts, actions, main;
  if (shown->results.is_shown) {
    facts = html(R"(<ul class="facts"><li>{}{}</li></ul>)", page::icon("people"),
                 t.plural(shown->results.n, N_("ett svar"), N_("{} svar")));
    actions = file_button(visit, shown->survey, "csv", t(N_("Last ned som CSV"))) +
              file_button(visit, shown->survey, "xlsx", t(N_("Last ned som Excel")));
    main = results_view(t, results_view_of(visit, *shown));
  } else {
    main = too_few_view(t, std::to_string(shown->least));
  }
  if (shown->survey.kind == SurveyKind::self_review) {
    main = page::alert("info", html("<p>{}</p>",
                                    t(N_("En ståstedsanalyse skal ikke brukes til å sammenligne enheter "
                                         "eller til å vise endring over tid.")))) +
           main;
  }
  return visit.page(title, crumbs(visit, shown->survey, title),
                    page::hero({shown->survey.title.in(t.language()), title, facts, actions}) + main);
}

// --- files: the same numbers, and no others

sheet::Sheet sheet_of(const Visit& visit, const ResultsView& view) {
  const Texts& t = visit.t;
  sheet::Sheet sheet;
  for (const std::string_view name : {N_("Del"), N_("Spørsmål"), N_("Gruppe"), N_("Svar"), N_("Antall"),
                                      N_("n"), N_("Gjennomsnitt")})
    sheet.header.emplace_back(t(name));
  for (const SectionResultView& section : view.sections) {
    for (const ResultView& result : section.results) {
      for (const std::string& text : result.texts)
        sheet.rows.push_back({section.title, result.text, "", text, "", "", ""});
      for (const BarView& bar : result.bars) {
        for (std::size_t i = 0; i < bar.counts.size(); ++i) {
          sheet.rows.push_back({section.title, result.text,
                                bar.label.empty() ? std::string(t(N_("Alle"))) : bar.label,
                                result.choices[i], std::to_string(bar.counts[i]),
                                std::to_string(bar.n), bar.mean});
        }
      }
    }
  }
  return sheet;
}

// A read that the journal notes, so it is a POST.
web::Response give_file(Visit& visit, const records::Kinds& kinds) {
  const auto shown = shown_to_viewer(visit, kinds);
  if (!shown) return visit.problem(Problem::not_found());
  if (!shown->results.is_shown)
    return visit.problem(Problem::conflict(N_("Det er ingen resultater å laste ned.")));
  const bool csv = visit.field("format") != "xlsx";
  const sheet::Sheet sheet = sheet_of(visit, results_view_of(visit, *shown));
  web::Response answer;
  answer.type = csv ? "text/csv; charset=utf-8"
                    : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  answer.body = csv ? sheet::write_csv(sheet)
                    : sheet::write_xlsx(sheet, visit.t(N_("Resultater")));
  answer.compressible = csv;
  answer.with("Content-Disposition", "attachment; filename=\"" + slug(shown->survey.title.nb) +
                                         (csv ? ".csv\"" : ".xlsx\""));
  auto work = work_of(visit, kinds);
  note(work, shown->survey, "exported");
  return answer;
}

}  // namespace

std::vector<access::Route> result_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kResultRoles);
  const std::string survey = "/{partnership}/surveys/{id}";
  return {{"GET", survey + "/results", who, with(kinds, show_results)},
          {"POST", survey + "/files", who, with(kinds, give_file)}};
}

}  // namespace samloft::surveys
