// Everything, in the order of the modules.
// Tested by site_matrix_test.cc

#include "contents.h"

#include "base/money.h"
#include "page/components.h"
#include "records/pages.h"
#include "records/store.h"

namespace samloft::app {
namespace {

struct Overview {
  std::string_view label, address;
  std::string_view kind = {};  // for who may read these; without, for every member
};
// Pages that are drawn of many records, where one goes to see how things stand.
const Overview kOverviews[] = {
    {N_("Den røde tråden"), "thread"},
    {N_("Løse tråder"), "loose-ends"},
    {N_("Behovskart"), "need-map"},
    {N_("Medvirkning som mangler"), "involvement-gaps"},
    {N_("Årshjul og tidslinje"), "timeline"},
    {N_("Enheter med mye på en gang"), "overlaps"},
    {N_("Universitetets timer"), "university-hours", "assignment"},
    {N_("Oppgaver"), "tasks"},
    {N_("Vedtak"), "decision-register"},
    {N_("Ledige plasser"), "vacancies"},
    {N_("Beslutningsgrunnlag"), "decision-basis"}};

page::Html overviews(const access::Visit& visit, const records::Kinds& kinds) {
  const page::Html items = page::each(kOverviews, [&](const Overview& one) {
    return page::when(one.kind.empty() || visit.viewer.may(kinds.by_name(one.kind)->readers),
                      page::html("<li>{}</li>", page::link(page::Url(visit.address(one.address)),
                                                           visit.t(one.label))));
  });
  return page::panel("overviews", visit.t(N_("Oversikter")),
                     page::html(R"(<ul class="columns">{}</ul>)", items));
}

web::Response show_contents(access::Visit& visit, const records::Kinds& kinds) {
  const auto counts = records::counts(visit.db(), kinds, visit.viewer);
  std::vector<page::Card> cards, parts;
  for (const records::Kind& kind : kinds.all()) {
    if (!visit.viewer.may(kind.readers)) continue;
    const auto count = counts.find(std::string(kind.name));
    (kind.part_of.empty() ? cards : parts)
        .push_back({visit.address(kind.plural),
                    grouped(count == counts.end() ? 0 : count->second),
                    std::string(visit.t(kind.many)), std::string(visit.t(kind.purpose))});
  }
  const page::Html journal = page::when(
      visit.viewer.may(records::kJournalReaders),
      page::button_link(page::Url(visit.address("journal")), visit.t(N_("Endringslogg")),
                        page::Weight::secondary));
  const std::string title(visit.t(N_("Alt i partnerskapet")));
  return visit.page(title, {{title, visit.address("contents"), false}},
                    page::hero({visit.partnership.name, title, {}, journal}) + overviews(visit, kinds) +
                        page::cards(cards) +
                        page::html("<h2>{}</h2>", visit.t(N_("Deler av det som står over"))) +
                        page::cards(parts));
}

}  // namespace

access::Route contents_route(const records::Kinds& kinds) {
  return {"GET", "/{partnership}/contents", access::Who::members(kEveryRole),
          [&kinds](access::Visit& visit) { return show_contents(visit, kinds); }};
}

}  // namespace samloft::app
