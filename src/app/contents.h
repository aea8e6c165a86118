// The page over everything a partnership keeps: each kind with its number and what belongs there.
#pragma once

#include "access/route.h"
#include "records/kind.h"

namespace samloft::app {

// GET /{partnership}/contents. Kinds must outlive the route.
access::Route contents_route(const records::Kinds& kinds);

}  // namespace samloft::app
