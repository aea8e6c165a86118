// The thread (den røde tråden): what each need, goal, measure, series and grant comes from and leads
// to; the strategy model; and what hangs loose. It keeps nothing: all is read from the records of the
// modules before it, once for each state of a partnership, and kept in memory until the next change.
//
// Who may: every member. Drafts and grants show only to those who may see them on their own pages.
//
// Pages:
//   GET /{partnership}/thread?goal=&district=&year=   the whole, or what concerns a goal, a district,
//                                                     a school year (2022: August 2022 to July 2023)
//   GET /{partnership}/timeline?year=&what=&state=&district=&by=
//                                                     measures and series: a school year's wheel, all
//                                                     years' time line (the newest 200 bars), chosen and
//                                                     grouped; from decision to first activity (P2)
//   GET /{partnership}/loose-ends?rule=&page=         what hangs loose, each with where to mend it
// On the pages of needs, goals, measures, networks, series and grants: where they stand in it.
// Statements: one when nothing has changed since the last reading, 40 at most the first time, and after a
// change those that read the kinds that changed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "documents/documents.h"
#include "framework/framework.h"
#include "goals/goals.h"
#include "grants/grants.h"
#include "involvement/involvement.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "networks/networks.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "university/university.h"

namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::page {
class Html;
struct Card;
struct Figure;
}  // namespace samloft::page
namespace samloft::records {
struct Extras;
class Kept;
class Kinds;
}  // namespace samloft::records

namespace samloft::thread {

// Everything that the thread is made of, in one state of the partnership; drafts of needs included.
struct Facts {
  Uuid framework;  // the one in force; its elements only
  std::vector<framework::Element> elements;
  std::vector<needs::Evidence> evidence;
  std::vector<needs::Need> needs;  // but those merged into another, which stands for them
  std::vector<needs::Round> rounds;  // of putting needs in order, the newest decision first
  std::vector<goals::Goal> goals;
  std::vector<goals::Sign> signs;
  std::vector<goals::Measurement> measurements;
  std::vector<measures::Measure> measures;
  std::vector<measures::Participant> participants;
  std::vector<involvement::Involvement> involvements;
  std::vector<networks::Network> networks;
  std::vector<networks::Series> series;
  std::vector<university::Capacity> capacities;
  std::vector<university::Assignment> assignments;
  std::vector<grants::Grant> grants;
  std::vector<grants::Share> shares;
  std::vector<grants::Tranche> tranches;
  std::vector<partnership::Scheme> schemes;
  std::vector<partnership::Agreement> agreements;
  std::vector<partnership::Phase> phases;
  std::vector<partnership::Party> parties;
  std::vector<people::Organisation> organisations;
  std::vector<people::Person> persons;
  std::vector<people::District> districts;
  std::vector<people::Unit> units;
  std::vector<people::Body> bodies;
  std::vector<people::Seat> seats;
  std::vector<people::Holding> holdings;
  std::vector<documents::Plan> plans;
};

class Reader;
// One for the installation. Kinds must outlive it. Any thread may use it.
std::shared_ptr<Reader> make_reader(const records::Kinds& kinds,
                                    const std::shared_ptr<records::Kept>& kept);

// Adds to what the modules before show; call it after theirs.
void add_extras(records::Extras& extras, const records::Kinds& kinds,
                const std::shared_ptr<Reader>& reader);
std::vector<access::Route> routes(const records::Kinds& kinds,
                                  const std::shared_ptr<Reader>& reader);

// The front page's picture: the wheel of the framework in force with the measures around it, tied to
// what they serve, and how far each has come in being followed. Without
// a framework its drawing is empty.
page::Figure strategy_model(access::Visit& visit, const records::Kinds& kinds, Reader& reader,
                            const Texts& t);
// For documents, which are the same for all who read them: as any member may see it. A need that is a
// draft ties nothing to what it serves.
page::Figure strategy_model_for_all(access::Visit& visit, const records::Kinds& kinds,
                                    Reader& reader, const Texts& t);

// For documents: what runs when, as their pages have room for it and without links. The series of a
// network in a school year are one bar; proposals, and what is stopped, are told of too.
//   The years, from the first start on, in pictures of the same number of bars; none for no bars.
std::vector<page::Figure> time_lines_on_paper(const Facts& facts, const Texts& t, Date today);
//   The school year that begins in a year as a wheel; nothing runs in it: its drawing is empty.
page::Figure year_wheel_on_paper(const Facts& facts, const Texts& t, int year, Date today);
// The year in which the school year of a day began.
int school_year_of(Date day);

// What is so in the snapshot of the visit, for those who write of the whole.
std::shared_ptr<const Facts> facts_of(access::Visit& visit, Reader& reader);
// How far a goal has come in being followed: 0 nothing chosen, 1 a sign, 2 a baseline, 3 measured
// again, 4 judged; and in words.
int quarters_of(const goals::Goal& goal, const Facts& facts);
std::string_view quarters_name(const Texts& t, int quarters);

// --- loose ends

// The rules, in the order in which they are listed: what all begins with, along the thread, what
// carries it.
enum class Loose : std::uint8_t {
  agreement_missing,
  needs_missing,
  plan_missing,
  need_without_evidence,
  need_without_priority,
  needs_of_equal_priority,
  need_without_measure,
  need_without_involvement,
  goal_without_sign,
  sign_without_baseline,
  goal_without_measure,
  measure_without_goal,
  measure_without_period,
  measure_without_participants,
  measure_without_university,
  service_only_guest,
  network_without_series,
  grant_without_measure,
  phase_without_university,
  seat_vacant,
  body_without_party,
  body_without_union,
  person_in_two_bodies,
  ages_without_instrument,
  measure_without_ppt,
  lecturer_overbooked,
};

struct LooseEnd {
  Loose rule = Loose::need_without_evidence;
  std::string_view kind;  // of the record it stands on
  Uuid id;                // empty: it stands on no record, as there is none
  std::string subject;    // what the record is called, and what it lacks where the rule does not say
  // Where it is mended: the field of the record's form, or a new record of another kind with a link
  // to it. Neither: by looking at the record, or at the list where there is none.
  std::string_view field = {};
  std::string_view new_kind = {};
  std::string query = {};
};

// All loose ends on a day, rule by rule. A need counts from being submitted until it is addressed,
// parked or rejected; involvement (R7) is asked of prioritised ones; a goal from being agreed until it is judged; measures that are stopped or
// over, and networks without a measure, count as well: the past of a partnership hangs together too.
// What is missing altogether (agreement, needs, plan) counts as soon as there are parties.
std::vector<LooseEnd> loose_ends(const Facts& facts, Date today);

// Those of the visit's state and day.
std::shared_ptr<const std::vector<LooseEnd>> ends_of(access::Visit& visit, Reader& reader);

// What a rule is called, and what to do about its ends; bokmål source strings.
struct LooseWords {
  std::string_view title, advice, mend;
};
LooseWords words_for(Loose rule);

// The panels of these rules that have loose ends, as the viewer may see and mend them, a few ends of
// each; empty when none has.
page::Html loose_panels(access::Visit& visit, const records::Kinds& kinds, Reader& reader,
                        const std::vector<Loose>& rules);
// How many loose ends the viewer may see, as a card that leads to them.
page::Card loose_card(access::Visit& visit, const records::Kinds& kinds, Reader& reader);

}  // namespace samloft::thread
