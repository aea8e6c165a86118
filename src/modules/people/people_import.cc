// Persons in from a spreadsheet, out to one, and back again.
// Tested by people_import_test.cc

#include <algorithm>

#include "base/text.h"
#include "import.h"
#include "records/kind.h"

namespace samloft::people {
namespace {


Result<void> may(const records::Work& work) {
  if (!work.viewer.may({Role::coordinator})) return Problem::forbidden();
  return {};
}

bool is_written(const PlannedRow& row) {
  return row.verdict == Verdict::make || row.verdict == Verdict::change;
}

// Writes the rows of a plan, whose directory holds how persons and employments are to be.
class Writer {
 public:
  Writer(records::Work& work, ImportPlan& plan)
      : work_(work),
        plan_(plan),
        persons_(*work.kinds.by_name("person")),
        employments_(*work.kinds.by_name("employment")) {}

  Result<void> write(const PlannedRow& row) {
    TRY(write_person(row));
    if (row.new_employment) return make_employment(row);
    if (row.changes_employment) return change_employment(row);
    return {};
  }

 private:
  Result<void> write_person(const PlannedRow& row) {
    KnownPerson& wanted = plan_.directory.persons[row.person];
    if (row.new_person) {
      Person made;
      made.name = wanted.name;
      made.mail = wanted.mail;
      TRY_ASSIGN(wanted.id, records::create(work_, persons_, made));
    } else if (row.changes_person) {
      auto stored = records::find<Person>(work_.db, persons_, wanted.id);
      if (!stored) return Problem::not_found();
      stored->name = wanted.name;
      stored->mail = wanted.mail;
      TRY(records::save(work_, persons_, *stored));
    }
    return {};
  }

  static void fill(Employment& employment, const KnownEmployment& wanted) {
    employment.role = wanted.role;
    employment.share = wanted.share;
    employment.valid_from = wanted.from;
    employment.valid_until = wanted.until;
  }

  Result<void> make_employment(const PlannedRow& row) {
    KnownPerson& person = plan_.directory.persons[row.person];
    KnownEmployment& wanted = person.employments[row.employment];
    const KnownPlace& place = plan_.directory.places[row.place];
    Employment made;
    made.person = person.id;
    (place.unit ? made.unit : made.organisation) = place.id;
    made.position = wanted.position;
    fill(made, wanted);
    TRY_ASSIGN(wanted.id, records::create(work_, employments_, made));
    return {};
  }

  Result<void> change_employment(const PlannedRow& row) {
    const auto& wanted = plan_.directory.persons[row.person].employments[row.employment];
    auto stored = records::find<Employment>(work_.db, employments_, wanted.id);
    if (!stored) return Problem::not_found();
    fill(*stored, wanted);
    return records::save(work_, employments_, *stored);
  }

