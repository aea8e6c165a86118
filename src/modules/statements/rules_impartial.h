// Who may not take a step with a statement, as bound to a party to it (R23). Nothing but arguments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "statements/statements.h"

namespace samloft::statements {

// All that the money of a statement goes to: filer, those it is filed for, partners.
std::vector<Uuid> parties_to(const Statement& statement);

// --- those who sign and decide

// Whether a step into this state is signed for owner or university, or decided by others; whoever
// does either says that they are impartial.
bool is_signed(State to);
bool wants_impartiality(State to);

// What is known of a person on the day of the step.
struct Ties {
  std::vector<Uuid> organisations;  // that they work or sit for
  bool is_responsible = false;      // for the measure
  bool has_signed = false;          // the statement itself
};

enum class Bond { works_for_party, is_responsible, has_signed };
struct Partial {
  Bond bond = Bond::works_for_party;
  Uuid organisation = {};  // where they work for a party
};
// What keeps a person from the step. Who decides is bound to no party, is not responsible for the
// measure and has not signed the statement; who signs for one side is not bound to the other, and
// does not sign for both.
std::optional<Partial> partial_to(const Statement& statement, State to, const Ties& ties);
// Why, and what to do about it.
Message words_of(State to, const Partial& partial, const std::string& person,
                 const std::string& organisation);

// --- the forum

// A seat of the forum that votes: not the governor's (R5), no deputy's.
struct ForumSeat {
  Uuid id, organisation;
  std::string name;
};
std::vector<Uuid> partial_seats(const std::vector<ForumSeat>& seats, const Statement& statement);

// What is wrong with the seats that took no part and with the votes of the others; without seats
// nobody has kept them, and votes are taken as they are.
std::vector<FieldError> forum_faults(const Step& step, const Statement& statement,
                                     const std::vector<ForumSeat>& seats,
                                     people::Impartiality impartiality);

}  // namespace samloft::statements
