// The grant of what was decided.
// Tested by statements_move_test.cc

#include "grants/grants.h"
#include "records/kind.h"
#include "records/records.h"
#include "rules.h"
#include "rules_sums.h"
#include "statements_standing.h"

namespace samloft::statements {
namespace {

// Years of decision and of rules come from the step that decided it last.
const Step* decision_of(const Whole& whole) {
  const Step* last = nullptr;
  for (const Step& step : whole.steps)
    if (is_decided(step.state)) last = &step;
  return last;
}

grants::Grant grant_of(records::Work& work, const Whole& whole, const Step& decision, Ore total) {
  grants::Grant grant;
  grant.title = records::heading_of(work.db, whole.statement.id);
  grant.scheme = whole.round.scheme;
  grant.rule_set = whole.statement.rule_set;
  grant.decided_on = decision.made_on;
  grant.decision_year = decision.made_on->year();
  grant.total = total;
  grant.measures = {whole.statement.measure};
  grant.conditions = decision.reason;
  grant.case_reference = decision.reference;
  return grant;
}

// Those who get something, in their order, each with exactly its amount.
Result<void> add_shares(records::Work& work, const Uuid& grant, const std::vector<Uuid>& recipients,
                        const std::vector<Ore>& amounts) {
  const auto parts = parts_of(amounts);
  for (std::size_t i = 0; i < recipients.size(); ++i) {
    grants::Share share;
    share.from_grant = grant;
    share.organisation = recipients[i];
    share.parts = parts[i];
    share.place = static_cast<std::int64_t>(i + 1);
    share.amount = amounts[i];
    TRY(records::create(work, *work.kinds.by_name("share"), share));
  }
  return {};
}

Result<void> add_tranches(records::Work& work, const Uuid& grant, const std::vector<Cell>& cells) {
  for (const Cell& cell : cells) {
    grants::Tranche tranche;
    tranche.from_grant = grant;
    tranche.organisation = cell.organisation;
    tranche.budget_year = cell.year;
    tranche.amount = cell.amount;
    TRY(records::create(work, *work.kinds.by_name("tranche"), tranche));
  }
  return {};
}

}  // namespace

Result<Uuid> make_grant(records::Work& work, const Uuid& id, const Uuid& as) {
  Statement stored;
  if (!records::load_for(work.db, *work.kinds.by_name("statement"), work.viewer, id, stored))
    return Problem::not_found();
  if (!work.viewer.may(kWriters)) return Problem::forbidden();
  if (stored.granted_as) return stored.granted_as;
  const Whole whole = whole_of(work.db, work.kinds, std::move(stored), work.now);
  const Step* decision = decision_of(whole);
  const auto cells = whole.cells_of(Stage::decided);
  const Ore total = sum_of(cells);
  if (decision == nullptr || total.count == 0)
    return Problem::conflict(N_("Ingenting er innvilget, så det er ikke noe tilskudd å føre."));
  std::vector<Uuid> recipients;
  std::vector<Ore> amounts;
  for (const Uuid& one : whole.recipients()) {
    const Ore amount = sum_of_recipient(cells, one);
    if (amount.count == 0) continue;
    recipients.push_back(one);
    amounts.push_back(amount);
  }
  AsVerb verb(work);
  grants::Grant grant = grant_of(work, whole, *decision, total);
  grant.id = as;
  TRY_ASSIGN(const Uuid made, records::create(verb.work(), *work.kinds.by_name("grant"), grant));
  TRY(add_shares(verb.work(), made, recipients, amounts));
  TRY(add_tranches(verb.work(), made, cells));
  Statement linked = whole.statement;
  linked.granted_as = made;
  TRY(records::save(verb.work(), *work.kinds.by_name("statement"), linked));
  return made;
}

}  // namespace samloft::statements
