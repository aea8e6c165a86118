// Rounds: what they are, and how needs are scored and put in order.
// Tested by needs_round_test.cc

#include "needs_round.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "needs/needs.h"
#include "records/records.h"
#include "rules_round.h"
#include "store_round.h"

namespace samloft::needs {
namespace {

constexpr std::int64_t kMostWeight = 100;
constexpr std::string_view kPointFields[] = {"points_1", "points_2", "points_3",
                                             "points_4", "points_5", "points_6"};

void wrong(std::vector<FieldError>& errors, std::string field, Message message) {
  errors.push_back({std::move(field), std::move(message)});
}

void check_round(db::Connection&, const Record& record, std::vector<FieldError>& errors) {
  const auto& round = static_cast<const Round&>(record);
  if (round.needs.size() > kMostNeedsInRound) {
    wrong(errors, "needs",
          {N_("En runde tar høyst {} behov; her er det {}. Samle eller sett på vent noen først, eller "
              "lag to runder."),
           {std::to_string(kMostNeedsInRound), std::to_string(round.needs.size())}});
  }
  if (round.state != RoundState::decided) return;
  if (!round.body) wrong(errors, "body", N_("Velg gruppa som vedtok rekkefølgen."));
  const auto ranked = round.ranked.value_or(0);
  if (ranked < 1 || ranked > static_cast<std::int64_t>(round.needs.size()))
    wrong(errors, "ranked", N_("Rekkefølgen må ha minst ett av behovene i runden."));
  if (!round.decided_on) wrong(errors, "decided_on", N_("Skriv datoen slik: 25.11.2026."));
}

void check_yardstick(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& yardstick = static_cast<const Yardstick&>(record);
  if (*yardstick.place < 1 || *yardstick.place > static_cast<std::int64_t>(kMostYardsticks))
    wrong(errors, "place", N_("Skriv et tall fra 1 til 6. En runde har høyst seks kriterier."));
  else if (place_is_taken(db, yardstick))
    wrong(errors, "place", N_("Runden har et annet kriterium på denne plassen."));
  if (*yardstick.weight < 0 || *yardstick.weight > kMostWeight)
    wrong(errors, "weight", N_("Skriv et tall mellom 0 og 100."));
  if (moves_what_is_scored(db, yardstick))
    wrong(errors, "place", N_("Noen har gitt poeng allerede. Kriteriene kan ikke byttes nå."));
}

std::optional<Message> hold_yardstick(db::Connection& db, const Record& record) {
  if (!is_scored(db, static_cast<const Yardstick&>(record).round)) return std::nullopt;
  return Message(N_("Noen har gitt poeng allerede. Sett vekten til 0 i stedet."));
}

void check_assessment(db::Connection& db, const Record& record, std::vector<FieldError>& errors) {
  const auto& assessment = static_cast<const Assessment&>(record);
  for (std::size_t i = 0; i < kMostYardsticks; ++i) {
    const auto& points = assessment.points[i];
    if (points && (*points < 0 || *points > kMostPoints))
      wrong(errors, std::string(kPointFields[i]), N_("Gi poeng fra 0 til 4."));
  }
  if (!is_in_round(db, assessment.round, assessment.need))
    wrong(errors, "need", N_("Behovet er ikke med i runden."));
  if (is_assessed_twice(db, assessment))
    wrong(errors, "person", N_("Denne personen har gitt poeng til behovet allerede."));
}

struct Changing {
  explicit Changing(records::Work& work)
      : viewer(work.viewer),
        inner{work.db, work.kinds, viewer, work.now, work.batch ? work.batch : Uuid::fresh()} {
    viewer.system = true;  // who may is said by the verb
  }
  Viewer viewer;
  records::Work inner;
};

Result<Round> round_of(records::Work& work, const Uuid& id, Roles who) {
  auto round = records::find<Round>(work.db, *work.kinds.by_name("round"), id);
  if (!round) return Problem::not_found();
  if (!work.viewer.may(who)) return Problem::forbidden();
  return *std::move(round);
}

Problem moved_on() {
  return Problem::conflict(N_("Runden er ikke lenger i den tilstanden. Last siden på nytt."));
}

Result<void> store_scores(records::Work& work, const Round& round, const Scored& scored) {
  const records::Kind& kind = *work.kinds.by_name("assessment");
  const Uuid known = assessment_by(work.db, round.id, scored.need, work.viewer.person);
  Assessment assessment;
  if (known) assessment = *records::find<Assessment>(work.db, kind, known);
  assessment.round = round.id;
  assessment.need = scored.need;
  assessment.person = work.viewer.person;
  for (std::size_t i = 0; i < kMostYardsticks; ++i)
    assessment.points[i] =
        i < scored.points.size() ? scored.points[i] : std::optional<std::int64_t>{};
  if (known) return records::save(work, kind, assessment);
  const auto made = records::create(work, kind, assessment);
  if (!made) return made.error();
  return {};
}

// The needs in their new order: those decided on, then the others that were in order before.
Result<std::vector<Need>> in_new_order(records::Work& work, const std::vector<Uuid>& order) {
  const records::Kind& kind = *work.kinds.by_name("need");
  std::vector<Uuid> all = order;
  for (const Uuid& other : in_order(work.db))
    if (std::find(order.begin(), order.end(), other) == order.end()) all.push_back(other);
  std::vector<Need> needs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto need = records::find<Need>(work.db, kind, all[i]);
    if (!need) return Problem::not_found();
    const bool fits = need->state == NeedState::submitted ||
                      need->state == NeedState::consolidated ||
                      need->state == NeedState::prioritised;
    if (i < order.size() && (!fits || need->merged_into))
      return Problem::invalid(
          {{"order", {N_("«{}» kan ikke prioriteres: det er satt til side eller samlet i et annet."),
                      {need->title}}}});
    needs.push_back(*std::move(need));
  }
  return needs;
}

// Two needs never share a number, so those that change give up theirs first.
Result<void> renumber(records::Work& work, std::vector<Need>& needs, std::size_t decided) {
  const records::Kind& kind = *work.kinds.by_name("need");
  for (std::size_t i = 0; i < needs.size(); ++i) {
    if (!needs[i].priority || *needs[i].priority == static_cast<std::int64_t>(i) + 1) continue;
    needs[i].priority = {};
    TRY(records::save(work, kind, needs[i]));
  }
  for (std::size_t i = 0; i < needs.size(); ++i) {
    needs[i].priority = static_cast<std::int64_t>(i) + 1;
    if (i < decided) needs[i].state = NeedState::prioritised;
    TRY(records::save(work, kind, needs[i]));
  }
  return {};
}

std::vector<FieldError> faults_of(records::Work& work, const Round& round,
                                  const std::vector<Uuid>& order, const Uuid& body, Date day) {
  std::vector<FieldError> errors;
  if (order.empty()) wrong(errors, "order", N_("Skriv en plass på minst ett behov."));
  if (std::set<Uuid>(order.begin(), order.end()).size() != order.size())
    wrong(errors, "order", N_("Den samme er valgt flere ganger."));
  for (const Uuid& need : order)
    if (std::find(round.needs.begin(), round.needs.end(), need) == round.needs.end())
      return {{"order", N_("Behovet er ikke med i runden.")}};
  if (records::kind_of(work.db, body) != "body")
    wrong(errors, "body", N_("Velg gruppa som vedtok rekkefølgen."));
  if (day > local_day(work.now))
    wrong(errors, "day", N_("Vedtaket kan ikke være gjort etter i dag."));
  return errors;
}

}  // namespace

