// The thread (den røde tråden): what each need, goal, measure, series and grant comes from and leads
// to; the strategy model; and what hangs loose. It keeps nothing: all is read from the records of the
// modules before it, once for each state of a partnership, and kept in memory until the next change.
//
// Who may: every member. Drafts and grants show only to those who may see them on their own pages.
//
// Pages:
//   GET /{partnership}/thread?goal=&district=&year=   the whole, or what concerns a goal, a district,
//                                                     a school year (2022: August 2022 to July 2023)
//   GET /{partnership}/loose-ends?rule=&page=         what hangs loose, each with where to mend it
// On the pages of needs, goals, measures, networks, series and grants: where they stand in it.
// Statements: one when nothing has changed since the last reading, 40 at most when it has.
#pragma once

#include <memory>
#include <vector>

namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::page {
class Html;
struct Card;
}  // namespace samloft::page
namespace samloft::records {
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::thread {

class Reader;
// One for the installation. Kinds must outlive it. Any thread may use it.
std::shared_ptr<Reader> make_reader(const records::Kinds& kinds);

// Adds to what the modules before show; call it after theirs.
void add_extras(records::Extras& extras, const records::Kinds& kinds,
                const std::shared_ptr<Reader>& reader);
std::vector<access::Route> routes(const records::Kinds& kinds,
                                  const std::shared_ptr<Reader>& reader);

// The front page's picture: the wheel of the framework in force with the measures around it, tied to
// what they serve, and how far each has come in being followed. Empty without a framework.
page::Html strategy_model(access::Visit& visit, const records::Kinds& kinds, Reader& reader);

// How many loose ends the viewer may see, as a card that leads to them.
page::Card loose_card(access::Visit& visit, const records::Kinds& kinds, Reader& reader);

}  // namespace samloft::thread
