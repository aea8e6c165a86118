// The parts of the rules for loose ends that stand by themselves. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "thread/thread.h"

namespace samloft::thread {

// The ages, as school steps, that networks of these age bands («0–6») reach and none of the
// instruments covers. Empty when no instrument is chosen: then nothing is observed yet.
std::vector<std::string_view> ages_without_instrument(const std::vector<std::string>& age_bands,
                                                      std::uint64_t instruments);

}  // namespace samloft::thread
