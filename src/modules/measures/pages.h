// What the sources of these pages share. Private to the pages.
#pragma once

#include <string>
#include <vector>

#include "access/site.h"
#include "measures/measures.h"
#include "page/components.h"
#include "records/pages.h"
#include "records/records.h"

namespace samloft::measures {

// What may be done with the measure now: buttons, and links to the page where something is asked.
page::Html state_actions(const access::Visit& visit, const Measure& measure);
// Who decides what the viewer may not.
page::Html who_decides(const access::Visit& visit, const Measure& measure);
web::Response show_step(access::Visit& visit, const records::Kinds& kinds);
web::Response take_step(access::Visit& visit, const records::Kinds& kinds);

// Planned and real dose, the time from decision to start, PPT's hours.
page::Html dose_of_measure(access::Visit& visit, const Measure& measure, std::int64_t core_count,
                           const records::Kinds& kinds);

web::Response show_overlaps(access::Visit& visit, const records::Kinds& kinds);

}  // namespace samloft::measures
