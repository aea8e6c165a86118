// Everything, in the order of the modules.
// Tested by site_matrix_test.cc

#include "contents.h"

#include "base/money.h"
#include "page/components.h"
#include "records/pages.h"
#include "records/store.h"

namespace samloft::app {
namespace {

web::Response show_contents(access::Visit& visit, const records::Kinds& kinds) {
  const auto counts = records::counts(visit.db(), kinds, visit.viewer);
  std::vector<page::Card> cards;
  for (const records::Kind& kind : kinds.all()) {
    if (!visit.viewer.may(kind.readers)) continue;
    const auto count = counts.find(std::string(kind.name));
    cards.push_back({visit.address(kind.plural),
                     grouped(count == counts.end() ? 0 : count->second),
                     std::string(visit.t(kind.many)), std::string(visit.t(kind.purpose))});
  }
  const page::Html journal = page::when(
      visit.viewer.may(records::kJournalReaders),
      page::button_link(page::Url(visit.address("journal")), visit.t(N_("Endringslogg")),
                        page::Weight::secondary));
  const std::string title(visit.t(N_("Alt i partnerskapet")));
  return visit.page(title, {{title, visit.address("contents"), false}},
                    page::hero({visit.partnership.name, title, {}, journal}) + page::cards(cards));
}

}  // namespace

access::Route contents_route(const records::Kinds& kinds) {
  return {"GET", "/{partnership}/contents", access::Who::members(kEveryRole),
          [&kinds](access::Visit& visit) { return show_contents(visit, kinds); }};
}

}  // namespace samloft::app