  records::Work& work_;
  ImportPlan& plan_;
  const records::Kind& persons_;
  const records::Kind& employments_;
};

constexpr std::string_view kVerdicts[] = {"make",   "change", "same",  "doubled",
                                          "choose", "skip",   "refuse"};

// What was done, in the same form as a sheet.
ImportTable done_table(const ImportPlan& plan) {
  ImportTable table;
  table.header = {"verdict", "person", "what"};
  for (const PlannedRow& row : plan.rows) {
    const Uuid id = row.person == kNone ? Uuid{} : plan.directory.persons[row.person].id;
    std::string what;
    for (const auto& [so, letter] : {std::pair(row.new_person, 'P'),
                                     {row.changes_person, 'p'},
                                     {row.new_employment, 'E'},
                                     {row.changes_employment, 'e'}}) {
      if (so) what += letter;
    }
    table.lines.push_back({row.row.line,
                           {std::string(kVerdicts[static_cast<std::size_t>(row.verdict)]),
                            id ? id.text() : "", what}});
  }
  return table;
}

std::vector<std::string> headings(const Texts& t) {
  std::vector<std::string> all;
  for (std::string_view heading : import_headings()) all.emplace_back(t(heading));
  return all;
}

}  // namespace

const records::Imports& imports() {
  static const records::Imports all("people_import");
  return all;
}

void forget_old_imports(db::Connection& db, Instant now) { imports().forget_old(db, now); }

Result<Uuid> keep_sheet(records::Work& work, const std::string& file_name, std::string_view bytes) {
  TRY(may(work));
  TRY_ASSIGN(const sheet::Sheet sheet, sheet::read(file_name, bytes));
  const ImportTable table = table_of(sheet);
  TRY_ASSIGN(const ImportColumns columns, recognise(table));
  return imports().keep(work, file_name, table);
}

PlannedImport plan_of(db::Connection& db, const records::KeptImport& kept, const ImportChoices& choices,
                      Date today) {
  PlannedImport planned;
  planned.table = unpacked(kept.rows);
  auto columns = recognise(planned.table);
  ensure(columns.has_value(), "a kept sheet was recognised before");
  planned.columns = *std::move(columns);
  planned.plan = plan_import(planned.table, planned.columns, directory(db), choices, today);
  return planned;
}

Result<void> confirm_import(records::Work& work, const Uuid& id, const ImportChoices& choices,
                            const Texts& t) {
  TRY(may(work));
  const auto kept = imports().find(work.db, id);
  if (!kept) return Problem::not_found();
  if (kept->state != "open") return Problem::conflict(N_("Fila er hentet inn allerede."));
  PlannedImport planned = plan_of(work.db, *kept, choices, local_day(work.now));
  if (planned.plan.asks())
    return Problem::conflict(N_("Noen rader trenger et valg før fila kan hentes inn."));
  records::Work batch{work.db, work.kinds, work.viewer, work.now, id};
  Writer writer(batch, planned.plan);
  for (const PlannedRow& row : planned.plan.rows) {
    if (!is_written(row)) continue;
    if (auto written = writer.write(row); !written) {
      Problem problem = std::move(written.error());
      problem.message = {N_("Rad {} kan ikke hentes inn, og derfor er ingenting hentet inn."),
                         {std::to_string(row.row.line)}};
      return problem;
    }
  }
  imports().close(work, id, refused_rows(planned, t), packed(done_table(planned.plan)));
  return {};
}

Result<std::int64_t> undo_import(records::Work& work, const Uuid& id) {
  TRY(may(work));
  return imports().undo(work, id, N_("Importen er angret allerede."),
                        N_("Importen er mer enn 30 dager gammel og kan ikke angres."));
}

Result<void> drop_import(records::Work& work, const Uuid& id) {
  TRY(may(work));
  imports().drop(work.db, id);
  return {};
}

std::vector<DoneRow> done_rows(const records::KeptImport& kept) {
  std::vector<DoneRow> all;
  for (const auto& line : unpacked(kept.done).lines) {
    DoneRow row;
    row.line = line.number;
    const auto at = std::find(std::begin(kVerdicts), std::end(kVerdicts), line.cells[0]);
    row.verdict = static_cast<Verdict>(at - std::begin(kVerdicts));
    row.person = Uuid::parse(line.cells[1]).value_or(Uuid{});
    const auto has = [&](char letter) { return line.cells[2].find(letter) != std::string::npos; };
    row.new_person = has('P');
    row.changes_person = has('p');
    row.new_employment = has('E');
    row.changes_employment = has('e');
    all.push_back(row);
  }
  return all;
}

ImportTable refused_rows(const PlannedImport& planned, const Texts& t) {
  std::vector<bool> holds_reasons;
  for (const ImportColumn column : planned.columns.columns)
    holds_reasons.push_back(column == ImportColumn::remark);
  std::vector<Refusal> refusals;
  for (std::size_t i = 0; i < planned.plan.rows.size(); ++i) {
    const PlannedRow& row = planned.plan.rows[i];
    if (row.verdict != Verdict::refuse && row.verdict != Verdict::skip) continue;
    std::string why;
    if (row.verdict == Verdict::skip) why = t(N_("Utelatt etter eget valg."));
    for (const Message& message : row.row.errors) why += (why.empty() ? "" : " ") + t(message);
    refusals.push_back({i, std::move(why)});
  }
  return with_reasons(planned.table, holds_reasons, refusals, t);
}

sheet::Sheet empty_sheet(const Texts& t) {
  sheet::Sheet sheet;
  sheet.header = headings(t);
  return sheet;
}

sheet::Sheet persons_sheet(db::Connection& db, const Texts& t) {
  sheet::Sheet sheet = empty_sheet(t);
  const Directory all = directory(db);
  const auto iso = [](const std::optional<Date>& day) { return day ? day->iso() : ""; };
  for (const KnownPerson& person : all.persons) {
    if (person.employments.empty())
      sheet.rows.push_back({person.name, person.mail, "", "", "", "", "", ""});
    for (const KnownEmployment& one : person.employments) {
      sheet.rows.push_back({person.name, person.mail, all.places[one.place].name, one.position,
                            std::string(t(label_of(one.role))),
                            one.share ? percent(*one.share) + " %" : "",
                            iso(one.from), iso(one.until)});
    }
  }
  return sheet;
}

}  // namespace samloft::people
