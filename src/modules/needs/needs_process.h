// What the sources of the verbs share. Private.
#pragma once

#include "needs/needs.h"
#include "records/records.h"

namespace samloft::needs {

// A need without a source rests on «Meldt av ansatte og enheter» of this year, made when needed.
Result<void> rest_on_something(records::Work& work, Need& need);

}  // namespace samloft::needs
