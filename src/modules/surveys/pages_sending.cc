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

// Those of the chosen units, and those chosen by name; who has no address cannot get a link.
struct Receivers {
  std::vector<people::Person> persons;
  std::size_t without_mail = 0;
};
Receivers receivers(Visit& visit, const records::Kinds& kinds) {
  std::set<Uuid> ids;
  const auto add = [&](const std::string& field, auto each) {
    for (const std::string& text : visit.form.fields.every(field))
      if (const auto id = Uuid::parse(text)) each(*id);
  };
  add("units", [&](const Uuid& unit) {
    for (const Uuid& person : employed_in(visit, kinds, unit)) ids.insert(person);
  });
  add("persons", [&](const Uuid& person) { ids.insert(person); });
  Receivers all;
  for (const Uuid& id : ids) {
    auto person = records::find<people::Person>(visit.db(), *kinds.by_name("person"), id);
    if (person && person->mail.empty()) ++all.without_mail;
    if (person && !person->mail.empty()) all.persons.push_back(std::move(*person));
  }
  return all;
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
            const std::vector<FieldError>& errors) {
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
          page::form_actions(page::submit(t(N_("Send lenker")), page::Weight::primary)));
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
  return page::panel("mail", t(N_("Lenke på e-post")), mail) +
         page::panel("codes", t(N_("Koder på papir")), codes) +
         page::panel("remind", t(N_("Påminnelse")), remind);
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
                        html(R"(<div class="stack">{}{}</div>)", page::error_summary(t, errors),
                             panels(visit, kinds, survey, errors)),
                    errors.empty() ? 200 : 422);
}

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

web::Response show_sending(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  return survey ? sending_page(visit, kinds, *survey, {}) : not_open(visit, kinds);
}

web::Response send_links(Visit& visit, const records::Kinds& kinds) {
  const auto survey = open_of_viewer(visit, kinds);
  if (!survey) return not_open(visit, kinds);
  const Receivers chosen = receivers(visit, kinds);
  if (chosen.persons.empty() && chosen.without_mail == 0) {
    return sending_page(visit, kinds, *survey,
                        {{"units", N_("Velg minst én enhet der noen er ansatt i dag.")}});
  }
  std::vector<Uuid> persons;
  for (const people::Person& one : chosen.persons) persons.push_back(one.id);
  auto work = work_of(visit, kinds);
  const auto links = invite(work, *survey, persons);
  if (!links) return visit.problem(links.error());
  send_letters(visit, kinds, *survey, *links, Occasion::first);
  return web::Response::see_other(survey_address(
      visit, survey->id, "/sending?sent=" + std::to_string(links->size()) +
                             "&without=" + std::to_string(chosen.without_mail)));
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

}  // namespace

std::vector<access::Route> sending_routes(const records::Kinds& kinds) {
  const auto who = access::Who::members(kRunnerRoles);
  const std::string survey = "/{partnership}/surveys/{id}";
  return {{"GET", survey + "/sending", who, with(kinds, show_sending)},
          {"POST", survey + "/invitations", who, with(kinds, send_links)},
          {"POST", survey + "/codes", who, with(kinds, make_sheet)},
          {"POST", survey + "/reminders", who, with(kinds, send_reminders)}};
}

}  // namespace samloft::surveys
