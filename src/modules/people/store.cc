// SQL of people.
// Tested by people_test.cc

#include "store.h"

#include <algorithm>

#include "base/text.h"
#include "db/db.h"

namespace samloft::people {
namespace {

constexpr std::string_view kHoldingsOfSeat =
    "SELECT id, coalesce(valid_from, ''), coalesce(valid_until, '') FROM people_holding "
    "WHERE seat = :seat";
constexpr std::string_view kIsGovernor =
    "SELECT count(*) FROM people_organisation WHERE id = :id AND kind = 'county_governor'";
constexpr std::string_view kSeatFacts =
    "SELECT body, CASE WHEN deputy_of IS NULL THEN 0 ELSE 1 END FROM people_seat WHERE id = :id";
constexpr std::string_view kSuccessor =
    "SELECT successor FROM people_unit WHERE id = :unit AND successor IS NOT NULL";
constexpr std::string_view kRoles =
    "SELECT DISTINCT role FROM people_v_membership WHERE person = :person "
    "AND (valid_from IS NULL OR valid_from <= :today) "
    "AND (valid_until IS NULL OR valid_until > :today)";
constexpr std::string_view kSeatsOfBody =
    "SELECT s.id, s.function, s.required, s.votes, s.leads, s.secretary, h.id, p.id, "
    "coalesce(p.name, ''), coalesce(h.acting, 0) FROM people_seat s "
    "LEFT JOIN people_holding h ON h.seat = s.id "
    "AND (h.valid_from IS NULL OR h.valid_from <= :today) "
    "AND (h.valid_until IS NULL OR h.valid_until > :today) "
    "LEFT JOIN people_person p ON p.id = h.person "
    "WHERE s.body = :body ORDER BY s.leads DESC, s.id";
constexpr std::string_view kVacantSeats =
    "SELECT s.id, r.heading, s.required, "
    "coalesce((SELECT max(h.valid_until) FROM people_holding h WHERE h.seat = s.id "
    "AND h.valid_until <= :today), '') "
    "FROM people_seat s JOIN record r ON r.id = s.id WHERE NOT EXISTS "
    "(SELECT 1 FROM people_holding h WHERE h.seat = s.id "
    "AND (h.valid_from IS NULL OR h.valid_from <= :today) "
    "AND (h.valid_until IS NULL OR h.valid_until > :today)) "
    "ORDER BY s.required DESC, r.sort_key, s.id";
constexpr std::string_view kMailIsTaken =
    "SELECT count(*) FROM people_person WHERE mail = :mail AND id <> :other";
constexpr std::string_view kPerson = "SELECT id, name, mail FROM people_person WHERE id = :person";
constexpr std::string_view kByMail =
    "SELECT id, name, mail FROM people_person WHERE mail = :mail ORDER BY id LIMIT 1";
constexpr std::string_view kDemoPersons =
    "SELECT p.id, p.name, p.mail FROM people_person p WHERE p.invented = 1 AND p.mail <> '' "
    "AND EXISTS (SELECT 1 FROM people_v_membership m WHERE m.person = p.id "
    "AND (m.valid_from IS NULL OR m.valid_from <= :today) "
    "AND (m.valid_until IS NULL OR m.valid_until > :today)) ORDER BY p.name LIMIT 40";

std::optional<Known> known(std::optional<std::tuple<Uuid, std::string, std::string>> row) {
  if (!row) return std::nullopt;
  return Known{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
}

}  // namespace

std::vector<HoldingPeriod> holdings_of_seat(db::Connection& db, const Uuid& seat) {
  std::vector<HoldingPeriod> all;
  for (auto& [id, from, until] :
       db.rows<Uuid, std::string, std::string>(kHoldingsOfSeat, {{"seat", seat}})) {
    all.push_back({id, {Date::parse(from), Date::parse(until)}});
  }
  return all;
}

bool is_county_governor(db::Connection& db, const Uuid& organisation) {
  return db.number(kIsGovernor, {{"id", db::id_or_null(organisation)}}) > 0;
}

std::optional<SeatFacts> seat_facts(db::Connection& db, const Uuid& seat) {
  const auto found = db.first<Uuid, std::int64_t>(kSeatFacts, {{"id", seat}});
  if (!found) return std::nullopt;
  return SeatFacts{std::get<0>(*found), std::get<1>(*found) != 0};
}

std::vector<Uuid> successors(db::Connection& db, const Uuid& unit) {
  std::vector<Uuid> chain;
  Uuid at = unit;
  while (auto next = db.first<Uuid>(kSuccessor, {{"unit", at}})) {
    at = std::get<0>(*next);
    if (at == unit || std::find(chain.begin(), chain.end(), at) != chain.end()) break;
    chain.push_back(at);
  }
  return chain;
}

std::vector<std::string> role_codes(db::Connection& db, const Uuid& person, Date today) {
  std::vector<std::string> codes;
  for (auto& [role] :
       db.rows<std::string>(kRoles, {{"person", person}, {"today", today.iso()}})) {
    codes.push_back(role);
  }
  return codes;
}

std::vector<SeatRow> seats_of_body(db::Connection& db, const Uuid& body, Date today) {
  std::vector<SeatRow> all;
  for (auto& [seat, function, required, votes, leads, secretary, holding, person, name, acting] :
       db.rows<Uuid, std::string, std::int64_t, std::int64_t, std::int64_t, std::int64_t, Uuid,
               Uuid, std::string, std::int64_t>(kSeatsOfBody,
                                          {{"today", today.iso()}, {"body", body}})) {
    all.push_back({seat, function, required != 0, votes != 0, leads != 0, secretary != 0, holding,
                   person, name, acting != 0});
  }
  return all;
}

std::vector<Vacancy> vacant_seats(db::Connection& db, Date today) {
  std::vector<Vacancy> all;
  for (auto& [seat, heading, required, since] :
       db.rows<Uuid, std::string, std::int64_t, std::string>(kVacantSeats,
                                                             {{"today", today.iso()}})) {
    all.push_back({seat, heading, required != 0, Date::parse(since)});
  }
  return all;
}

bool mail_is_taken(db::Connection& db, const std::string& mail, const Uuid& by_other_than) {
  return db.number(kMailIsTaken, {{"mail", mail}, {"other", by_other_than}}) > 0;
}

std::optional<Known> person(db::Connection& db, const Uuid& id) {
  return known(db.first<Uuid, std::string, std::string>(kPerson, {{"person", id}}));
}

std::optional<Known> person_by_mail(db::Connection& db, const std::string& mail) {
  return known(db.first<Uuid, std::string, std::string>(kByMail, {{"mail", mail}}));
}

std::vector<Known> demo_persons(db::Connection& db, Date today) {
  std::vector<Known> all;
  for (auto& [id, name, mail] :
       db.rows<Uuid, std::string, std::string>(kDemoPersons, {{"today", today.iso()}})) {
    all.push_back({id, name, mail});
  }
  return all;
}

}  // namespace samloft::people