void Round::describe(Fields& f) {
  f.text({"title", N_("Tittel"), Must::be_filled, N_("For eksempel «Prioritering 2027».")}, title);
  f.prose({"purpose", N_("Hva runden skal avgjøre")}, purpose);
  f.links({"needs", N_("Behov"), Must::no, N_("Høyst 60 behov i en runde.")}, "need", needs);
  f.choice({"state", N_("Status"), Must::no, {}, 200, Shown::not_in_forms}, state);
  f.number({"ranked", N_("Behov i rekkefølgen"), Must::no, {}, 200, Shown::not_in_forms}, ranked);
  f.link({"body", N_("Vedtatt av"), Must::no, {}, 200, Shown::not_in_forms}, "body", body);
  f.date({"decided_on", N_("Dato for vedtaket"), Must::no, {}, 200, Shown::not_in_forms}, decided_on);
  f.prose({"minutes", N_("Ført i referatet"), Must::no, {}, 200, Shown::not_in_forms}, minutes);
}

void Yardstick::describe(Fields& f) {
  f.link({"round", N_("Prioriteringsrunde"), Must::be_filled}, "round", round);
  f.number({"place", N_("Plass"), Must::be_filled, N_("Fra 1 til 6, i den rekkefølgen de spørres om.")},
           place);
  f.text({"title", N_("Kriterium"), Must::be_filled,
          N_("For eksempel «Gjelder mange barn» eller «Haster».")},
         title);
  f.number({"weight", N_("Vekt"), Must::be_filled, N_("Fra 0 til 100. Er alle like, teller de likt.")},
           weight);
  f.prose({"explanation", N_("Hva 0 og 4 betyr")}, explanation);
}

