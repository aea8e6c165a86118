// Grants: what was decided, how it is split between the recipients, and in which tranches it comes.
// All amounts are whole øre.
//
// Readers: leaders, coordinators, the university's academic lead, union representatives, private
// owners, auditors; not staff and lecturers. Writers: coordinators, leaders at the owner, the
// academic lead.
//
// Promises:
//   R1  own contribution = rate × base, rounded half up; the base is the rule set's choice
//   R2  shares are floored to whole øre, and what remains goes øre by øre to the first listed; so
//       the shares of 100 % always sum to the total
//   R3  the tranches of a grant never exceed it; what is lacking is told
//   One share for each recipient; shares never exceed 100 %. A tranche is for someone with a share,
//   and a share does not leave its tranches; when a share is removed, the tranches are told of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "base/migration.h"
#include "base/money.h"
#include "base/record.h"

namespace samloft::records {
struct Kind;
struct Extras;
class Kinds;
}  // namespace samloft::records

namespace samloft::grants {

struct Grant final : Record {
  std::string title;
  Uuid scheme;
  Uuid rule_set;
  std::optional<Date> decided_on;
  std::optional<std::int64_t> decision_year;
  std::optional<Ore> total;
  std::vector<Uuid> measures;
  std::string conditions;
  std::string case_reference;
  std::string heading(const Lookup&) const override { return title; }
  void describe(Fields&) override;
};

struct Share final : Record {
  Uuid from_grant;  // "grant" is one of SQL's own words
  Uuid organisation;
  std::optional<std::int64_t> parts;  // of the total, basis points
  std::optional<std::int64_t> place;  // the first gets the first remaining øre
  std::optional<Ore> amount;          // where the decision names amounts: exactly this much
  std::string uses;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

enum class TrancheState { committed, released, paid, partly_used, settled, carried_over, repaid };

struct Tranche final : Record {
  Uuid from_grant;  // "grant" is one of SQL's own words
  Uuid organisation;
  std::optional<std::int64_t> budget_year;
  std::optional<Ore> amount;
  TrancheState state = TrancheState::committed;
  std::string heading(const Lookup& lookup) const override;
  void describe(Fields&) override;
};

const std::vector<Migration>& migrations();
const std::vector<records::Kind>& kinds();

// Above the list: sums by year of decision. On a grant: the flow of the money with its exact table,
// own contribution where the rules demand it, and what does not add up with the link that mends it.
void add_extras(records::Extras& extras, const records::Kinds& kinds);

// R1: rate × base, rounded half up. Rate in basis points (3000 is 30 %). Source: the scheme's
// regulation asks for 30 % of what the owner is granted; reference values in rules_test.cc.
Ore own_contribution(std::int64_t rate, Ore base);

// R2: the total divided by parts in basis points. Each share is floored; what remains of the part of
// the total that is shared out goes øre by øre to the first listed. Parts of 10 000 in all share out
// everything. Total and parts must not be negative.
std::vector<Ore> split(Ore total, const std::vector<std::int64_t>& parts);

}  // namespace samloft::grants

template <>
struct samloft::ChoicesOf<samloft::grants::TrancheState> {
  static constexpr Choice list[] = {{"committed", N_("Tilsagn")},
                                    {"released", N_("Frigitt")},
                                    {"paid", N_("Utbetalt")},
                                    {"partly_used", N_("Delvis brukt")},
                                    {"settled", N_("Avregnet")},
                                    {"carried_over", N_("Overført")},
                                    {"repaid", N_("Tilbakebetalt")}};
};
