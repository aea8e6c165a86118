// The respondent's door: open to guests, and blind. It asks nothing about who comes.
// Tested by app/survey_walk_test.cc

#include <algorithm>

#include "access/guest_door.h"
#include "base/text.h"
#include "pages.h"
#include "rules_blind.h"
#include "rules_results.h"
#include "store.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

constexpr std::int64_t kWrongCodes = 100;  // a quarter of an hour and address, as wrong passwords
constexpr std::string_view kDoor = "survey code";
constexpr std::size_t kLongestDraft = 200'000;
constexpr int kKeptWithoutEnd = 30;  // days that a browser keeps what has no last day
constexpr int kKeptAfter = 7;        // an answer that waits for a net, so that it can be taken care of

web::Response unindexed(web::Response response) {
  response.with("X-Robots-Tag", "noindex, nofollow");
  return response;
}

bool is_shut(const Visit& visit) { return access::is_shut(visit, kDoor, kWrongCodes); }
void count_wrong(const Visit& visit) { access::count_wrong(visit, kDoor, kWrongCodes); }

web::Response shut(const Visit& visit) {
  return visit.page(std::string(visit.t(N_("For mange forsøk"))), {},
                    page::hero({"", std::string(visit.t(N_("For mange forsøk"))), {}, {}}) +
                        page::alert("warning",
                                    html("<p>{}</p>", visit.t(N_("Det er prøvd for mange koder herfra. "
                                                                 "Vent et kvarter og prøv igjen.")))),
                    429);
}

// --- the questions as they are asked

std::vector<ChoiceView> choices_of(const Visit& visit, const Question& question,
                                   const std::string& value) {
  const auto chosen = numbers_of(value).value_or(std::vector<std::size_t>{});
  std::vector<ChoiceView> all;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    all.push_back({std::to_string(i + 1), question.choices[i].in(visit.t.language()),
                   std::find(chosen.begin(), chosen.end(), i + 1) != chosen.end()});
  }
  return all;
}

Asks asks_of(ItemType type) {
  switch (type) {
    case ItemType::section: return Asks::heading;
    case ItemType::scale:
    case ItemType::matrix: return Asks::one_row;
    case ItemType::choice: return Asks::one;
    case ItemType::choices: return Asks::several;
    case ItemType::text: return Asks::text;
  }
  return Asks::text;
}

void add_condition(const Visit& visit, const Definition& definition, const Question& question,
                   AskView& ask) {
  for (const Question& before : definition) {
    if (!question.shown_if || !(before.id == question.shown_if)) continue;
    std::string words, numbers;
    for (const std::size_t one : question.shown_if_choices) {
      if (one > before.choices.size()) continue;
      words += (words.empty() ? "«" : ", «") + before.choices[one - 1].in(visit.t.language()) + "»";
      numbers += (numbers.empty() ? "" : ",") + std::to_string(one);
    }
    ask.shown_if = before.name();
    ask.shown_if_choices = numbers;
    ask.condition = visit.t.fill(N_("Bare for dem som svarer {} på spørsmål {}."),
                                 {words, std::to_string(before.number)});
  }
}

struct Typed {
  const Values& values;
  const std::vector<FieldError>& errors;
  std::string value(const std::string& name) const {
    const auto found = values.find(name);
    return found == values.end() ? "" : found->second;
  }
  std::string error(const Texts& t, const std::string& name) const {
    return page::error_of(t, errors, name);
  }
};

AskView ask_of(const Visit& visit, const Definition& definition, const Question& question) {
  AskView ask;
  ask.asks = asks_of(question.type);
  ask.name = question.name();
  ask.number = question.number > 0 ? std::to_string(question.number) + "." : "";
  ask.text = question.text.in(visit.t.language());
  ask.help = question.help.in(visit.t.language());
  ask.is_required = question.required;
  add_condition(visit, definition, question, ask);
  return ask;
}

