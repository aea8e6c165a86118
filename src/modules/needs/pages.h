// What the sources of the pages share, and their routes. Private.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/site.h"
#include "needs/needs.h"
#include "records/kind.h"
#include "records/pages.h"
#include "records/records.h"

namespace samloft::needs {

records::Work work_of(access::Visit& visit, const records::Kinds& kinds);
// The need in the address, if the viewer may see it.
std::optional<Need> wanted_need(access::Visit& visit, const records::Kinds& kinds);
std::string need_address(const access::Visit& visit, const Uuid& need,
                         const std::string& below = "");

// --- a need's own steps (pages_process.cc)
records::Extra process_extra(access::Visit& visit, const Need& need, const records::Kinds& kinds);
web::Response move_need(access::Visit& visit, const records::Kinds& kinds);

// --- bringing needs together (pages_merge.cc)
page::Html merged_panel(access::Visit& visit, const Need& need);
web::Response show_merging(access::Visit& visit, const records::Kinds& kinds);
web::Response merge_chosen(access::Visit& visit, const records::Kinds& kinds);
web::Response take_one_out(access::Visit& visit, const records::Kinds& kinds);

// --- the short form and what became of one's needs (pages_mine.cc)
web::Response show_mine(access::Visit& visit, const records::Kinds& kinds);
web::Response show_short_form(access::Visit& visit, const records::Kinds& kinds);
web::Response take_report(access::Visit& visit, const records::Kinds& kinds);
web::Response keep_report(access::Visit& visit, const records::Kinds& kinds);

// --- many at once (pages_import.cc)
//   GET  /{partnership}/need-import              paste rows or choose a file; what came in before
//   POST /{partnership}/need-import              keep them, then show the preview
//   GET  /{partnership}/need-import/empty.xlsx   a sheet with the headings only
//   GET  /{partnership}/need-import/{id}         what would happen; once confirmed, what was done
//   POST /{partnership}/need-import/{id}         confirm
//   GET  /{partnership}/need-import/{id}/refused.csv|xlsx
//   POST /{partnership}/need-import/{id}/removal   throw it away
//   POST /{partnership}/need-import/{id}/undo      take back what was done
std::vector<access::Route> import_routes(const records::Kinds& kinds);

// --- the map (pages_map.cc)
web::Response show_map(access::Visit& visit, const records::Kinds& kinds);
web::Response show_cell(access::Visit& visit, const records::Kinds& kinds);

// --- rounds (pages_round.cc)
records::Extra round_extra(access::Visit& visit, const Round& round, const records::Kinds& kinds);
web::Response show_ballot(access::Visit& visit, const records::Kinds& kinds);
web::Response take_ballot(access::Visit& visit, const records::Kinds& kinds);
web::Response close_round(access::Visit& visit, const records::Kinds& kinds);
web::Response decide_round(access::Visit& visit, const records::Kinds& kinds);
web::Response fill_round(access::Visit& visit, const records::Kinds& kinds);

}  // namespace samloft::needs
