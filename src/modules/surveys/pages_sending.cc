// Sending a survey out: links by mail, codes on paper, reminders to those who are missing.
// Tested by app/survey_walk_test.cc

#include <set>

#include "access/letters.h"
#include "access/qr.h"
#include "base/text.h"
#include "page/components.h"
#include "pages.h"
#include "people/people.h"
#include "records/pages.h"
#include "records/records.h"
#include "records/store.h"
#include "rules_blind.h"
#include "rules_results.h"
#include "store.h"

namespace samloft::surveys {
namespace {

using access::Visit;
using page::Html;
using page::html;

constexpr std::int64_t kMostUnits = 1000, kMostOfAUnit = 2000;

bool is_valid(const people::Employment& one, Date today) {
  return Period{one.valid_from, one.valid_until}.contains(today);
}

std::vector<Uuid> employed_in(Visit& visit, const records::Kinds& kinds, const Uuid& unit) {
  const auto found = records::list(visit.db(), *kinds.by_name("employment"), visit.viewer,
                                   {.filters = {{"unit", unit.text()}}, .size = kMostOfAUnit});
  std::vector<Uuid> persons;
  for (const auto& record : found.records) {
    const auto& one = static_cast<const people::Employment&>(*record);
    if (is_valid(one, local_day(visit.now))) persons.push_back(one.person);
  }
  return persons;
}

// Those who work in the chosen units today. A self-review asks its own unit.
std::vector<Uuid> of_chosen_units(Visit& visit, const records::Kinds& kinds, const Survey& survey) {
  std::set<Uuid> persons;
  for (const std::string& text : visit.form.fields.every("units")) {
    const auto unit = Uuid::parse(text);
    if (!unit || (survey.kind == SurveyKind::self_review && !(*unit == survey.unit))) continue;
    for (const Uuid& person : employed_in(visit, kinds, *unit)) persons.insert(person);
  }
  return {persons.begin(), persons.end()};
}

void send_letters(Visit& visit, const records::Kinds& kinds, const Survey& survey,
                  const std::vector<Letter>& links, Occasion occasion) {
  auto work = work_of(visit, kinds);
  access::send(visit.site.parts(), visit.partnership.id,
               letters(work, survey, links,
                       {visit.partnership.name, visit.site.parts().address + visit.address("answer/")},
                       occasion));
}

// --- the page

Html notice(const Visit& visit) {
  const Texts& t = visit.t;
  const auto& query = visit.request.query;
  if (query.has("reminded"))
    return page::flash(t(N_("Påminnelsen er på vei til dem som ikke har svart. Hvem og hvor mange det er, "
                            "vises ikke.")), {});
  if (query.has("renewed"))
    return page::flash(t(N_("Nye lenker er på vei til dem som ikke har svart, og de gamle virker ikke lenger. "
                            "Hvem og hvor mange det er, vises ikke.")), {});
  if (!query.has("sent")) return {};
  const std::int64_t sent = whole_number(query.get("sent"), 0);
  const std::int64_t without = whole_number(query.get("without"), 0);
  Html all = page::flash(sent == 0 ? std::string(t(N_("Alle du valgte, var invitert fra før.")))
                                   : t.plural(sent, N_("Én invitasjon er sendt."),
                                              N_("{} invitasjoner er sendt.")), {});
  if (without > 0) {
    all += page::alert("warning", html("<p>{}</p>", t.plural(without,
        N_("Én person har ingen e-postadresse. Gi vedkommende en kode på papir."),
        N_("{} personer har ingen e-postadresse. Gi dem koder på papir."))));
  }
  return all;
}

std::vector<page::Option> unit_options(Visit& visit, const records::Kinds& kinds,
                                       const Survey& survey) {
  const auto chosen = visit.form.fields.every("units");
  std::vector<page::Option> all;
  for (const auto& one : records::choices(visit.db(), kinds, visit.viewer, "unit", kMostUnits)) {
    const std::string id = one.id.text();
    if (survey.kind == SurveyKind::self_review && !(one.id == survey.unit)) continue;
    all.push_back({id, one.heading, std::find(chosen.begin(), chosen.end(), id) != chosen.end()});
  }
  return all;
}

Html panels(Visit& visit, const records::Kinds& kinds, const Survey& survey,
            const InvitedCounts& counts, const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const auto error_of = [&](std::string_view name) { return page::error_of(t, errors, name); };
  const auto form = [&](const std::string& below, const Html& inner) {
    return html(R"(<form class="stack" method="post" action="{}">{}{}</form>)",
                page::Url(survey_address(visit, survey.id, below)),
                page::hidden("csrf", visit.csrf()), inner);
  };
  const Html mail = form(
      "/invitations",
      page::checkboxes(t, {"units", std::string(t(N_("Enheter"))),
                           std::string(t(N_("Alle som er ansatt der i dag, får hver sin lenke. Den som er "
                                            "invitert før, får ikke en til."))),
                           error_of("units"), false},
                       unit_options(visit, kinds, survey)) +
          page::form_actions(page::submit(t(N_("Send lenker")), page::Weight::primary) +
                             page::button_link(page::Url(survey_address(visit, survey.id, "/persons")),
                                               t(N_("Velg enkeltpersoner")), page::Weight::tertiary)));
  const Html codes = form(
      "/codes",
      page::hidden("sheet", Uuid::fresh().text()) +
          page::input(t, {"count", std::string(t(N_("Antall koder"))),
                          std::string(t(N_("Et ark å klippe opp, med en kode og en QR-kode til hver."))),
                          error_of("count"), false},
                      "number", visit.field("count")) +
          page::form_actions(page::submit(t(N_("Lag koder")), page::Weight::secondary)));
  const Html remind = html(R"(<p>{}</p>{})",
      t(N_("Går bare til dem som fikk lenke og ikke har svart, høyst én gang om dagen. Du får ikke vite "
           "hvem eller hvor mange det er.")),
      form("/reminders", page::submit(t(N_("Send påminnelse")), page::Weight::secondary)));
  const Html renew = html(R"(<p>{}</p>{})",
      t(N_("Når brev er kommet bort eller i gale hender: De som ikke har svart, får en ny lenke, og de gamle "
           "slutter å virke. Det de har lagret for å fortsette senere, går tapt. Du får ikke vite hvem eller "
           "hvor mange det er.")),
      form("/links", page::submit(t(N_("Send nye lenker")), page::Weight::tertiary)));
  return page::panel("mail", t(N_("Lenke på e-post")), mail) +
         page::panel("codes", t(N_("Koder på papir")), codes) +
         page::when(counts.persons > 0, page::panel("remind", t(N_("Påminnelse")), remind) +
                                            page::panel("renew", t(N_("Nye lenker")), renew));
}

// Below twice the smallest group hardly anybody may be silent, and those asked know each other.
Html few_note(const Visit& visit, const Survey& survey, const InvitedCounts& counts) {
  const std::int64_t all = counts.persons + counts.codes;
  const std::int64_t least = smallest_group(*survey.smallest_group, survey.smallest_share, all);
  if (all == 0 || all >= 2 * least) return {};
  return page::alert(
      "warning",
      html("<p>{}</p>", visit.t.fill(N_("Bare {} er spurt, og noe vises først når {} har svart. Når så få er "
                                        "spurt, kan de som kjenner hverandre, gjette hvem som mener hva."),
                                     {std::to_string(all), std::to_string(least)})));
}

web::Response sending_page(Visit& visit, const records::Kinds& kinds, const Survey& survey,
                           const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const std::string title(t(N_("Inviter og send ut")));
  const InvitedCounts counts = count_invited(visit.db(), survey.id);
  const Html facts = html(
      R"(<ul class="facts"><li>{}{}</li><li>{}{}</li></ul>)", page::icon("people"),
      t.plural(counts.persons, N_("én er invitert med lenke"), N_("{} er invitert med lenke")),
      page::icon("key"), t.plural(counts.codes, N_("én kode er laget"), N_("{} koder er laget")));
  return visit.page(title, crumbs(visit, survey, title),
                    page::hero({survey.title.nb, title, facts, {}}) + notice(visit) +
                        html(R"(<div class="stack">{}{}{}{}</div>)", page::error_summary(t, errors),
                             moved_note(visit, kinds, survey), few_note(visit, survey, counts),
                             panels(visit, kinds, survey, counts, errors)),
                    errors.empty() ? 200 : 422);
}

web::Response show_sending(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  return survey ? sending_page(visit, kinds, *survey, {}) : not_open(visit, kinds);
}

web::Response send_links(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  const auto persons = of_chosen_units(visit, kinds, *survey);
  if (persons.empty()) {
    return sending_page(visit, kinds, *survey,
                        {{"units", N_("Velg minst én enhet der noen er ansatt i dag.")}});
  }
  const Receivers chosen = with_mail(visit, kinds, persons);
  auto work = work_of(visit, kinds);
  const auto links = invite(work, *survey, chosen.persons);
  if (!links) return visit.problem(links.error());
  return invited(visit, kinds, *survey, *links, chosen.without_mail);
}

web::Response make_sheet(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  auto work = work_of(visit, kinds);
  const auto codes =
      make_codes(work, *survey, Uuid::parse(visit.field("sheet")).value_or(Uuid::fresh()),
                 whole_number(trimmed(visit.field("count")), 0));
  if (!codes) {
    return codes.error().fields.empty()
               ? visit.problem(codes.error())
               : sending_page(visit, kinds, *survey, codes.error().fields);
  }
  const std::string door = visit.site.parts().address + visit.address("answer");
  std::vector<SheetCode> cards;
  for (const std::string& code : *codes) {
    cards.push_back({shown_code(code), access::qr_picture(door + "/" + code,
                                                          visit.t(N_("QR-kode til undersøkelsen")))});
  }
  const std::string title(visit.t(N_("Koder på papir")));
  return visit.page(title, crumbs(visit, *survey, title),
                    page::hero({survey->title.nb, title, {}, {}}) +
                        code_sheet(visit.t, survey->title.in(visit.t.language()), door, cards));
}

web::Response send_reminders(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  auto work = work_of(visit, kinds);
  send_letters(visit, kinds, *survey, remind(work, *survey), Occasion::again);
  return web::Response::see_other(survey_address(visit, survey->id, "/sending?reminded=1"));
}

web::Response send_new_links(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  auto work = work_of(visit, kinds);
  send_letters(visit, kinds, *survey, renew_links(work, *survey), Occasion::renewed);
  return web::Response::see_other(survey_address(visit, survey->id, "/sending?renewed=1"));
}

}  // namespace

std::optional<Survey> open_of_viewer(Visit& visit, const records::Kinds& kinds) {
  auto survey = run_by_viewer(visit, kinds);
  if (survey && survey->state != SurveyState::open) return std::nullopt;
  return survey;
}

web::Response not_open(Visit& visit, const records::Kinds& kinds) {
  if (!run_by_viewer(visit, kinds)) return visit.problem(Problem::not_found());
  return visit.problem(
      Problem::conflict(N_("Undersøkelsen er ikke åpen. Åpne den før noen inviteres.")));
}

Receivers with_mail(Visit& visit, const records::Kinds& kinds, const std::vector<Uuid>& persons) {
  Receivers all;
  for (const Uuid& id : persons) {
    const auto person = records::find<people::Person>(visit.db(), *kinds.by_name("person"), id);
    if (!person) continue;
    if (person->mail.empty()) ++all.without_mail;
    else all.persons.push_back(id);
  }
  return all;
}

web::Response invited(Visit& visit, const records::Kinds& kinds, const Survey& survey,
                      const std::vector<Letter>& links, std::size_t without_mail) {
  auto work = work_of(visit, kinds);
  send_letters(visit, kinds, survey, links, came_open(work, survey) ? Occasion::moved : Occasion::first);
  return web::Response::see_other(
      survey_address(visit, survey.id, "/sending?sent=" + std::to_string(links.size()) +
                                           "&without=" + std::to_string(without_mail)));
}

Html moved_note(Visit& visit, const records::Kinds& kinds, const Survey& survey) {
  auto work = work_of(visit, kinds);
  if (!came_open(work, survey)) return {};
  return page::alert(
      "warning",
      html("<p>{}</p><p>{}</p>",
           visit.t(N_("Undersøkelsen kom hit åpen, i en partnerskapsfil. Svarene er med, men lenker og koder "
                      "fra stedet den kom fra, virker ikke her, og hvem som har svart der, står ikke i fila.")),
           visit.t(N_("Inviter på nytt. Brevet sier at den som har svart før, ikke skal svare igjen. Har alle "
                      "svart, kan du lukke den."))));
}

std::vector<access::Route> sending_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kRunnerRoles);
  const std::string survey = "/{partnership}/surveys/{id}";
  return {{"GET", survey + "/sending", who, with(kinds, show_sending)},
          {"POST", survey + "/invitations", who, with(kinds, send_links)},
          {"POST", survey + "/codes", who, with(kinds, make_sheet)},
          {"POST", survey + "/reminders", who, with(kinds, send_reminders)},
          {"POST", survey + "/links", who, with(kinds, send_new_links)}};
}

}  // namespace samloft::surveys
