// Measures (tiltak): what the partnership does, who takes part, and what it serves.
//
// Readers: every role. Writers: coordinators, leaders at the owner, the heads of PPT and the
// university's academic lead.
//
// Promises:
//   P1  a measure that does not name the practice it shall change is told of on its page
//   P7  so is a measure without a part for PPT
//   So is one without a goal, or without the university's part. Each stands with the link that mends
//   it, for those who may.
//   A measure ends after it starts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/record.h"
#include "base/texts.h"

namespace samloft::page {
struct Figure;
}
namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::measures {

enum class MeasureKind { learning_network, certification, unit_process, course, supervision,
                         leader_development, other };
enum class MeasureState { proposed, planned, approved, running, changed, completed, stopped,
                          evaluated };

// The editions of CLASS, by the children they are made for.
enum class Instrument { class_toddler, class_pre_k, class_k3, class_upper_elementary,
                        class_secondary };

struct Measure final : Record {
  std::string title;
  MeasureKind kind = MeasureKind::learning_network;
  std::string description;
  std::string practice_change;
  std::vector<Uuid> goals;
  std::vector<Uuid> needs;
  std::vector<Uuid> elements;   // of the framework
  Uuid responsible_body;
  Uuid responsible_person;
  std::string university_part;
  std::string ppt_role;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;            // the first day it no longer runs
  std::optional<std::int64_t> planned_hours;  // for each participant
  std::uint64_t instruments = 0;              // a bit for each Instrument that it trains in
  MeasureState state = MeasureState::proposed;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

enum class Attendance { core, may_join };

struct Participant final : Record {
  Uuid measure;
  std::string who;           // «PPT», «Barnehagene i bydelen»
  std::vector<Uuid> units;   // when they can be named
  Attendance attendance = Attendance::core;
  std::optional<std::int64_t> estimated_count;
  std::string heading(const Lookup&) const override { return who; }
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// A bar of a time line: a measure, or what others set beside measures.
struct Bar {
  std::string title, address, state;  // state as a word
  bool done = false;
  Period period;                      // an end that is not set is drawn as a point
};
// The periods as bars over the years, today marked, with their numbers. Without bars its drawing is
// empty.
page::Figure timeline(const Texts& t, std::string title, const std::vector<Bar>& bars, Date today);

// Above the list: the measures' periods as bars over the half-years. On a measure: what is missing,
// and who takes part.
void add_extras(records::Extras& extras, const records::Kinds& kinds);

}  // namespace samloft::measures

template <>
struct samloft::ChoicesOf<samloft::measures::MeasureKind> {
  static constexpr Choice list[] = {{"learning_network", N_("Lærende nettverk")},
                                    {"certification", N_("Sertifisering")},
                                    {"unit_process", N_("Utvikling i enheten")},
                                    {"course", N_("Kurs")},
                                    {"supervision", N_("Veiledning")},
                                    {"leader_development", N_("Lederutvikling")},
                                    {"other", N_("Annet")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::Instrument> {
  static constexpr Choice list[] = {{"class_toddler", N_("CLASS Toddler, 0–3 år")},
                                    {"class_pre_k", N_("CLASS Pre-K, 3–5 år")},
                                    {"class_k3", N_("CLASS K–3, 1.–3. trinn")},
                                    {"class_upper_elementary",
                                     N_("CLASS Upper Elementary, 4.–7. trinn")},
                                    {"class_secondary", N_("CLASS Secondary, 8.–10. trinn")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::MeasureState> {
  static constexpr Choice list[] = {{"proposed", N_("Foreslått")},  {"planned", N_("Planlagt")},
                                    {"approved", N_("Vedtatt")},    {"running", N_("I gang")},
                                    {"changed", N_("Endret")},      {"completed", N_("Gjennomført")},
                                    {"stopped", N_("Stanset")},     {"evaluated", N_("Evaluert")}};
};
template <>
struct samloft::ChoicesOf<samloft::measures::Attendance> {
  static constexpr Choice list[] = {{"core", N_("Fast deltaker")}, {"may_join", N_("Kan delta")}};
};
