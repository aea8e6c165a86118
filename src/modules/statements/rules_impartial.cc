// Who may not take a step with a statement.
// Tested by rules_impartial_test.cc

#include "rules_impartial.h"

#include <algorithm>

#include "base/text.h"
#include "rules.h"

namespace samloft::statements {
namespace {

bool has_one(const std::vector<Uuid>& all, const Uuid& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// Those whose people may not take the step.
std::vector<Uuid> foreign_to(const Statement& statement, State to) {
  if (to == State::anchored) return statement.partners;
  if (to != State::uh_confirmed) return parties_to(statement);
  std::vector<Uuid> owners{statement.filer};
  owners.insert(owners.end(), statement.on_behalf.begin(), statement.on_behalf.end());
  return owners;
}

std::string names_of(const std::vector<ForumSeat>& seats, const std::vector<Uuid>& some) {
  std::string names;
  for (const ForumSeat& seat : seats)
    if (has_one(some, seat.id)) names += (names.empty() ? "" : ", ") + seat.name;
  return names;
}

}  // namespace

std::vector<Uuid> parties_to(const Statement& statement) {
  std::vector<Uuid> all{statement.filer};
  for (const auto* more : {&statement.partners, &statement.on_behalf})
    for (const Uuid& one : *more)
      if (!has_one(all, one)) all.push_back(one);
  return all;
}

bool is_signed(State to) { return to == State::anchored || to == State::uh_confirmed; }

bool wants_impartiality(State to) { return is_signed(to) || is_advised(to) || is_decided(to); }

std::optional<Partial> partial_to(const Statement& statement, State to, const Ties& ties) {
  if (!wants_impartiality(to)) return std::nullopt;
  for (const Uuid& one : foreign_to(statement, to))
    if (has_one(ties.organisations, one)) return Partial{Bond::works_for_party, one};
  const bool decides = !is_signed(to);
  if (decides && ties.is_responsible) return Partial{Bond::is_responsible};
  if (ties.has_signed && to != State::anchored) return Partial{Bond::has_signed};
  return std::nullopt;
}

Message words_of(State to, const Partial& partial, const std::string& person,
                 const std::string& organisation) {
  if (to == State::anchored)
    return {N_("{} arbeider eller sitter også for {}, som skal ha del i pengene, og er inhabil. La en annen leder hos eier forankre behovsmeldinga. Er opplysningen feil, rettes den under Personer."),
            {person, organisation}};
  if (to == State::uh_confirmed && partial.bond == Bond::works_for_party)
    return {N_("{} arbeider eller sitter også for {}, som melder behovet, og er inhabil. La en annen faglig leder bekrefte behovsmeldinga. Er opplysningen feil, rettes den under Personer."),
            {person, organisation}};
  if (to == State::uh_confirmed)
    return {N_("{} har selv forankret behovsmeldinga for eier. La en annen faglig leder bekrefte den."), {person}};
  switch (partial.bond) {
    case Bond::works_for_party:
      return {N_("{} arbeider eller sitter for {}, som er part i behovsmeldinga, og er inhabil. Velg den som avgjorde saken, eller få den avgjort av noen som er habil. Er opplysningen feil, rettes den under Personer."),
              {person, organisation}};
    case Bond::is_responsible:
      return {N_("{} er ansvarlig for tiltaket, og er inhabil. Velg den som avgjorde saken, eller få den avgjort av noen som er habil."), {person}};
    case Bond::has_signed: break;
  }
  return {N_("{} har selv forankret eller bekreftet behovsmeldinga, og er inhabil. Velg den som avgjorde saken, eller få den avgjort av noen som er habil."), {person}};
}

std::vector<Uuid> partial_seats(const std::vector<ForumSeat>& seats, const Statement& statement) {
  const auto parties = parties_to(statement);
  std::vector<Uuid> all;
  for (const ForumSeat& seat : seats)
    if (seat.organisation && has_one(parties, seat.organisation)) all.push_back(seat.id);
  return all;
}

std::vector<FieldError> forum_faults(const Step& step, const Statement& statement,
                                     const std::vector<ForumSeat>& seats,
                                     people::Impartiality impartiality) {
  std::vector<FieldError> errors;
  const auto is_seat = [&](const Uuid& id) {
    return std::any_of(seats.begin(), seats.end(), [&](const ForumSeat& seat) { return seat.id == id; });
  };
  if (!std::all_of(step.disqualified.begin(), step.disqualified.end(), is_seat))
    errors.push_back({"disqualified", N_("Velg plasser med stemmerett i samarbeidsforum.")});
  std::vector<Uuid> took_part = partial_seats(seats, statement);
  std::erase_if(took_part, [&](const Uuid& id) { return has_one(step.disqualified, id); });
  const bool always_out = impartiality == people::Impartiality::by_organisation;
  if (!took_part.empty() && (always_out || trimmed(step.dissent).empty()))
    errors.push_back(
        {always_out ? "disqualified" : "dissent",
         {always_out ? N_("{} sitter for en part i behovsmeldinga, og kan ikke være med på innstillingen. Kryss av for at de er inhabile.")
                     : N_("{} sitter for en part i behovsmeldinga. Kryss av for at de er inhabile, eller skriv her hvorfor de var med."),
          {names_of(seats, took_part)}}});
  const auto could = std::count_if(seats.begin(), seats.end(), [&](const ForumSeat& seat) {
    return !has_one(step.disqualified, seat.id);
  });
  if (!seats.empty() && could == 0)
    errors.push_back({"disqualified", N_("Alle plassene med stemmerett er inhabile, så ingen kan ha gitt innstillingen. Legg inn settemedlemmene som plasser i forumet først.")});
  if (step.agreement == Agreement::consensus) return errors;
  const auto wrong = [](const std::optional<std::int64_t>& votes) { return !votes || *votes < 0 || *votes > 1000; };
  if (wrong(step.votes_for)) errors.push_back({"votes_for", N_("Skriv antallet stemmer.")});
  if (wrong(step.votes_against)) errors.push_back({"votes_against", N_("Skriv antallet stemmer.")});
  if (wrong(step.votes_blank.value_or(0)))
    errors.push_back({"votes_blank", N_("Skriv antallet stemmer.")});
  if (!errors.empty() || seats.empty()) return errors;
  const std::int64_t votes = *step.votes_for + *step.votes_against + step.votes_blank.value_or(0);
  if (votes > could)
    errors.push_back(
        {"votes_for",
         {N_("Forumet har {} plasser som kan stemme i saken, men det er ført {} stemmer. Statsforvalteren og inhabile stemmer ikke."),
          {std::to_string(could), std::to_string(votes)}}});
  return errors;
}

}  // namespace samloft::statements
