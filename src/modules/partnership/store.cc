// SQL of the partnership.
// Tested by partnership_test.cc

#include "store.h"

#include <algorithm>

#include "db/db.h"

namespace samloft::partnership {
namespace {

constexpr std::string_view kRuleSetsOfScheme =
    "SELECT id, valid_from, coalesce(valid_until, '') FROM partnership_rule_set "
    "WHERE scheme = :scheme ORDER BY valid_from, id";
constexpr std::string_view kAmends =
    "SELECT amends FROM partnership_agreement WHERE id = :agreement AND amends IS NOT NULL";
constexpr std::string_view kNumberIsTaken =
    "SELECT count(*) FROM partnership_phase WHERE number = :number AND id <> :other";
constexpr std::string_view kPhasesInOrder =
    "SELECT id, number, title, state, university_part, coalesce(valid_from, ''), "
    "coalesce(valid_until, '') FROM partnership_phase ORDER BY number";
constexpr std::string_view kPartiesOnDay =
    "SELECT p.id, p.organisation, r.heading, p.role "
    "FROM partnership_party p JOIN record r ON r.id = p.id "
    "WHERE (p.valid_from IS NULL OR p.valid_from <= :day) "
    "AND (p.valid_until IS NULL OR p.valid_until > :day) "
    "ORDER BY CASE p.role WHEN 'municipality' THEN 1 WHEN 'university' THEN 2 ELSE 3 END, "
    "r.sort_key, p.id";
constexpr std::string_view kAgreementsOnDay =
    "SELECT id, title, state, coalesce(valid_from, ''), coalesce(valid_until, '') "
    "FROM partnership_agreement "
    "WHERE state <> 'ended' AND (valid_until IS NULL OR valid_until > :day) "
    "ORDER BY coalesce(signed_on, '') DESC, id DESC";

}  // namespace

std::vector<RuleSetPeriod> rule_sets_of(db::Connection& db, const Uuid& scheme) {
  std::vector<RuleSetPeriod> all;
  for (auto& [id, from, until] :
       db.rows<Uuid, std::string, std::string>(kRuleSetsOfScheme, {{"scheme", scheme}})) {
    all.push_back({id, {Date::parse(from), Date::parse(until)}});
  }
  return all;
}

std::vector<Uuid> amended_by(db::Connection& db, const Uuid& agreement) {
  std::vector<Uuid> chain;
  Uuid at = agreement;
  while (auto next = db.first<Uuid>(kAmends, {{"agreement", at}})) {
    at = std::get<0>(*next);
    if (at == agreement || std::find(chain.begin(), chain.end(), at) != chain.end()) break;
    chain.push_back(at);
  }
  return chain;
}

bool number_is_taken(db::Connection& db, std::int64_t number, const Uuid& by_other_than) {
  return db.number(kNumberIsTaken, {{"number", number}, {"other", by_other_than}}) > 0;
}

std::vector<PhaseRow> phases(db::Connection& db) {
  std::vector<PhaseRow> all;
  for (auto& [id, number, title, state, university_part, from, until] :
       db.rows<Uuid, std::int64_t, std::string, std::string, std::string, std::string,
               std::string>(kPhasesInOrder)) {
    all.push_back({id, number, title, value_of<PhaseState>(state), university_part,
                   {Date::parse(from), Date::parse(until)}});
  }
  return all;
}

std::vector<PartyRow> parties_on(db::Connection& db, Date day) {
  std::vector<PartyRow> all;
  for (auto& [id, organisation, name, role] :
       db.rows<Uuid, Uuid, std::string, std::string>(kPartiesOnDay, {{"day", day.iso()}})) {
    all.push_back({id, organisation, name, value_of<PartyRole>(role)});
  }
  return all;
}

std::vector<AgreementRow> agreements_on(db::Connection& db, Date day) {
  std::vector<AgreementRow> all;
  for (auto& [id, title, state, from, until] :
       db.rows<Uuid, std::string, std::string, std::string, std::string>(kAgreementsOnDay,
                                                                         {{"day", day.iso()}})) {
    all.push_back({id, title, value_of<AgreementState>(state),
                   {Date::parse(from), Date::parse(until)}});
  }
  return all;
}

}  // namespace samloft::partnership
