// The pages every kind of record has: list, detail, new, edit, removal, history; and the search
// over all kinds. A module adds what is its own to a record's page through Extra.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "access/site.h"
#include "page/components.h"
#include "records/kept.h"
#include "records/kind.h"
#include "records/records.h"

namespace samloft::records {

// What a module shows besides the fields: above them (pictures, steps) and below them (panels).
struct Extra {
  page::Html actions;  // buttons in the heading
  page::Html above;
  page::Html below;
  bool is_fixed = false;  // as it stands now, nobody changes or removes it: no buttons for that
};
using ExtraOf = std::function<Extra(access::Visit&, const Record&)>;
// What stands above a kind's list: a picture of it all.
using ListExtraOf = std::function<Extra(access::Visit&)>;

struct Extras {
  std::map<std::string, ExtraOf, std::less<>> of_record;     // by kind name
  std::map<std::string, ListExtraOf, std::less<>> of_list;   // by kind name
  // For what the extras make of a state, whoever looks.
  std::shared_ptr<Kept> kept = std::make_shared<Kept>();
  // Kinds whose of_list depends on nothing but the partnership's records, the day, the language and what
  // the viewer may read, and holds neither a name nor a token of the viewer's: it is drawn once for
  // each state (records/kept.h).
  std::set<std::string, std::less<>> drawn_once;
};

// Who may read the whole partnership's journal.
inline constexpr Roles kJournalReaders{Role::coordinator, Role::owner_leader, Role::university_lead,
                                       Role::auditor};

// The routes of all kinds:
//   GET  /{partnership}/<plural>              list, search, sort, filters, pages
//   GET  /{partnership}/<plural>/new          empty form; ?<field>=<id> chooses a link beforehand
//   POST /{partnership}/<plural>              create (the id is made with the form: once only)
//   GET  /{partnership}/<plural>/{id}         detail with what points at it and its newest changes
//   GET  /{partnership}/<plural>/{id}/history every change: when, who, from what to what
//   GET  /{partnership}/<plural>/{id}/edit    form
//   POST /{partnership}/<plural>/{id}         save; a stale version shows both
//   POST /{partnership}/<plural>/{id}/removal remove, with undo
//   POST /{partnership}/undo/{number}         bring a removal back
//   GET  /{partnership}/search                everything the viewer may read
//   GET  /{partnership}/journal               every change of what the viewer may read: for the
//                                             coordinator, the leaders of both partners, the auditor
// Kinds and extras must outlive the routes.
std::vector<access::Route> pages(const Kinds& kinds, const Extras& extras);

// A handler that wants to know the kinds, which must outlive it.
access::Handler with(const Kinds& kinds, web::Response (*handle)(access::Visit&, const Kinds&));

// The answer after a change: to the address, where the newest journal entry is said in words.
web::Response done(access::Visit& visit, const std::string& address);
// The same, where the record's own newest entry is said.
web::Response done(access::Visit& visit, const std::string& address, const Uuid& record);

// The address of a record: /kristiansand/needs/<id>.
std::string address_of(const access::Visit& visit, const Kind& kind, const Uuid& id);

}  // namespace samloft::records
