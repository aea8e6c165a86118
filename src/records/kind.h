// A kind of record: what the platform must know to keep, show, change, export and import it.
// Modules declare their kinds; compose.cc lists them in the order of the modules, so that a record
// only ever points at kinds further up (or at its own).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/asks.h"
#include "base/record.h"
#include "base/viewer.h"

namespace samloft::db {
class Connection;
class Database;
}  // namespace samloft::db

namespace samloft::records {

struct Work;

struct Kind {
  std::string_view name;    // need: in the journal and in links
  std::string_view plural;  // needs: in addresses and partnership files
  std::string_view table;   // needs_need; link fields live in needs_need_<field>
  std::string_view one;     // behov
  std::string_view many;    // Behov
  std::string_view add;     // Nytt behov
  std::string_view purpose; // one sentence: what belongs here; shown when the list is empty
  std::unique_ptr<Record> (*make)();
  std::vector<std::string_view> columns;  // fields shown in the list beside the heading
  // Link fields (of one or many) whose targets a list may be narrowed to: a measure's themes.
  std::vector<std::string_view> narrowed_by = {};
  Roles readers = kEveryRole;
  Roles writers = {Role::coordinator};
  // Who makes records and changes those that are their own: the link field `own` names whose one is,
  // and is theirs when they make it.
  Roles own_writers = {};
  std::string_view own = {};
  // Whether a record is past the point where all its writers change it, and who still does: a need
  // that has been taken forward is no longer its proposer's to rewrite.
  bool (*settled)(const Record&) = nullptr;
  Roles settled_writers = {};
  // Brings typed values into the form they are stored in (an organisation number without spaces).
  void (*tidy)(Record&) = nullptr;
  // The rules between this record and others; adds what must be mended. Runs inside the write.
  void (*check)(db::Connection&, const Record&, std::vector<FieldError>&) = nullptr;
  // Rules that ask what day it is and who changes; a partnership file brings what was so.
  void (*check_now)(Work&, const Record&, std::vector<FieldError>&) = nullptr;
  // Why a record may not be removed by itself; with the whole it is part of, it always may.
  std::optional<Message> (*held)(db::Connection&, const Record&) = nullptr;
  // Rows that a viewer may see: a condition on t (the table) and r (the record), with :viewer
  // (the person) and, where it matters who holds a seat, :today (ISO). Empty: all.
  std::string_view scope = {};
  Roles sees_all = kEveryRole;  // whom the scope does not hold
  // The link field that names the whole this is a part of: a sign's goal.
  std::string_view part_of = {};
  // The whole's own page shows its parts; the panel of what points at it leaves them out.
  bool shown_by_whole = false;
  // Link fields whose targets' pages show these records themselves, in a panel of a module's own.
  std::vector<std::string_view> shown_at = {};
  // Whether a change of such a record asks again who one is: those that give people their roles.
  access::Asks asks = access::Asks::nothing;
};

// Who may make records of a kind; and who may change this one.
bool may_make(const Viewer& viewer, const Kind& kind);
bool may_change(const Viewer& viewer, const Kind& kind, Record& record);
// Whose a record is, by the field `own`; and making it somebody's.
Uuid owner_of(const Kind& kind, Record& record);
void make_own(const Kind& kind, Record& record, const Uuid& person);

template <class T>
std::unique_ptr<Record> make() {
  return std::make_unique<T>();
}

// The kind of that name in a module's own list; it must be there.
const Kind& named(const std::vector<Kind>& kinds, std::string_view name);

class Kinds {
 public:
  void add(std::vector<Kind> kinds);
  const Kind* by_name(std::string_view name) const;
  const Kind* by_plural(std::string_view plural) const;
  const std::vector<Kind>& all() const { return all_; }

  // Where records of this kind are pointed at from: a kind and the name of its link field.
  struct Reference {
    const Kind* from;
    std::string_view field;
    std::string_view label;
    bool many;  // a links field, in a table of its own
  };
  const std::vector<Reference>& references_to(std::string_view kind) const;
  // Whether other kinds are parts of this one.
  bool has_parts(std::string_view kind) const;

 private:
  std::vector<Kind> all_;
  std::vector<std::pair<std::string_view, std::vector<Reference>>> references_;
};

}  // namespace samloft::records
