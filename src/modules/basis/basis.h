// What a partnership writes of itself: the live data of each section of its plan.
//
// Promises: no person stands by name, seats are offices; drafts of needs are left out, whoever asks;
// money is whole, as the plan is what the parties account for.
#pragma once

#include <memory>
#include <vector>

#include "base/texts.h"
#include "documents/documents.h"

namespace samloft::access {
struct Visit;
}
namespace samloft::document {
struct Section;
}
namespace samloft::records {
class Kinds;
}
namespace samloft::thread {
class Reader;
}

namespace samloft::basis {

// The tables and pictures of a section, in a language; without its heading.
document::Section contents(access::Visit& visit, documents::Topic topic, const Texts& t,
                           const records::Kinds& kinds, thread::Reader& reader);

}  // namespace samloft::basis
