// What the sources of the pages share. Private.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/site.h"
#include "governance/governance.h"
#include "governance_book.h"
#include "governance_letters.h"
#include "page/components.h"
#include "page/frame.h"
#include "records/kind.h"
#include "records/pages.h"
#include "records/records.h"
#include "store.h"
#include "views.h"

namespace samloft::governance {

records::Work work_of(access::Visit& visit, const records::Kinds& kinds);
// The meeting of an address, if the viewer may see it.
std::optional<Head> wanted_meeting(access::Visit& visit, const records::Kinds& kinds);
std::optional<AgendaItem> wanted_item(access::Visit& visit, const records::Kinds& kinds);
std::optional<Head> head_for(access::Visit& visit, const records::Kinds& kinds, const Uuid& meeting);
std::string meeting_address(const access::Visit& visit, const Uuid& meeting, const std::string& below = "");
std::string item_address(const access::Visit& visit, const Uuid& item, const std::string& below = "");
std::string outcome_address(const access::Visit& visit, const Uuid& outcome, const std::string& below = "");
// Møter › the meeting › …
std::vector<page::NavItem> crumbs_of(const access::Visit& visit, const Head& head,
                                     std::vector<page::NavItem> more);
// Whether the visitor writes agenda and minutes: a coordinator, or the body's secretary.
bool writes(const access::Visit& visit, const Head& head);
Sender sender_of(const access::Visit& visit);
QuorumView quorum_view(const Texts& t, const Book& book);
OutcomeView outcome_view(const access::Visit& visit, const Book& book, const OutcomeRow& row);
TaskView task_view(const access::Visit& visit, const OutcomeRow& row, bool may_close);
DecisionView decision_view(const access::Visit& visit, const OutcomeRow& row);
bool may_close(const access::Visit& visit, const OutcomeRow& task);
// Minutes in the three languages, to freeze.
std::string frozen_minutes(access::Visit& visit, const records::Kinds& kinds, const Book& book);

// --- what each source adds
records::Extra meeting_extra(access::Visit& visit, const Meeting& meeting, const records::Kinds& kinds);
records::Extra item_extra(access::Visit& visit, const AgendaItem& item, const records::Kinds& kinds,
                          const PlanDifference& difference);
records::Extra body_extra(access::Visit& visit, const Uuid& body, const records::Kinds& kinds);
records::Extra series_extra(access::Visit& visit, const Uuid& series);
records::Extra seat_extra(access::Visit& visit, const Uuid& seat);
records::Extra minutes_extra(access::Visit& visit, const Minutes& minutes);
std::string paper_address(const access::Visit& visit, const PaperRow& paper);
page::Html papers_panel(access::Visit& visit, const Book& book, const Uuid& item,
                        const std::vector<FieldError>& errors);
std::vector<access::Route> paper_routes(const records::Kinds& kinds);
page::Html files_of_meeting(access::Visit& visit, const Book& book);
page::Html treated_by_meetings(access::Visit& visit, std::string_view kind, const Uuid& record);

std::vector<access::Route> meeting_routes(const records::Kinds& kinds);
std::vector<access::Route> attendance_routes(const records::Kinds& kinds);
std::vector<access::Route> item_routes(const records::Kinds& kinds);
std::vector<access::Route> file_routes(const records::Kinds& kinds);
std::vector<access::Route> register_routes(const records::Kinds& kinds);
std::vector<access::Route> task_routes(const records::Kinds& kinds);
std::vector<access::Route> planning_routes(const records::Kinds& kinds);

}  // namespace samloft::governance
