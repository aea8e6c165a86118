// The kinds of a round, for the list of kinds. Private.
#pragma once

#include "records/kind.h"

namespace samloft::needs {

records::Kind round_kind();
records::Kind yardstick_kind();
records::Kind assessment_kind();

}  // namespace samloft::needs
