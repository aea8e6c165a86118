// Results: shown, by group, and as files.
// Tested by app/survey_walk_test.cc

#include "base/text.h"
#include "pages.h"
#include "records/store.h"
#include "sheet/download.h"
#include "store.h"

namespace samloft::surveys {

using access::Visit;

std::unique_ptr<ShownResults> results_for(Visit& visit, const records::Kinds& kinds,
                                          std::optional<Survey> survey) {
  auto work = work_of(visit, kinds);
  if (!survey || !reads_results(work, *survey)) return nullptr;
  auto all = std::make_unique<ShownResults>();
  all->definition = definition_of(items_of(visit.db(), survey->id));
  all->least = smallest_group(*survey->smallest_group, survey->smallest_share,
                              survey->invited.value_or(0));
  all->results = results_of(all->definition, answers_of(visit.db(), survey->id), all->least);
  all->survey = std::move(*survey);
  return all;
}

namespace {

using page::Html;
using page::html;

std::string group_label(const Texts& t, const Results& results, std::optional<std::size_t> choice) {
  if (!choice) return std::string(t(N_("Andre, slått sammen")));
  const auto& choices = results.split->choices;
  return *choice < choices.size() ? choices[*choice].in(t.language())
                                  : std::string(t(N_("Ikke oppgitt")));
}

BarView bar_of(std::string label, const Spread& spread) {
  return {std::move(label), spread.counts, spread.n, spread.mean ? to_text(*spread.mean, 1) : ""};
}

enum class By { all, group };

ResultView result_view(const Texts& t, const Results& results, const LineResult& line, By by) {
  const bool by_group = by == By::group;
  const Question& question = *line.question;
  ResultView view;
  view.number = std::to_string(question.number) + ".";
  view.text = question.text.in(t.language());
  if (line.line) view.text += " – " + question.lines[*line.line].in(t.language());
  for (const Said& choice : question.choices) view.choices.push_back(choice.in(t.language()));
  view.is_scale = question.type == ItemType::scale || question.type == ItemType::matrix;
  view.is_text = question.type == ItemType::text;
  view.is_reversed = question.reversed;
  view.texts = line.texts;
  if (!line.spread) return view;
  const bool split = by_group && !line.groups.empty();
  view.bars.push_back(bar_of(split ? std::string(t(N_("Alle"))) : "", *line.spread));
  if (!split) return view;
  for (const GroupSpread& group : line.groups)
    view.bars.push_back(bar_of(group_label(t, results, group.choice), group.spread));
  return view;
}

std::vector<SectionResultView> section_views(const Texts& t, const Survey& survey,
                                             const Definition& definition, const Results& results,
                                             By by) {
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
      all.back().results.push_back(result_view(t, results, *next, by));
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

ResultsView results_view_of(Visit& visit, const ShownResults& shown, By by) {
  const Texts& t = visit.t;
  ResultsView view;
  view.n = std::to_string(shown.results.n);
  view.least = std::to_string(shown.least);
  view.is_split = shown.results.split != nullptr;
  for (const GroupSpread& group : shown.results.groups)
    view.groups.push_back(bar_of(group_label(t, shown.results, group.choice), group.spread));
  view.sections = section_views(t, shown.survey, shown.definition, shown.results, by);
  const std::string address = survey_address(visit, shown.survey.id, "/results");
  if (view.is_split) {
    view.tabs = {{std::string(t(N_("Alle samlet"))), address, by == By::all},
                 {t.fill(N_("Etter «{}»"), {shown.results.split->text.in(t.language())}),
                  address + "?by=group", by == By::group}};
  }
  for (const ScaleResult& one : shown.results.dimensions)
    view.dimensions.push_back(scale_view(t, one, one.dimension.in(t.language())));
  for (const ScaleResult& one : shown.results.sets)
    view.sets.push_back(scale_view(t, one, std::string(t(N_("Alle spørsmålene i settet")))));
  return view;
}

// --- two surveys beside each other, question by question

const LineResult* same_question(const Results& results, const LineResult& line) {
  for (const LineResult& other : results.lines)
    if (!line.question->code.empty() && other.question->code == line.question->code &&
        other.question->choices.size() == line.question->choices.size() && other.line == line.line)
      return &other;
  return nullptr;
}

std::vector<ResultView> compared(const Texts& t, const ShownResults& one, const ShownResults& other) {
  std::vector<ResultView> all;
  for (const LineResult& line : one.results.lines) {
    const LineResult* same = same_question(other.results, line);
    if (same == nullptr || !line.spread || !same->spread) continue;
    ResultView view = result_view(t, one.results, line, By::all);
    const auto label = [&](const ShownResults& from) {
      return from.survey.title.in(t.language()) + ", " + t.short_date(*from.survey.closed_on);
    };
    view.bars = {bar_of(label(one), *line.spread), bar_of(label(other), *same->spread)};
    all.push_back(std::move(view));
  }
  return all;
}

std::optional<Survey> survey_in(Visit& visit, const records::Kinds& kinds, const std::string& text) {
  const auto id = Uuid::parse(text);
  Survey survey;
  if (!id || !records::load_for(visit.db(), *kinds.by_name("survey"), visit.viewer, *id, survey))
    return std::nullopt;
  return survey;
}

web::Response show_comparison(Visit& visit, const records::Kinds& kinds) {
  const Texts& t = visit.t;
  auto one = seen_by_viewer(visit, kinds),
       other = survey_in(visit, kinds, visit.request.query.get("with"));
  if (!one || !other) return visit.problem(Problem::not_found());
  if (const auto may = may_compare(*one, *other); !may) return visit.problem(may.error());  // R12
  const auto left = results_for(visit, kinds, std::move(one)),
             right = results_for(visit, kinds, std::move(other));
  if (!left || !right) return visit.problem(Problem::not_found());
  const std::string title(t(N_("Samme spørsmål i to undersøkelser")));
  const auto questions = compared(t, *left, *right);
  const Html main =
      questions.empty()
          ? page::empty_state(t(N_("Ingenting å sammenligne")),
                              t(N_("De to undersøkelsene har ingen spørsmål med samme kode der nok har "
                                   "svart.")), {})
          : results_view(t, {"", "", {}, {{"same", title, questions}}, {}, {}, "", false, {}});
  return visit.page(title, crumbs(visit, left->survey, title),
                    page::hero({left->survey.title.in(t.language()), title, {}, {}}) +
                        page::alert("info", html("<p>{}</p>",
                            t(N_("Det kan være andre som har svart. En forskjell sier ikke alene at noe er "
                                 "blitt bedre eller verre.")))) + main);
}

// The other closed surveys that one may be held against.
Html comparison_form(Visit& visit, const records::Kinds& kinds, const Survey& survey) {
  if (survey.kind == SurveyKind::self_review) return {};
  const auto found = records::list(
      visit.db(), *kinds.by_name("survey"), visit.viewer,
      {.filters = {{"state", "closed"}, {"kind", "survey"}}, .size = 100});
  std::vector<page::Option> others;
  for (std::size_t i = 0; i < found.records.size(); ++i)
    if (!(found.records[i]->id == survey.id))
      others.push_back({found.records[i]->id.text(), found.headings[i]});
  if (others.empty()) return {};
  return page::panel(
      "compare", visit.t(N_("Hold opp mot en annen")),
      html(R"(<form class="stack" method="get" action="{}">{}{}</form>)",
           page::Url(survey_address(visit, survey.id, "/comparison")),
           page::select(visit.t, {"with", std::string(visit.t(N_("Undersøkelse"))), "", "", false}, others),
           page::submit(visit.t(N_("Sammenlign")), page::Weight::secondary)));
}

// --- the results of one

Html file_button(const Visit& visit, const Survey& survey, std::string_view format,
                 std::string_view label) {
  return page::post_button(page::Url(survey_address(visit, survey.id, "/files")), visit.csrf(), label,
                           page::Weight::tertiary, {}, page::hidden("format", format));
}

web::Response show_results(Visit& visit, const records::Kinds& kinds) {
  const auto shown = results_for(visit, kinds, seen_by_viewer(visit, kinds));
  if (!shown) return visit.problem(Problem::not_found());
  const Texts& t = visit.t;
  const std::string title(t(N_("Resultater")));
  Html facts, actions, main;
  if (shown->results.is_shown) {
    facts = html(R"(<ul class="facts"><li>{}{}</li></ul>)", page::icon("people"),
                 t.plural(shown->results.n, N_("ett svar"), N_("{} svar")));
    actions = file_button(visit, shown->survey, "csv", t(N_("Last ned som CSV"))) +
              file_button(visit, shown->survey, "xlsx", t(N_("Last ned som Excel")));
    const By by = visit.request.query.get("by") == "group" ? By::group : By::all;
    main = results_view(t, results_view_of(visit, *shown, by)) +
           comparison_form(visit, kinds, shown->survey);
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
  const auto shown = results_for(visit, kinds, seen_by_viewer(visit, kinds));
  if (!shown) return visit.problem(Problem::not_found());
  if (!shown->results.is_shown)
    return visit.problem(Problem::conflict(N_("Det er ingen resultater å laste ned.")));
  const auto format = visit.field("format") == "xlsx" ? sheet::Format::xlsx : sheet::Format::csv;
  const sheet::Sheet sheet = sheet_of(visit, results_view_of(visit, *shown, By::group));
  web::Response answer =
      sheet::download(sheet, format, slug(shown->survey.title.nb), visit.t(N_("Resultater")));
  auto work = work_of(visit, kinds);
  note(work, shown->survey, "exported");
  return answer;
}

}  // namespace

std::vector<access::Route> result_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kResultRoles);
  const std::string survey = "/{partnership}/surveys/{id}";
  return {{"GET", survey + "/results", who, with(kinds, show_results)},
          {"GET", survey + "/comparison", who, with(kinds, show_comparison)},
          {"POST", survey + "/files", who, with(kinds, give_file)}};
}

}  // namespace samloft::surveys
