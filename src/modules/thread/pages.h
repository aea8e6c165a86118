// What the two sources of the pages share. Private.
#pragma once

#include "access/site.h"
#include "reader.h"
#include "records/kind.h"
#include "views.h"

namespace samloft::thread {

// The address of what a node stands for; empty for a bundle of many goals.
std::string address_of_node(const access::Visit& visit, const records::Kinds& kinds,
                            const Node& node);

web::Response show_timeline(access::Visit& visit, const records::Kinds& kinds, Reader& reader);
web::Response show_loose_ends(access::Visit& visit, const records::Kinds& kinds, Reader& reader);

}  // namespace samloft::thread
