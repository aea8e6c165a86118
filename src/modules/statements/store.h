// The queries of statements beside those that every kind has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules_impartial.h"
#include "rules_together.h"
#include "statements/statements.h"

namespace samloft::db {
class Connection;
}

namespace samloft::statements {

// Whether another statement, not withdrawn and no supplement, is for the same measure and round.
bool is_stated_already(db::Connection& db, const Statement& but);
// Another row of the statement for the year; or for the stage, year and recipient.
bool is_there_already(db::Connection& db, const Year& but);
bool is_there_already(db::Connection& db, const Amount& but);

// The form of an office on a day, the newest first; empty if it has none.
Uuid form_on(db::Connection& db, const Uuid& office, Date day);

std::vector<FormField> fields_of(db::Connection& db, const Uuid& form);

// A part of a statement with the version to save it by.
struct YearRow {
  Uuid id;
  std::int64_t version;
  YearSum sum;
};
std::vector<YearRow> years_of(db::Connection& db, const Uuid& statement);

struct CellRow {
  Uuid id;
  std::int64_t version;
  Stage stage;
  Cell cell;
};
std::vector<CellRow> cells_of(db::Connection& db, const Uuid& statement);
std::vector<Cell> cells_at(const std::vector<CellRow>& rows, Stage stage);

struct AnswerRow {
  Uuid id;
  std::int64_t version;
  Text text;
};
// With their evidence in order. One statement.
std::vector<AnswerRow> answers_of(db::Connection& db, const Uuid& statement);

// As they were recorded, with the seats that took no part: letters are dated before that, often. One
// statement.
std::vector<Step> steps_of(db::Connection& db, const Uuid& statement);

struct CriterionRow {
  Uuid id;
  std::string code, text, evidence_wanted;
  partnership::Severity severity;
};
std::vector<CriterionRow> criteria_of(db::Connection& db, const Uuid& rule_set);

// --- who is bound to whom (R23)
// The seats of the county's forum that vote; none when nobody has kept them.
std::vector<ForumSeat> forum_seats(db::Connection& db);
// What the forum of an office does with seats of parties.
people::Impartiality impartiality_of(db::Connection& db, const Uuid& office);
// Whom a person works or sits for on a day.
std::vector<Uuid> affiliations_of(db::Connection& db, const Uuid& person, Date day);

// The other statements of the same measure in the same scheme to the same office.
std::vector<Sibling> siblings_of(db::Connection& db, const Statement& of, const Round& round);

// --- what is typed and not yet saved
struct Typed {
  std::string text;  // the fields, as a browser sends them
  Instant saved_at;
};
void keep_typed(db::Connection& db, const Uuid& statement, const Uuid& person, const Typed& typed);
std::optional<Typed> typed_in(db::Connection& db, const Uuid& statement, const Uuid& person);
void drop_typed(db::Connection& db, const Uuid& statement, const Uuid& person);

// The last year that a statement has decided, else applied for, amounts in.
std::optional<std::int64_t> last_year_of(db::Connection& db, const Uuid& statement);

}  // namespace samloft::statements
