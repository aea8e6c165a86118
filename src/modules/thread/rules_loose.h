// What hangs loose in the thread: each end with the record it stands on and where it is mended. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/record.h"
#include "thread/thread.h"

namespace samloft::thread {

// In the order in which they are listed: along the thread, then what carries it.
enum class Loose : std::uint8_t {
  need_without_evidence,
  need_without_measure,
  goal_without_sign,
  sign_without_baseline,
  goal_without_measure,
  measure_without_goal,
  measure_without_university,
  network_without_series,
  grant_without_measure,
  phase_without_university,
  seat_vacant,
  body_without_party,
  body_without_union,
  person_in_two_bodies,
  ages_without_instrument,
};

struct LooseEnd {
  Loose rule = Loose::need_without_evidence;
  std::string_view kind;  // of the record it stands on
  Uuid id;
  std::string subject;    // what the record is called, and what it lacks where the rule does not say
  // Where it is mended: the field of the record's form, or a new record of another kind with a link
  // to it. Neither: by looking at the record.
  std::string_view field = {};
  std::string_view new_kind = {};
  std::string query = {};
};

// All loose ends on a day, rule by rule. A need counts from being submitted until it is addressed,
// parked or rejected; a goal from being agreed until it is judged; measures that are stopped or
// over, and networks without a measure, count as well: the past of a partnership hangs together too.
std::vector<LooseEnd> loose_ends(const Facts& facts, Date today);

// The ages, as school steps, that networks of these age bands («0–6») reach and none of the
// instruments covers. Empty when no instrument is chosen: then nothing is observed yet.
std::vector<std::string_view> ages_without_instrument(const std::vector<std::string>& age_bands,
                                                      std::uint64_t instruments);

// What a rule is called, and what to do about its ends; bokmål source strings.
struct LooseWords {
  std::string_view title, advice, mend;
};
LooseWords words_for(Loose rule);

}  // namespace samloft::thread
