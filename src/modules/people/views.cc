// Seats and vacancies.
// Tested by pages_import_test.cc

#include "views.h"

#include "page/components.h"
#include "page/frame.h"

namespace samloft::people {
namespace {

using page::Html;
using page::html;

constexpr std::int64_t kLongVacant = 30;  // days; R16

Html holder(const Texts& t, const SeatView& seat) {
  if (seat.person.empty())
    return page::status(seat.required ? "warning" : "neutral", t(N_("Ledig")));
  const Html person = page::link(page::Url(seat.person_address), seat.person);
  return seat.acting ? html("{} ({})", person, t(N_("fungerer"))) : person;
}

Html remarks(const Texts& t, const SeatView& seat) {
  std::string all;
  const auto add = [&](bool so, std::string_view text) {
    if (so) all += (all.empty() ? "" : ", ") + std::string(t(text));
  };
  add(seat.leads, N_("leder"));
  add(seat.secretary, N_("sekretær"));
  add(!seat.votes, N_("uten stemme"));
  add(!seat.required, N_("kan stå tom"));
  return html("{}", all);
}

}  // namespace

Html seats_panel(const Texts& t, const std::vector<SeatView>& seats) {
  if (seats.empty()) return {};
  std::vector<page::TableRow> rows;
  for (const SeatView& seat : seats) {
    rows.push_back({{page::link(page::Url(seat.address), seat.function), holder(t, seat),
                     remarks(t, seat)}});
  }
  return page::panel("seats", t(N_("Hvem som sitter her nå")),
                     page::table(t(N_("Plasser og hvem som har dem i dag")),
                                 {{std::string(t(N_("Plass"))), "", "", false},
                                  {std::string(t(N_("Person"))), "", "", false},
                                  {std::string(t(N_("Merknad"))), "", "", false}},
                                 rows));
}

Html vacancies_page(const Texts& t, const std::string& partnership,
                    const std::vector<VacancyView>& vacancies) {
  const Html head = page::hero({partnership, std::string(t(N_("Ledige plasser"))),
                                html(R"(<p class="muted">{}</p>)",
                                     t(N_("Plasser uten noen i dag. De som skal være besatt, står først."))), {}});
  if (vacancies.empty()) {
    return head + html(R"(<section class="panel">{}</section>)",
                       page::empty_state(t(N_("Alle plasser er besatt")),
                                         t(N_("Når noen slutter i et verv, står plassen her.")), {}));
  }
  std::vector<page::TableRow> rows;
  for (const VacancyView& one : vacancies) {
    const Html since = one.since ? html("{}", t.plural(one.days, N_("{} dag"), N_("{} dager")))
                                 : html("{}", t(N_("Aldri besatt")));
    const bool late = one.required && (one.days > kLongVacant || one.days < 0);
    rows.push_back(
        {{page::link(page::Url(one.address), one.heading), since,
          page::status(late ? "danger" : one.required ? "warning" : "neutral",
                       late ? t(N_("Må besettes")) : one.required ? t(N_("Skal besettes")) : t(N_("Kan stå tom"))),
          one.fill_address.empty() ? Html() : page::link(page::Url(one.fill_address), t(N_("Sett inn noen")))}});
  }
  return head + html(R"(<section class="panel">{}</section>)",
                     page::table(t(N_("Ledige plasser")),
                                 {{std::string(t(N_("Plass"))), "", "", false},
                                  {std::string(t(N_("Ledig i"))), "", "", false},
                                  {std::string(t(N_("Status"))), "", "", false},
                                  {std::string(t(N_("Gjør"))), "", "", false}},
                                 rows));
}

}  // namespace samloft::people
