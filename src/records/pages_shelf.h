// What the handlers of the pages share, and the handlers themselves. Private to this part.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "records/pages.h"

namespace samloft::journal {
struct Entry;
}

namespace samloft::records {

inline constexpr std::int64_t kPageSize = 25;

// What a handler of one kind works with.
struct Shelf {
  const Kinds& kinds;
  const Kind& kind;
  const Extras& extras;
};

// The page of a list that the address asks for, from 1, and the last one there is.
std::int64_t page_number(const access::Visit& visit);
std::int64_t last_page(std::int64_t total);
// «Viser 26–50 av 120.»
page::Html counted(const access::Visit& visit, std::int64_t page, std::size_t shown, std::int64_t total);

std::string list_address(const access::Visit& visit, const Kind& kind);
// A record that the viewer may see, by the id in the address.
std::unique_ptr<Record> wanted(access::Visit& visit, const Kind& kind);
// What the viewer may know a record as; empty for what a scope hides.
Lookup lookup_for(access::Visit& visit, const Kinds& kinds);
std::string heading_in(access::Visit& visit, const Record& record);
std::vector<page::NavItem> crumbs_of(access::Visit& visit, const Kind& kind, const Record* record,
                                     const std::string& last);

// What an entry of the journal did, as a word and as a list of fields from and to.
std::string_view act_word(const std::string& action);
page::Html changes_of(const access::Visit& visit, const Kind& kind, const journal::Entry& entry,
                      const Lookup& heading);
// What the viewer may know the records as that the entries point at: one statement.
Lookup lookup_of(access::Visit& visit, const Kinds& kinds, const std::vector<journal::Entry>& entries);
// A record's own page and its history.
page::Html record_tabs(const access::Visit& visit, const Kind& kind, const Uuid& id, bool on_history);

web::Response show_list(access::Visit& visit, const Shelf& shelf);
web::Response show_record(access::Visit& visit, const Shelf& shelf);
web::Response show_history(access::Visit& visit, const Shelf& shelf);
web::Response show_journal(access::Visit& visit, const Kinds& kinds);
web::Response show_new(access::Visit& visit, const Shelf& shelf);
web::Response show_edit(access::Visit& visit, const Shelf& shelf);
web::Response create_record(access::Visit& visit, const Shelf& shelf);
web::Response save_record(access::Visit& visit, const Shelf& shelf);
web::Response remove_record(access::Visit& visit, const Shelf& shelf);
web::Response undo(access::Visit& visit, const Kinds& kinds);

}  // namespace samloft::records
