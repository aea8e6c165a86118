// SQL of statements.
// Tested by statements_test.cc

#include "store.h"

#include "db/db.h"
#include "rules.h"

namespace samloft::statements {
namespace {

constexpr std::string_view kStatedAlready =
    "SELECT count(*) FROM statements_statement WHERE round = :round AND measure = :measure "
    "AND id <> :but AND state <> 'withdrawn' AND supplement_to IS NULL";
constexpr std::string_view kYearTaken =
    "SELECT count(*) FROM statements_year WHERE statement = :statement AND year = :year AND id <> :but";
constexpr std::string_view kAmountTaken =
    "SELECT count(*) FROM statements_amount WHERE statement = :statement AND stage = :stage "
    "AND year = :year AND organisation = :organisation AND id <> :but";
constexpr std::string_view kFormOn =
    "SELECT id FROM statements_form WHERE office = :office "
    "AND (valid_from IS NULL OR valid_from <= :day) AND (valid_until IS NULL OR valid_until > :day) "
    "ORDER BY coalesce(valid_from, '') DESC, id DESC LIMIT 1";
constexpr std::string_view kFields =
    "SELECT id, coalesce(place, 0), part, code, label, type, required, hint, choices, filled_from "
    "FROM statements_form_field WHERE form = :form ORDER BY place IS NULL, place, id";
constexpr std::string_view kYears =
    "SELECT y.id, r.version, y.year, coalesce(y.total, -1) FROM statements_year y "
    "JOIN record r ON r.id = y.id WHERE y.statement = :statement ORDER BY y.year";
constexpr std::string_view kCells =
    "SELECT a.id, r.version, a.stage, a.year, a.organisation, a.amount FROM statements_amount a "
    "JOIN record r ON r.id = a.id WHERE a.statement = :statement "
    "ORDER BY a.stage, a.year, a.organisation";
constexpr std::string_view kAnswers =
    "SELECT a.id, r.version, coalesce(a.criterion, a.field), a.text, l.target "
    "FROM statements_answer a JOIN record r ON r.id = a.id "
    "LEFT JOIN statements_answer_evidence l ON l.owner = a.id "
    "WHERE a.statement = :statement ORDER BY a.id, l.place";
constexpr std::string_view kSteps =
    "SELECT s.id, s.state, s.made_on, s.reference, s.reason, coalesce(s.due, ''), "
    "coalesce(s.hours, -1), s.agreement, coalesce(s.votes_for, -1), coalesce(s.votes_against, -1), "
    "coalesce(s.votes_blank, -1), s.dissent, s.person, s.impartial, l.target "
    "FROM statements_step s JOIN record r ON r.id = s.id "
    "LEFT JOIN statements_step_disqualified l ON l.owner = s.id "
    "WHERE s.statement = :statement ORDER BY r.created_at, s.made_on, s.id, l.place";
constexpr std::string_view kCriteria =
    "SELECT id, code, text, evidence_wanted, severity FROM partnership_v_criterion "
    "WHERE rule_set = :rule_set ORDER BY code, id";
constexpr std::string_view kForumSeats =
    "SELECT s.id, s.represents, s.function FROM people_v_seat s JOIN people_v_body b ON b.id = s.body "
    "WHERE b.kind = 'samarbeidsforum' AND s.votes = 1 AND s.deputy_of IS NULL "
    "AND s.represents_kind <> 'county_governor' ORDER BY b.name, s.function, s.id";
constexpr std::string_view kImpartiality =
    "SELECT impartiality FROM statements_office WHERE id = :office";
constexpr std::string_view kAffiliations =
    "SELECT DISTINCT organisation FROM people_v_affiliation WHERE person = :person "
    "AND (valid_from IS NULL OR valid_from <= :day) AND (valid_until IS NULL OR valid_until > :day)";
constexpr std::string_view kSiblings =
    "SELECT s.id, s.supplement_to, s.state, coalesce(a.stage, ''), coalesce(a.year, 0), "
    "coalesce(a.amount, 0) FROM statements_statement s JOIN statements_round r ON r.id = s.round "
    "LEFT JOIN statements_amount a ON a.statement = s.id WHERE s.measure = :measure "
    "AND r.scheme = :scheme AND r.office = :office AND s.id <> :but AND s.state NOT IN ('withdrawn', 'refused') "
    "ORDER BY r.school_year, s.id";
constexpr std::string_view kKeepTyped =
    "INSERT INTO statements_typed (statement, person, text, saved_at) "
    "VALUES (:statement, :person, :text, :saved_at) ON CONFLICT (statement, person) "
    "DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at";
constexpr std::string_view kTyped =
    "SELECT text, saved_at FROM statements_typed WHERE statement = :statement AND person = :person";
constexpr std::string_view kDropTyped =
    "DELETE FROM statements_typed WHERE statement = :statement AND person = :person";
constexpr std::string_view kForgetTyped = "DELETE FROM statements_typed WHERE saved_at < :before";
constexpr std::string_view kLastYear =
    "SELECT coalesce(max(year), 0) FROM statements_amount WHERE statement = :statement "
    "AND stage = :stage AND amount > 0";

std::optional<std::int64_t> told(std::int64_t number) {
  return number < 0 ? std::nullopt : std::optional(number);
}

}  // namespace

bool is_stated_already(db::Connection& db, const Statement& but) {
  return db.number(kStatedAlready,
                   {{"round", but.round}, {"measure", but.measure}, {"but", but.id}}) > 0;
}

bool is_there_already(db::Connection& db, const Year& but) {
  return db.number(kYearTaken,
                   {{"statement", but.statement}, {"year", *but.year}, {"but", but.id}}) > 0;
}

bool is_there_already(db::Connection& db, const Amount& but) {
  return db.number(kAmountTaken, {{"statement", but.statement},
                                  {"stage", std::string(code_of(but.stage))},
                                  {"year", *but.year},
                                  {"organisation", but.organisation},
                                  {"but", but.id}}) > 0;
}

Uuid form_on(db::Connection& db, const Uuid& office, Date day) {
  const auto found = db.first<Uuid>(kFormOn, {{"office", office}, {"day", day.iso()}});
  return found ? std::get<0>(*found) : Uuid{};
}

std::vector<FormField> fields_of(db::Connection& db, const Uuid& form) {
  std::vector<FormField> all;
  for (auto& [id, place, part, code, label, type, required, hint, choices, filled_from] :
       db.rows<Uuid, std::int64_t, std::string, std::string, std::string, std::string, std::int64_t,
               std::string, std::string, std::string>(kFields, {{"form", form}})) {
    FormField field;
    field.id = id;
    field.form = form;
    field.place = place;
    field.part = part;
    field.code = code;
    field.label = label;
    field.type = value_of<FieldType>(type);
    field.required = required != 0;
    field.hint = hint;
    field.choices = choices;
    field.filled_from = value_of<FilledFrom>(filled_from);
    all.push_back(std::move(field));
  }
  return all;
}

std::vector<YearRow> years_of(db::Connection& db, const Uuid& statement) {
  std::vector<YearRow> all;
  for (auto& [id, version, year, total] :
       db.rows<Uuid, std::int64_t, std::int64_t, std::int64_t>(kYears, {{"statement", statement}}))
    all.push_back({id, version, {year, total < 0 ? std::nullopt : std::optional(Ore{total})}});
  return all;
}

std::vector<CellRow> cells_of(db::Connection& db, const Uuid& statement) {
  std::vector<CellRow> all;
  for (auto& [id, version, stage, year, organisation, amount] :
       db.rows<Uuid, std::int64_t, std::string, std::int64_t, Uuid, std::int64_t>(
           kCells, {{"statement", statement}}))
    all.push_back({id, version, value_of<Stage>(stage), {year, organisation, Ore{amount}}});
  return all;
}

std::vector<Cell> cells_at(const std::vector<CellRow>& rows, Stage stage) {
  std::vector<Cell> all;
  for (const CellRow& row : rows)
    if (row.stage == stage) all.push_back(row.cell);
  return all;
}

std::vector<AnswerRow> answers_of(db::Connection& db, const Uuid& statement) {
  std::vector<AnswerRow> all;
  for (auto& [id, version, of, text, evidence] :
       db.rows<Uuid, std::int64_t, Uuid, std::string, Uuid>(kAnswers, {{"statement", statement}})) {
    if (all.empty() || !(all.back().id == id)) all.push_back({id, version, {of, text, {}}});
    if (evidence) all.back().text.evidence.push_back(evidence);
  }
  return all;
}

std::vector<Step> steps_of(db::Connection& db, const Uuid& statement) {
  std::vector<Step> all;
  for (auto& [id, state, made_on, reference, reason, due, hours, agreement, votes_for,
              votes_against, votes_blank, dissent, person, impartial, disqualified] :
       db.rows<Uuid, std::string, std::string, std::string, std::string, std::string, std::int64_t,
               std::string, std::int64_t, std::int64_t, std::int64_t, std::string, Uuid,
               std::int64_t, Uuid>(kSteps, {{"statement", statement}})) {
    if (!all.empty() && all.back().id == id) {
      all.back().disqualified.push_back(disqualified);
      continue;
    }
    Step step;
    step.id = id;
    step.statement = statement;
    step.state = value_of<State>(state);
    step.made_on = Date::parse(made_on);
    step.reference = reference;
    step.reason = reason;
    step.due = Date::parse(due);
    step.hours = told(hours);
    step.agreement = value_of<Agreement>(agreement);
    step.votes_for = told(votes_for);
    step.votes_against = told(votes_against);
    step.votes_blank = told(votes_blank);
    step.dissent = dissent;
    step.person = person;
    step.impartial = impartial != 0;
    if (disqualified) step.disqualified.push_back(disqualified);
    all.push_back(std::move(step));
  }
  return all;
}

std::vector<CriterionRow> criteria_of(db::Connection& db, const Uuid& rule_set) {
  std::vector<CriterionRow> all;
  for (auto& [id, code, text, wanted, severity] :
       db.rows<Uuid, std::string, std::string, std::string, std::string>(kCriteria,
                                                                         {{"rule_set", rule_set}}))
    all.push_back({id, code, text, wanted, value_of<partnership::Severity>(severity)});
  return all;
}

std::vector<ForumSeat> forum_seats(db::Connection& db) {
  std::vector<ForumSeat> all;
  for (auto& [id, organisation, function] : db.rows<Uuid, Uuid, std::string>(kForumSeats, {}))
    all.push_back({id, organisation, function});
  return all;
}

people::Impartiality impartiality_of(db::Connection& db, const Uuid& office) {
  const auto found = db.first<std::string>(kImpartiality, {{"office", office}});
  return found ? value_of<people::Impartiality>(std::get<0>(*found)) : people::Impartiality::by_hand;
}

std::vector<Uuid> affiliations_of(db::Connection& db, const Uuid& person, Date day) {
  std::vector<Uuid> all;
  for (auto& [organisation] :
       db.rows<Uuid>(kAffiliations, {{"person", person}, {"day", day.iso()}}))
    all.push_back(organisation);
  return all;
}

std::vector<Sibling> siblings_of(db::Connection& db, const Statement& of, const Round& round) {
  std::vector<Sibling> all;
  for (auto& [id, supplement_to, state, stage, year, amount] :
       db.rows<Uuid, Uuid, std::string, std::string, std::int64_t, std::int64_t>(
           kSiblings, {{"measure", of.measure},
                       {"scheme", round.scheme},
                       {"office", round.office},
                       {"but", of.id}})) {
    if (all.empty() || !(all.back().id == id))
      all.push_back({id, supplement_to, value_of<State>(state), {}});
    Sibling& one = all.back();
    const Stage counts = is_decided(one.state) ? Stage::decided : Stage::applied;
    if (stage == code_of(counts) && amount != 0) one.years[year] = one.years[year] + Ore{amount};
  }
  return all;
}

void keep_typed(db::Connection& db, const Uuid& statement, const Uuid& person, const Typed& typed) {
  db.run(kKeepTyped, {{"statement", statement},
                      {"person", person},
                      {"text", typed.text},
                      {"saved_at", typed.saved_at.iso()}});
}

std::optional<Typed> typed_in(db::Connection& db, const Uuid& statement, const Uuid& person) {
  const auto found = db.first<std::string, std::string>(
      kTyped, {{"statement", statement}, {"person", person}});
  if (!found) return std::nullopt;
  return Typed{std::get<0>(*found), Instant::parse_iso(std::get<1>(*found))};
}

void drop_typed(db::Connection& db, const Uuid& statement, const Uuid& person) {
  db.run(kDropTyped, {{"statement", statement}, {"person", person}});
}

void forget_old_typed(db::Connection& db, Instant now) {
  db.run(kForgetTyped, {{"before", Instant{now.milliseconds - 30 * kDay}.iso()}});
}

std::optional<std::int64_t> last_year_of(db::Connection& db, const Uuid& statement) {
  for (const Stage stage : {Stage::decided, Stage::applied}) {
    const std::int64_t year = db.number(
        kLastYear, {{"statement", statement}, {"stage", std::string(code_of(stage))}});
    if (year > 0) return year;
  }
  return std::nullopt;
}

}  // namespace samloft::statements
