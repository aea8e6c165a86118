// What the sources of the pages share. Private.
#pragma once

#include <optional>
#include <string>

#include "access/site.h"
#include "document/document.h"
#include "documents/documents.h"
#include "records/kept.h"
#include "records/kind.h"
#include "records/pages.h"
#include "store.h"

namespace samloft::documents {

// The plan in the address, if the viewer may see it.
std::optional<Plan> wanted(access::Visit& visit, const records::Kinds& kinds);
bool may_write(const access::Visit& visit, const records::Kinds& kinds);
std::string plan_address(const access::Visit& visit, const Uuid& plan, const std::string& below = "");
std::vector<page::NavItem> crumbs(const access::Visit& visit, const Plan& plan,
                                  const std::string& last);

// The plan as it is now, in a language.
document::Document live_document(access::Visit& visit, const Plan& plan, const Contents& contents,
                                 const Texts& t);
// All languages as the content that a version freezes.
std::string frozen(access::Visit& visit, const Plan& plan, const Contents& contents,
                   const std::string& version_name);

// --- the routes of each source
web::Response show_reading(access::Visit& visit, const records::Kinds& kinds,
                           const Contents& contents, records::Kept& kept);
web::Response show_difference(access::Visit& visit, const records::Kinds& kinds,
                              const Contents& contents, records::Kept& kept);
web::Response show_published(access::Visit& visit, records::Kept& kept);
web::Response show_text(access::Visit& visit, const records::Kinds& kinds, const Contents& contents);
web::Response save_text(access::Visit& visit, const records::Kinds& kinds, const Contents& contents);
web::Response preview_text(access::Visit& visit, const records::Kinds& kinds,
                           const Contents& contents);
web::Response keep_typed(access::Visit& visit, const records::Kinds& kinds);
web::Response make_file_wish(access::Visit& visit, const records::Kinds& kinds,
                             const Contents& contents);
web::Response show_file(access::Visit& visit, const records::Kinds& kinds);
web::Response send_file(access::Visit& visit);
web::Response stop_file(access::Visit& visit);
web::Response try_file_again(access::Visit& visit, const records::Kinds& kinds);
page::Html files_of_plan(access::Visit& visit, const Plan& plan,
                         const std::vector<VersionRow>& versions);

}  // namespace samloft::documents
