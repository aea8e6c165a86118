// What a partnership writes of itself: the live data of each section of its plan, and the decision
// basis (beslutningsgrunnlag) that it hands the county's forum: needs, priorities, plans.
//
// Promises: no person stands by name, seats are offices; drafts of needs are left out, whoever asks;
// money is whole and for all who read the plan, as what is written is what the parties account for.
//   The decision basis begins with what is missing for it. Freezing keeps it in the three languages,
//   with the records that it cites and the plan in force, under a number, a day and BLAKE2b-256 of it
//   all. A frozen one never changes and is never removed, whatever becomes of the data it shows.
//   Its ZIP holds it in every format, the plan's version, each need statement as a PDF, the records,
//   and a manifest of hashes.
//   What is typed before it is frozen is kept as the typist's draft, seen by nobody else.
// Who may: every member reads; coordinator, owner leader and academic lead freeze. What it says of need
// statements is for those who may read them all, in pages and in files; others read a sentence in its
// place. The ZIP is for those who may read every kind of record in it, and all statements.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/migration.h"
#include "base/record.h"
#include "base/texts.h"
#include "base/viewer.h"
#include "documents/documents.h"

namespace samloft::access {
struct Route;
struct Visit;
}  // namespace samloft::access
namespace samloft::db {
class Connection;
}
namespace samloft::document {
struct Section;
}
namespace samloft::records {
struct Kind;
struct Extras;
struct Work;
class Kept;
class Kinds;
}  // namespace samloft::records
namespace samloft::thread {
class Reader;
}

namespace samloft::basis {

// The tables and pictures of a section of a plan, in a language; without its heading. The same for whoever
// asks.
document::Section contents(access::Visit& visit, const documents::Plan& plan, documents::Topic topic,
                           const Texts& t, const records::Kinds& kinds, thread::Reader& reader);

// A decision basis as it was handed over. Nobody writes it but freeze().
struct DecisionBasis final : Record {
  std::string recipient;             // who decides: «Samarbeidsforum i Agder»
  std::optional<std::int64_t> year;  // the first calendar year it is for
  std::string grounds;               // for the priorities, in Markdown
  std::optional<std::int64_t> number;  // 1 is the first of the partnership
  std::optional<Date> frozen_on;
  Uuid plan_version;        // in force then; empty if none was
  std::string fingerprint;  // of content, sources and statements together, 64 hex digits
  std::string content;      // the documents by language, as JSON
  std::string sources;      // the cited records, as in a partnership file
  std::string statements;   // each need statement by language, as JSON; empty if there was none
  // «Beslutningsgrunnlag 2 (2027)»
  std::string heading(const Lookup&) const override;
  void describe(Fields&) override;
};

inline constexpr Roles kFreezers{Role::coordinator, Role::owner_leader, Role::university_lead};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// On a frozen basis: how it is read, and its files. On the lists of plans and of frozen bases: the
// way to the basis as it is now.
void add_extras(records::Extras& extras, const records::Kinds& kinds);
// Each row of the table in pages.cc says who may.
std::vector<access::Route> routes(const records::Kinds& kinds,
                                  const std::shared_ptr<thread::Reader>& reader,
                                  const std::shared_ptr<records::Kept>& kept);

std::string fingerprint_of(const DecisionBasis& basis);

// Numbers, dates and seals what is given, and keeps it. Problems: forbidden; invalid (recipient,
// year, grounds, content).
Result<Uuid> freeze(records::Work& work, DecisionBasis& basis);

// Drops what was typed for a basis that nobody froze within 30 days.
void forget_old_drafts(db::Connection& db, Instant now);

}  // namespace samloft::basis