std::string Assessment::heading(const Lookup& lookup) const {
  return lookup(person) + ": " + lookup(need);
}

void Assessment::describe(Fields& f) {
  static constexpr std::array<std::string_view, kMostYardsticks> kLabels{
      N_("Poeng for kriterium 1"), N_("Poeng for kriterium 2"), N_("Poeng for kriterium 3"),
      N_("Poeng for kriterium 4"), N_("Poeng for kriterium 5"), N_("Poeng for kriterium 6")};
  f.link({"round", N_("Prioriteringsrunde"), Must::be_filled}, "round", round);
  f.link({"need", N_("Behov"), Must::be_filled}, "need", need);
  f.link({"person", N_("Person"), Must::be_filled}, "person", person);
  for (std::size_t i = 0; i < kMostYardsticks; ++i)
    f.number({kPointFields[i], kLabels[i]}, points[i]);
}

records::Kind round_kind() {
  return {.name = "round", .plural = "rounds", .table = "needs_round",
          .one = N_("prioriteringsrunde"), .many = N_("Prioriteringsrunder"),
          .add = N_("Ny prioriteringsrunde"),
          .purpose = N_("Her settes behovene i rekkefølge: flere gir poeng, og et organ vedtar."),
          .make = records::make<Round>, .columns = {"state", "body", "decided_on"},
          .writers = deciders(), .check = check_round};
}

records::Kind yardstick_kind() {
  return {.name = "yardstick", .plural = "yardsticks", .table = "needs_yardstick",
          .one = N_("prioriteringskriterium"), .many = N_("Prioriteringskriterier"),
          .add = N_("Nytt kriterium"),
          .purpose = N_("Det behovene måles etter i en runde, og hvor mye det veier."),
          .make = records::make<Yardstick>, .columns = {"round", "place", "weight"},
          .writers = deciders(), .check = check_yardstick, .held = hold_yardstick,
          .part_of = "round"};
}

records::Kind assessment_kind() {
  return {.name = "assessment", .plural = "assessments", .table = "needs_assessment",
          .one = N_("poeng"), .many = N_("Poeng"), .add = N_("Nye poeng"),
          .purpose = N_("Det hver enkelt har gitt behovene i en runde."),
          .make = records::make<Assessment>, .columns = {"round", "person"},
          .readers = scorers() | Roles{Role::auditor}, .writers = {},
          .check = check_assessment,
          // What others have scored shows once one has scored, or once the round is closed.
          .scope = "t.person = :viewer OR EXISTS (SELECT 1 FROM needs_round d WHERE d.id = t.round "
                   "AND d.state <> 'open') OR EXISTS (SELECT 1 FROM needs_assessment o "
                   "WHERE o.round = t.round AND o.person = :viewer)",
          .sees_all = {}, .part_of = "round", .shown_by_whole = true, .shown_at = {"need", "person"}};
}

Result<void> score(records::Work& work, const Uuid& id, const std::vector<Scored>& scores) {
  TRY_ASSIGN(const Round round, round_of(work, id, scorers()));
  if (!work.viewer.person) return Problem::forbidden();
  if (round.state != RoundState::open) return moved_on();
  Changing changing(work);
  for (const Scored& one : scores) TRY(store_scores(changing.inner, round, one));
  return {};
}

Result<void> close(records::Work& work, const Uuid& id) {
  TRY_ASSIGN(Round round, round_of(work, id, deciders()));
  if (round.state != RoundState::open) return moved_on();
  round.state = RoundState::closed;
  return records::save(work, *work.kinds.by_name("round"), round);
}

Result<void> decide(records::Work& work, const Uuid& id, const std::vector<Uuid>& order,
                    const Uuid& body, Date day, const std::string& minutes) {
  TRY_ASSIGN(Round round, round_of(work, id, deciders()));
  if (round.state != RoundState::closed) return moved_on();
  if (auto errors = faults_of(work, round, order, body, day); !errors.empty())
    return Problem::invalid(std::move(errors));
  Changing changing(work);
  TRY_ASSIGN(std::vector<Need> needs, in_new_order(changing.inner, order));
  TRY(renumber(changing.inner, needs, order.size()));
  std::vector<Uuid> rest;
  for (const Uuid& need : round.needs)
    if (std::find(order.begin(), order.end(), need) == order.end()) rest.push_back(need);
  round.needs = order;
  round.needs.insert(round.needs.end(), rest.begin(), rest.end());
  round.state = RoundState::decided;
  round.ranked = static_cast<std::int64_t>(order.size());
  round.body = body;
  round.decided_on = day;
  round.minutes = trimmed(minutes);
  return records::save(changing.inner, *work.kinds.by_name("round"), round);
}

}  // namespace samloft::needs
