// Everything that the rows of a spreadsheet are compared with.
#pragma once

#include "rules_import_plan.h"

namespace samloft::people {

// All persons with their employments, all units and organisations, in order of name; three
// statements.
Directory directory(db::Connection& db);

}  // namespace samloft::people
