// Beginning a statement: which round, which measure.
// Tested by pages_test.cc

#include <algorithm>

#include "pages.h"
#include "records/store.h"
#include "rules.h"

namespace samloft::statements {

using access::Visit;
using page::Html;
using page::html;

namespace {

constexpr std::int64_t kMostToChoose = 500;

std::vector<page::Option> options_of(Visit& visit, const records::Kinds& kinds, std::string_view kind,
                                     const std::string& chosen) {
  std::vector<page::Option> all{{"", std::string(visit.t(N_("Ingen valgt"))), chosen.empty()}};
  for (const auto& one : records::choices(visit.db(), kinds, visit.viewer, kind, kMostToChoose))
    all.push_back({one.id.text(), one.heading, one.id.text() == chosen});
  return all;
}

// The rounds that are open, the first due first, each with its office and its deadline: two offices
// may have rounds of the same scheme and year.
std::vector<page::Option> round_options(Visit& visit, const records::Kinds& kinds,
                                        const std::string& chosen) {
  std::vector<Round> open;
  std::vector<Uuid> named;
  for (auto& round : records::every<Round>(visit.db(), *kinds.by_name("filing_round"))) {
    const auto due = due_of({}, round);
    if (!due || !in_time(visit.now, *due)) continue;
    named.insert(named.end(), {round.id, round.office});
    open.push_back(std::move(round));
  }
  const auto headings = records::headings_of(visit.db(), kinds, visit.viewer, named);
  std::stable_sort(open.begin(), open.end(), [](const Round& one, const Round& other) {
    return one.due_on < other.due_on;
  });
  std::vector<page::Option> all{{"", std::string(visit.t(N_("Ingen valgt"))), chosen.empty()}};
  for (const Round& round : open)
    all.push_back({round.id.text(),
                   visit.t.fill(N_("{}, {}, frist {}"),
                                {headings.at(round.id), headings.at(round.office),
                                 visit.t.short_date(*round.due_on)}),
                   round.id.text() == chosen});
  return all;
}

web::Response begin_page(Visit& visit, const records::Kinds& kinds, const web::Parameters& given,
                         const std::vector<FieldError>& errors) {
  const Texts& t = visit.t;
  const std::string title(t(N_("Ny behovsmelding")));
  const auto choose = [&](const char* name, std::string_view kind, std::string_view label,
                          std::string_view hint, bool optional) {
    return page::select(t, field_frame(t, errors, name, std::string(t(label)), hint, optional, true),
                        kind == "filing_round" ? round_options(visit, kinds, given.get(name))
                                        : options_of(visit, kinds, kind, given.get(name)));
  };
  const std::string id = given.get("id").empty() ? Uuid::fresh().text() : given.get("id");
  const Html form = html(
      R"({}<form class="form" method="post" action="{}" novalidate>{}{}{}{}{}{}</form>)",
      page::error_summary(t, errors,
                          {{"round", std::string(t(N_("Runde")))}, {"measure", std::string(t(N_("Tiltak")))},
                           {"supplement_to", std::string(t(N_("Tillegg til")))}}),
      page::Url(visit.address("statements/start")), page::hidden("csrf", visit.csrf()),
      page::hidden("id", id),
      choose("round", "filing_round", N_("Runde"), N_("Embetet, ordningen og skoleåret. Reglene følger av dagen vedtaket ventes."), false),
      choose("measure", "measure", N_("Tiltak"), N_("Nøyaktig ett. Deltakere, mål og kilder hentes derfra."), false),
      choose("supplement_to", "statement", N_("Tillegg til"), N_("Bare når den gjelder mer penger til noe som løper."), true),
      page::form_actions(page::submit(t(N_("Begynn")), page::Weight::primary) +
                         page::button_link(page::Url(visit.address("statements")), t(N_("Avbryt")),
                                           page::Weight::tertiary)));
  return visit.page(title,
                    {{std::string(t(N_("Behovsmeldinger"))), visit.address("statements"), false},
                     {title, visit.address("statements/start"), false}},
                    page::hero({visit.partnership.name, title, {}, {}}) + page::panel("start", title, form),
                    errors.empty() ? 200 : 422);
}

}  // namespace

web::Response show_begin(Visit& visit, const records::Kinds& kinds) {
  return begin_page(visit, kinds, visit.request.query, {});
}

web::Response begin_one(Visit& visit, const records::Kinds& kinds) {
  const Uuid as = Uuid::parse(visit.field("id")).value_or(Uuid::fresh());
  if (records::kind_of(visit.db(), as) == "statement")
    return web::Response::see_other(statement_address(visit, as));
  const auto chosen = [&](const char* name) {
    return Uuid::parse(visit.field(name)).value_or(Uuid{});
  };
  auto work = work_of(visit, kinds);
  const auto made = begin(work, as, chosen("round"), chosen("measure"), chosen("supplement_to"));
  if (made) return records::done(visit, statement_address(visit, *made), *made);
  if (made.error().fields.empty()) return visit.problem(made.error());
  return begin_page(visit, kinds, visit.form.fields, made.error().fields);
}

}  // namespace samloft::statements
