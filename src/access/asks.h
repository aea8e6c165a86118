// Whether an act asks again who one is before it is done; route.h tells how.
#pragma once

namespace samloft::access {

enum class Asks { nothing, again };

}  // namespace samloft::access
