// Codes to hand out, on paper.
// Tested by app/survey_walk_test.cc

#include "views.h"

namespace samloft::surveys {

using page::Html;
using page::html;

Html code_sheet(const Texts& t, const std::string& title, const std::string& address,
                const std::vector<SheetCode>& codes) {
  const Html cards = page::each(codes, [&](const SheetCode& one) {
    return html(
        R"(<li class="code"><p class="code__title">{}</p>{}<p class="code__at small">{}</p><p class="code__code">{}</p><p class="small muted">{}</p></li>
)",
        title, one.picture, address, one.code, t(N_("Brukes én gang. Anonymt.")));
  });
  return html(
      R"(<div class="ds-alert codes-note" data-color="warning"><p>{}</p><p><button class="ds-button" data-variant="primary" type="button" data-print>{}{}</button></p></div>
<ul class="codes">{}</ul>)",
      t(N_("Kodene vises bare denne ene gangen, for vi lagrer dem ikke. Skriv ut arket nå. Klipp det opp "
           "og del ut uten å notere hvem som får hvilken.")),
      page::icon("print"), t(N_("Skriv ut")), cards);
}

}  // namespace samloft::surveys
