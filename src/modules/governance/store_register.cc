// Decisions and tasks of all meetings in SQL.
// Tested by governance_test.cc

#include "store_register.h"

#include "base/text.h"
#include "db/db.h"
#include "store_outcomes.h"

namespace samloft::governance {
namespace {

#define HOLDER_TODAY(holding)                                               \
  "(" holding ".valid_from IS NULL OR " holding ".valid_from <= :today) "     \
  "AND (" holding ".valid_until IS NULL OR " holding ".valid_until > :today) "
// Meetings that the viewer may see whole: of bodies that they hold a seat of.
#define SEES_BODY                                                                        \
  "(:sees_all = 1 OR EXISTS (SELECT 1 FROM people_v_holding vh WHERE vh.body = s.body "  \
  "AND vh.person = :viewer AND " HOLDER_TODAY("vh") "))"
#define SEES_OUTCOME "((m.state = 'approved' AND o.confidential = 0) OR " SEES_BODY ")"
#define IS_DECISION "o.type = 'decision' AND " SEES_OUTCOME

constexpr std::string_view kOfSeat =
    OUTCOME FROM_OUTCOME
    "WHERE o.type = 'task' AND o.task_state = 'open' AND o.seat = :seat "
    "ORDER BY o.due IS NULL, o.due, o.id";
constexpr std::string_view kOfPerson =
    OUTCOME FROM_OUTCOME
    "WHERE o.type = 'task' AND o.task_state = 'open' AND (o.person = :person OR hh.person = :person) "
    "ORDER BY o.due IS NULL, o.due, o.id";
constexpr std::string_view kOpen =
    OUTCOME FROM_OUTCOME
    "WHERE o.type = 'task' AND o.task_state = 'open' AND " SEES_BODY
    " ORDER BY o.due IS NULL, o.due, o.id LIMIT :size OFFSET :skip";
constexpr std::string_view kCountOpen =
    "SELECT count(*) " FROM_OUTCOME
    "WHERE o.type = 'task' AND o.task_state = 'open' AND " SEES_BODY;
#define CHOSEN                                                                               \
  "WHERE " IS_DECISION " AND (:all_bodies = 1 OR s.body = :body) "                          \
  "AND m.held_on >= :from AND m.held_on < :until "                                          \
  "AND (:all_measures = 1 OR EXISTS (SELECT 1 FROM governance_agenda_item_measures x "       \
  "WHERE x.owner = i.id AND x.target = :measure)) "                                         \
  "AND (r.search_text LIKE :word0 ESCAPE '\\' OR ir.search_text LIKE :word0 ESCAPE '\\') "    \
  "AND (r.search_text LIKE :word1 ESCAPE '\\' OR ir.search_text LIKE :word1 ESCAPE '\\') "    \
  "AND (r.search_text LIKE :word2 ESCAPE '\\' OR ir.search_text LIKE :word2 ESCAPE '\\') "
#define WITH_WORDS "JOIN record r ON r.id = o.id JOIN record ir ON ir.id = i.id "
constexpr std::string_view kRegister =
    OUTCOME FROM_OUTCOME WITH_WORDS CHOSEN
    "ORDER BY m.held_on DESC, coalesce(i.place, 100000), o.id LIMIT :size OFFSET :skip";
constexpr std::string_view kCountRegister = "SELECT count(*) " FROM_OUTCOME WITH_WORDS CHOSEN;
constexpr std::string_view kDecisionsOfBody =
    OUTCOME FROM_OUTCOME "WHERE s.body = :body AND " IS_DECISION
    " ORDER BY m.held_on DESC, coalesce(i.place, 100000), o.id LIMIT :most";
constexpr std::string_view kYears =
    "SELECT DISTINCT substr(m.held_on, 1, 4) " FROM_OUTCOME "WHERE " IS_DECISION " ORDER BY 1 DESC";

db::Arguments seen_by(const Viewer& viewer) {
  return {{"sees_all", viewer.may(kSeeAllMeetings) ? std::int64_t{1} : std::int64_t{0}},
          {"viewer", viewer.person},
          {"today", viewer.today.iso()}};
}

db::Arguments chosen_by(const Viewer& viewer, const RegisterQuery& query) {
  db::Arguments all = seen_by(viewer);
  all.push_back({"all_bodies", query.body ? std::int64_t{0} : std::int64_t{1}});
  all.push_back({"body", query.body});
  all.push_back({"all_measures", query.measure ? std::int64_t{0} : std::int64_t{1}});
  all.push_back({"measure", query.measure});
  const bool any = query.year < 1900 || query.year > 2198;
  all.push_back({"from", Date(any ? 1900 : static_cast<int>(query.year), 1, 1).iso()});
  all.push_back({"until", Date(any ? 2199 : static_cast<int>(query.year) + 1, 1, 1).iso()});
  const auto words = split(folded(query.words), ' ');
  for (std::size_t i = 0; i < 3; ++i)
    all.push_back({"word" + std::to_string(i),
                   i < words.size() && !words[i].empty() ? db::like_pattern(words[i]) : std::string("%")});
  return all;
}

}  // namespace

std::vector<OutcomeRow> open_tasks_of_seat(db::Connection& db, const Uuid& seat, Date today) {
  return outcome_rows(db, kOfSeat, {{"seat", seat}, {"today", today.iso()}});
}

std::vector<OutcomeRow> open_tasks_of(db::Connection& db, const Uuid& person, Date today) {
  return outcome_rows(db, kOfPerson, {{"person", person}, {"today", today.iso()}});
}

std::vector<OutcomeRow> open_tasks(db::Connection& db, const Viewer& viewer, std::int64_t page,
                                   std::int64_t size) {
  db::Arguments arguments = seen_by(viewer);
  arguments.push_back({"size", size});
  arguments.push_back({"skip", (page - 1) * size});
  return outcome_rows(db, kOpen, arguments);
}

std::int64_t count_open_tasks(db::Connection& db, const Viewer& viewer) {
  return db.number(kCountOpen, seen_by(viewer));
}

RegisterPage decisions(db::Connection& db, const Viewer& viewer, const RegisterQuery& query) {
  RegisterPage page;
  db::Arguments arguments = chosen_by(viewer, query);
  page.total = db.number(kCountRegister, arguments);
  arguments.push_back({"size", query.size});
  arguments.push_back({"skip", (query.page - 1) * query.size});
  page.rows = outcome_rows(db, kRegister, arguments);
  return page;
}

std::vector<OutcomeRow> decisions_of_body(db::Connection& db, const Viewer& viewer, const Uuid& body,
                                          std::int64_t most) {
  db::Arguments arguments = seen_by(viewer);
  arguments.push_back({"body", body});
  arguments.push_back({"most", most});
  return outcome_rows(db, kDecisionsOfBody, arguments);
}

std::vector<std::int64_t> years_with_decisions(db::Connection& db, const Viewer& viewer) {
  std::vector<std::int64_t> years;
  for (auto& [year] : db.rows<std::string>(kYears, seen_by(viewer)))
    years.push_back(whole_number(year, 0));
  return years;
}

}  // namespace samloft::governance
