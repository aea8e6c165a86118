// The thread (den røde tråden): what each need, goal, measure, series and grant comes from and leads
// to; the strategy model; and what hangs loose. It keeps nothing: all is read from the records of the
// modules before it, once for each state of a partnership, and kept in memory until the next change.
//
// Who may: every member. Drafts and grants show only to those who may see them on their own pages.
//
// Pages:
//   GET /{partnership}/thread?goal=&district=&year=   the whole, or what concerns a goal, a district,
//                                                     a school year (2022: August 2022 to July 2023)
//   GET /{partnership}/timeline?year=                 measures and series: a school year's wheel, all
//                                                     years' time line (the newest 200 bars)
//   GET /{partnership}/loose-ends?rule=&page=         what hangs loose, each with where to mend it
// On the pages of needs, goals, measures, networks, series and grants: where they stand in it.
// Statements: one when nothing has changed since the last reading, 40 at most when it has.
#pragma once

#include <memory>
#include <vector>

#include "framework/framework.h"
#include "goals/goals.h"
#include "grants/grants.h"
#include "measures/measures.h"
#include "needs/needs.h"
#include "networks/networks.h"
#include "partnership/partnership.h"
#include "people/people.h"

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
class Kinds;
}  // namespace samloft::records

namespace samloft::thread {

// Everything that the thread is made of, in one state of the partnership; drafts of needs included.
struct Facts {
  Uuid framework;  // the one in force; its elements only
  std::vector<framework::Element> elements;
  std::vector<needs::Evidence> evidence;
  std::vector<needs::Need> needs;
  std::vector<goals::Goal> goals;
  std::vector<goals::Sign> signs;
  std::vector<measures::Measure> measures;
  std::vector<measures::Participant> participants;
  std::vector<networks::Network> networks;
  std::vector<networks::Series> series;
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
};

class Reader;
// One for the installation. Kinds must outlive it. Any thread may use it.
std::shared_ptr<Reader> make_reader(const records::Kinds& kinds);

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

// What is so in the snapshot of the visit, for those who write of the whole.
std::shared_ptr<const Facts> facts_of(access::Visit& visit, Reader& reader);
// How far a goal has come in being followed: 0 nothing chosen, 1 a sign, 2 a baseline, 3 measured
// again, 4 judged; and in words.
int quarters_of(const goals::Goal& goal, const Facts& facts);
std::string_view quarters_name(const Texts& t, int quarters);

// How many loose ends the viewer may see, as a card that leads to them.
page::Card loose_card(access::Visit& visit, const records::Kinds& kinds, Reader& reader);

}  // namespace samloft::thread
