// The pages of people beside those that every kind has: vacancies, invitations, a body's seats.
// Tested by pages_import_test.cc

#include "access/site.h"
#include "page/components.h"
#include "pages_import.h"
#include "people/people.h"
#include "records/pages.h"
#include "store.h"
#include "views.h"

namespace samloft::people {
namespace {

using access::Visit;

const records::Kind& kind_named(const records::Kinds& kinds, std::string_view name) {
  return *kinds.by_name(name);
}

records::Extra body_extra(Visit& visit, const Record& record, const records::Kinds& kinds) {
  const auto& seats = kind_named(kinds, "seat");
  const auto& persons = kind_named(kinds, "person");
  std::vector<SeatView> views;
  for (const SeatRow& row : seats_of_body(visit.db(), record.id, local_day(visit.now))) {
    SeatView view;
    view.function = row.function;
    view.address = records::address_of(visit, seats, row.seat);
    view.person = row.person_name;
    if (row.person) view.person_address = records::address_of(visit, persons, row.person);
    view.required = row.required;
    view.votes = row.votes;
    view.leads = row.leads;
    view.secretary = row.secretary;
    view.acting = row.acting;
    views.push_back(std::move(view));
  }
  return {{}, {}, seats_panel(visit.t, views)};
}

records::Extra person_extra(Visit& visit, const Record& record) {
  if (!visit.viewer.may({Role::coordinator})) return {};
  const auto& person = static_cast<const Person&>(record);
  if (person.mail.empty()) return {};
  return {page::post_button(page::Url(visit.address("persons/" + record.id.text() + "/invitation")),
                            visit.csrf(), visit.t(N_("Inviter")), page::Weight::secondary, "user"),
          {}, {}};
}

web::Response invite_person(Visit& visit) {
  const auto id = Uuid::parse(visit.part("id"));
  const auto found = id ? person(visit.db(), *id) : std::nullopt;
  if (!found) return visit.problem(Problem::not_found());
  const auto invited = access::invite(visit, *id, found->name, found->mail);
  if (!invited) return visit.problem(invited.error());
  return records::done(visit, visit.address("persons/" + id->text()));
}

web::Response show_vacancies(Visit& visit, const records::Kinds& kinds) {
  const Date today = local_day(visit.now);
  std::vector<VacancyView> views;
  for (const Vacancy& vacancy : vacancies(visit.db(), today)) {
    VacancyView view;
    view.heading = vacancy.heading;
    view.address = records::address_of(visit, kind_named(kinds, "seat"), vacancy.seat);
    view.required = vacancy.required;
    view.since = vacancy.since;
    view.days = vacancy.since ? (today.days() - vacancy.since->days()).count() : -1;
    if (visit.viewer.may({Role::coordinator}))
      view.fill_address = visit.address("holdings/new?seat=" + vacancy.seat.text());
    views.push_back(std::move(view));
  }
  const std::string title(visit.t(N_("Ledige plasser")));
  return visit.page(title, {{std::string(visit.t(N_("Organer"))), visit.address("bodies"), false},
                            {title, visit.address("vacancies"), false}},
                    vacancies_page(visit.t, visit.partnership.name, views));
}

}  // namespace

void add_extras(records::Extras& extras, const records::Kinds& kinds) {
  extras.of_record["body"] = [&kinds](Visit& visit, const Record& record) {
    return body_extra(visit, record, kinds);
  };
  extras.of_record["person"] = person_extra;
  extras.of_list["body"] = [](Visit& visit) {
    return records::Extra{page::button_link(page::Url(visit.address("vacancies")),
                                            visit.t(N_("Ledige plasser")), page::Weight::secondary),
                          {}, {}};
  };
  extras.of_list["person"] = [](Visit& visit) {
    return records::Extra{import_actions(visit), {}, {}};
  };
}

std::vector<access::Route> routes(const records::Kinds& kinds) {
  using access::Who;
  std::vector<access::Route> all{
      {"GET", "/{partnership}/vacancies", Who::members(kEveryRole),
       [&kinds](Visit& visit) { return show_vacancies(visit, kinds); }},
      {"POST", "/{partnership}/persons/{id}/invitation", Who::members({Role::coordinator}),
       invite_person, access::Asks::again},
  };
  for (access::Route& route : import_routes(kinds)) all.push_back(std::move(route));
  return all;
}

}  // namespace samloft::people