void add_asks(const Visit& visit, const Definition& definition, const Question& question,
              const Typed& typed, AnswerView& view) {
  AskView ask = ask_of(visit, definition, question);
  const auto fill = [&](AskView& one) {
    one.value = typed.value(one.name);
    one.error = typed.error(visit.t, one.name);
    one.choices = choices_of(visit, question, one.value);
    std::string told = one.number + " " + shortened(one.text, 60);
    if (told.ends_with('.')) told.pop_back();
    view.names.push_back({one.name, std::move(told)});
  };
  if (question.type != ItemType::matrix) {
    fill(ask);
    view.asks.push_back(std::move(ask));
    return;
  }
  AskView whole = ask;
  whole.asks = Asks::heading;
  whole.text = whole.number + " " + whole.text;
  whole.name += "-0";
  view.asks.push_back(std::move(whole));
  for (std::size_t i = 0; i < question.lines.size(); ++i) {
    AskView line = ask;
    line.is_line = true;
    line.name = question.name(i);
    line.number.clear();
    line.help.clear();
    line.condition.clear();
    line.text = question.lines[i].in(visit.t.language());
    fill(line);
    view.asks.push_back(std::move(line));
  }
}

// --- the pages

Date kept_until(const Visit& visit, const Survey& survey) {
  return survey.closes_on.value_or(local_day(visit.now).plus_days(kKeptWithoutEnd));
}

web::Response form_page(Visit& visit, const Behind& behind, const Values& values,
                        const std::vector<FieldError>& errors, Html notice, int status) {
  AnswerView view = answer_view(visit, behind.survey, behind.definition, values, errors);
  view.action = visit.request.path;
  view.notice = std::move(notice);
  const Date last = kept_until(visit, behind.survey);
  view.worker = page::answer_worker();
  view.until = last.plus_days(kKeptAfter).iso();
  web::Response response = visit.page(view.title, {}, answer_page(visit.t, view), status);
  response.keeps_itself = true;
  return unindexed(std::move(response));
}

// What a browser keeps for the time without a net: the page as a stranger gets it, in the reader's language,
// without name, token or what was saved. Whoever has the link may see that much; what is no such page may
// not be kept, and goes.
web::Response page_to_keep(const Visit& visit, const Behind& behind) {
  Visit stranger = visit;
  stranger.account = {};
  stranger.viewer = {};
  stranger.form_key.clear();
  return form_page(stranger, behind, {}, {},
                   page::alert("info", html("<p>{}</p>",
                                            visit.t(N_("Du er uten nett. Du kan svare og sende likevel: svaret "
                                                       "går når nettet er tilbake. Det du har lagret hos oss "
                                                       "tidligere, er der ennå, men vises ikke nå.")))),
                   200)
      .with("Samloft-Keep-Until", kept_until(visit, behind.survey).iso());
}

web::Response closed(const Visit& visit) {
  const std::string title(visit.t(N_("Undersøkelsen er lukket")));
  return unindexed(visit.page(title, {}, closed_page(visit.t)));
}

web::Response thanks(const Visit& visit) {
  const bool came_before = !visit.request.query.has("thanks");
  return unindexed(visit.page(std::string(visit.t(N_("Takk for svaret"))), {},
                              thanks_page(visit.t, came_before)));
}

// Unknown, misspelled and of another partnership look alike.
std::optional<Behind> behind_address(Visit& visit, const records::Kinds& kinds) {
  const auto code = read_code(visit.part("code"));
  auto found = code ? behind(visit.db(), kinds, *code) : std::nullopt;
  if (!found) count_wrong(visit);
  return found;
}

web::Response show_form(Visit& visit, const records::Kinds& kinds) {
  if (is_shut(visit)) return shut(visit);
  const auto found = behind_address(visit, kinds);
  if (!found) return visit.problem(Problem::not_found());
  if (found->used) return thanks(visit);
  if (!takes_answers(found->survey, local_day(visit.now))) return closed(visit);
  if (visit.request.query.has("offline")) return page_to_keep(visit, *found);
  const Values saved = draft_values(visit.db(), *read_code(visit.part("code")));
  Html notice;
  if (visit.request.query.has("saved")) {
    notice = page::flash(visit.t(N_("Lagret. Åpne den samme lenken eller koden for å fortsette.")), {});
  } else if (!saved.empty()) {
    notice = page::alert("info", html("<p>{}</p>", visit.t(N_("Her er det du lagret sist."))));
  }
  return form_page(visit, *found, saved, {}, std::move(notice), 200);
}

