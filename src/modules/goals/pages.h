// What the sources of these pages share. Private to the pages.
#pragma once

#include <string>
#include <vector>

#include "access/site.h"
#include "goals/goals.h"
#include "page/components.h"
#include "records/pages.h"
#include "records/records.h"

namespace samloft::goals {

inline records::Work work_of(access::Visit& visit, const records::Kinds& kinds) {
  return {visit.db(), kinds, visit.viewer, visit.now, {}};
}
// The goal in the address, if there is one.
std::optional<Goal> wanted_goal(access::Visit& visit, const records::Kinds& kinds);
std::vector<page::NavItem> crumbs_below(access::Visit& visit, const Goal& goal,
                                        const std::string& last);

// The panels and pages of the other nouns.
records::Extra sign_extra(access::Visit& visit, const Record& record, const records::Kinds& kinds);
records::Extra scale_extra(access::Visit& visit, const Record& record, const records::Kinds& kinds);
page::Html scales_of_goal(access::Visit& visit, const Goal& goal, const records::Kinds& kinds);
// What may be done with the goal now, or who may.
page::Html actions_of(const access::Visit& visit, const Goal& goal);
page::Html who_acts(const access::Visit& visit, const Goal& goal);

web::Response change_state(access::Visit& visit, const records::Kinds& kinds);
web::Response show_judging(access::Visit& visit, const records::Kinds& kinds);
web::Response judge_goal(access::Visit& visit, const records::Kinds& kinds);
web::Response make_measurement_of_sign(access::Visit& visit, const records::Kinds& kinds);
page::Html measurement_actions(const access::Visit& visit, const records::Kinds& kinds);
std::vector<access::Route> import_routes(const records::Kinds& kinds);

}  // namespace samloft::goals
