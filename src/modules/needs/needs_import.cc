// Many needs in from a spreadsheet, and back again.
// Tested by needs_import_test.cc

#include "needs_import.h"

#include <algorithm>

#include "base/text.h"
#include "framework/framework.h"
#include "needs_process.h"
#include "people/people.h"
#include "records/kind.h"
#include "rules.h"

namespace samloft::needs {
namespace {

constexpr std::int64_t kMostNamed = 20'000;

Result<void> may_import(const records::Work& work) {
  if (!work.viewer.may(mergers())) return Problem::forbidden();
  return {};
}

// The elements of the frameworks in force; a title that two of them have stands for both.
void add_elements(Names& names, db::Connection& db, const records::Kinds& kinds, Date today) {
  std::map<Uuid, bool> in_force;
  for (const auto& one : records::every<framework::Framework>(db, *kinds.by_name("framework")))
    in_force[one.id] = Period{one.valid_from, one.valid_until}.contains(today);
  for (const auto& one : records::every<framework::Element>(db, *kinds.by_name("element")))
    if (in_force[one.framework]) names.add(one.title, one.id);
}

void add_persons(Names& names, db::Connection& db, const records::Kinds& kinds) {
  for (const auto& one : records::every<people::Person>(db, *kinds.by_name("person"))) {
    names.add_other(one.name, one.id);
    names.add_other(one.mail, one.id);
  }
}

bool is_over(NeedState state) {
  return state == NeedState::draft || state == NeedState::rejected || state == NeedState::closed;
}

// All that rows can name. Persons are many, and are read when a row names one.
ImportDirectory directory_of(db::Connection& db, const records::Kinds& kinds, const Viewer& viewer,
                             bool with_persons, Date today) {
  ImportDirectory all;
  for (const auto& [names, kind] :
       {std::pair(&all.units, "unit"), std::pair(&all.evidence, "evidence")})
    for (const auto& one : records::choices(db, kinds, viewer, kind, kMostNamed))
      names->add(one.heading, one.id);
  add_elements(all.elements, db, kinds, today);
  if (with_persons) add_persons(all.persons, db, kinds);
  for (const Need& need : records::every<Need>(db, *kinds.by_name("need")))
    if (!is_over(need.state)) all.known.emplace(sameness(need), need.id);
  return all;
}

Problem refused_row(Problem problem, int line) {
  problem.message = {N_("Rad {} kan ikke legges inn, og derfor er ingenting lagt inn."),
                     {std::to_string(line)}};
  return problem;
}

}  // namespace

const records::Imports& imports() {
  static const records::Imports all("needs_import");
  return all;
}

void forget_old_imports(db::Connection& db, Instant now) { imports().forget_old(db, now); }

Result<Uuid> keep_needs(records::Work& work, const std::string& file_name, std::string_view bytes) {
  TRY(may_import(work));
  TRY_ASSIGN(const sheet::Sheet sheet, sheet::read(file_name, bytes));
  const ImportTable table = table_of(sheet);
  TRY(recognise(table));
  return imports().keep(work, file_name, table);
}

PlannedImport plan_of(db::Connection& db, const records::Kinds& kinds, const Viewer& viewer,
                      const records::KeptImport& kept, Date today) {
  PlannedImport planned;
  planned.table = unpacked(kept.rows);
  auto columns = recognise(planned.table);
  ensure(columns.has_value(), "a kept sheet was recognised before");
  planned.columns = *std::move(columns);
  const bool with_persons = std::find(planned.columns.begin(), planned.columns.end(),
                                      ImportColumn::raised_by) != planned.columns.end();
  planned.rows = plan_needs(planned.table, planned.columns,
                            directory_of(db, kinds, viewer, with_persons, today), today);
  return planned;
}

Result<void> confirm_import(records::Work& work, const Uuid& id, const Texts& t) {
  TRY(may_import(work));
  const auto kept = imports().find(work.db, id);
  if (!kept) return Problem::not_found();
  if (kept->state != "open") return Problem::conflict(N_("Behovene er lagt inn allerede."));
  PlannedImport planned = plan_of(work.db, work.kinds, work.viewer, *kept, local_day(work.now));
  const records::Kind& kind = *work.kinds.by_name("need");
  records::Work batch{work.db, work.kinds, work.viewer, work.now, id};
  std::vector<Uuid> made, reported;
  for (PlannedNeed& row : planned.rows) {
    if (row.fate != Fate::make) continue;
    row.need.state = NeedState::submitted;
    if (row.need.evidence.empty()) row.need.evidence = reported;
    if (row.need.evidence.empty()) {
      // What others may rest on too is not the batch's: undoing it leaves it.
      TRY(rest_on_something(work, row.need));
      reported = row.need.evidence;
    }
    const auto created = records::create_by_verb(batch, kind, row.need);
    if (!created) return refused_row(created.error(), row.line);
    made.push_back(*created);
  }
  imports().close(work, id, refused_rows(planned, t), given_as_text(made));
  return {};
}

Result<std::int64_t> undo_import(records::Work& work, const Uuid& id) {
  TRY(may_import(work));
  return imports().undo(work, id, N_("Det er angret allerede."),
                        N_("Det er mer enn 30 dager siden, og kan ikke angres."));
}

Result<void> drop_import(records::Work& work, const Uuid& id) {
  TRY(may_import(work));
  imports().drop(work.db, id);
  return {};
}

ImportTable refused_rows(const PlannedImport& planned, const Texts& t) {
  std::vector<bool> holds_reasons;
  for (const ImportColumn column : planned.columns)
    holds_reasons.push_back(column == ImportColumn::remark);
  std::vector<Refusal> refusals;
  for (std::size_t i = 0; i < planned.rows.size(); ++i) {
    const PlannedNeed& row = planned.rows[i];
    if (row.fate != Fate::refuse) continue;
    std::string why;
    for (const Message& message : row.errors) why += (why.empty() ? "" : " ") + t(message);
    refusals.push_back({i, std::move(why)});
  }
  return with_reasons(planned.table, holds_reasons, refusals, t);
}

sheet::Sheet empty_sheet(const Texts& t) {
  sheet::Sheet sheet;
  for (const std::string_view heading : import_headings()) sheet.header.emplace_back(t(heading));
  return sheet;
}

}  // namespace samloft::needs