web::Response keep(Visit& visit, const Behind& found, const std::string& code, const Values& values) {
  if (write_values(values).size() > kLongestDraft) {
    return form_page(visit, found, values, {},
                     page::alert("danger", html("<p>{}</p>", visit.t(N_("Det er for mye tekst til å "
                                                                        "lagres. Kort den ned. Alt du "
                                                                        "skrev, står under.")))),
                     422);
  }
  save_draft(visit.db(), code, found.survey.id, values);
  return web::Response::see_other(visit.request.path + "?saved=1");
}

web::Response refused(Visit& visit, const Behind& found, const Values& values,
                      const Problem& problem) {
  if (problem.kind == Problem::Kind::invalid)
    return form_page(visit, found, values, problem.fields, {}, 422);
  return form_page(visit, found, values, {},
                   page::alert("warning", html("<p>{}</p><p>{}</p>", visit.t(problem.message),
                                               visit.t(N_("Det du skrev, står under, så du kan ta vare "
                                                          "på det.")))),
                   409);
}

web::Response take_form(Visit& visit, const records::Kinds& kinds) {
  if (is_shut(visit)) return shut(visit);
  const auto found = behind_address(visit, kinds);
  if (!found) return visit.problem(Problem::not_found());
  const std::string code = *read_code(visit.part("code"));
  const Values values = values_of(found->definition, [&](const std::string& name) {
    return visit.form.fields.every(name);
  });
  if (visit.field("act") == "save" && !found->used &&
      takes_answers(found->survey, local_day(visit.now)))
    return keep(visit, *found, code, values);
  const auto taken = submit(visit.db(), code, *found, values, local_day(visit.now));
  if (!taken) return refused(visit, *found, values, taken.error());
  return web::Response::see_other(visit.request.path + (*taken == Taken::now ? "?thanks=1" : ""));
}

web::Response show_code(Visit& visit, const records::Kinds&) {
  if (!any_is_open(visit.db())) return visit.problem(Problem::not_found());
  return unindexed(visit.page(std::string(visit.t(N_("Skriv koden"))), {},
                              code_page(visit.t, visit.request.path, visit.csrf(), "", "")));
}

web::Response take_code(Visit& visit, const records::Kinds& kinds) {
  if (!any_is_open(visit.db())) return visit.problem(Problem::not_found());
  if (is_shut(visit)) return shut(visit);
  const std::string typed = trimmed(visit.field("code"));
  const auto code = read_code(typed);
  if (code && behind(visit.db(), kinds, *code))
    return web::Response::see_other(visit.address("answer/" + *code));
  count_wrong(visit);
  return unindexed(visit.page(
      std::string(visit.t(N_("Skriv koden"))), {},
      code_page(visit.t, visit.request.path, visit.csrf(), typed,
                std::string(visit.t(N_("Vi kjenner ikke denne koden. Se etter at alle tegnene er med.")))),
      422));
}

}  // namespace

AnswerView answer_view(const Visit& visit, const Survey& survey, const Definition& definition,
                       const Values& values, const std::vector<FieldError>& errors) {
  AnswerView view;
  view.title = survey.title.in(visit.t.language());
  view.introduction = survey.introduction.in(visit.t.language());
  view.csrf = visit.csrf();
  view.least = std::to_string(smallest_group(*survey.smallest_group, {}, 0));
  if (survey.closes_on)
    view.deadline = visit.t.fill(N_("Svar innen {}"), {visit.t.long_date(*survey.closes_on)});
  view.errors = errors;
  const Typed typed{values, errors};
  for (const Question& question : definition) add_asks(visit, definition, question, typed, view);
  return view;
}

std::vector<access::Route> answer_routes(const records::Kinds& kinds) {
  const auto all = access::Who::anyone();
  const std::string door = "/{partnership}/answer", one = door + "/{code}";
  return {{"GET", door, all, with(kinds, show_code)},
          {"POST", door, all, with(kinds, take_code)},
          {"GET", one, all, with(kinds, show_form)},
          {"POST", one, all, with(kinds, take_form)}};
}

}  // namespace samloft::surveys
