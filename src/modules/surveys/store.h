// SQL of surveys. Private to this module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "surveys/surveys.h"

namespace samloft::surveys {

// The questions of a survey in order, two of the same place by their ids.
std::vector<Item> items_of(db::Connection& db, const Uuid& survey);
std::int64_t last_place(db::Connection& db, const Uuid& survey);
// The surveys whose last day is before `today` and that are open.
std::vector<Uuid> open_until_before(db::Connection& db, Date today);
// Open surveys whose last day is one of these.
std::vector<Uuid> open_until(db::Connection& db, Date day);
bool any_is_open(db::Connection& db);
// The item set with that source; the empty id if there is none.
Uuid item_set_of_source(db::Connection& db, const std::string& source);

// --- the urn
// Whether a survey has been opened: then it has an urn, and its questions are locked.
bool has_urn(db::Connection& db, const Uuid& survey);
bool has_other_urn(db::Connection& db, const Uuid& survey, const Uuid& than);
std::optional<std::string> urn_content(db::Connection& db, const Uuid& survey);
void write_urn_content(db::Connection& db, const Uuid& survey, const std::string& content);

// --- invitations
struct Invitation {
  Uuid id, survey, person;
  bool used = false;
};
void add_invitation(db::Connection& db, const Invitation& invitation, const Uuid& sheet);
void add_link(db::Connection& db, const Uuid& invitation, const std::string& hash);
void drop_links(db::Connection& db, const Uuid& invitation);
std::optional<Invitation> invitation_of(db::Connection& db, const std::string& hash);
// False when it was used before.
bool use_invitation(db::Connection& db, const Uuid& invitation, Date today);
// Those sent to persons that are not used, and were not reminded today.
std::vector<Invitation> missing(db::Connection& db, const Uuid& survey, Date today);
void note_reminder(db::Connection& db, const Uuid& invitation, Date today);
std::vector<Uuid> invited_persons(db::Connection& db, const Uuid& survey);
struct InvitedCounts {
  std::int64_t persons = 0, codes = 0;
};
InvitedCounts count_invited(db::Connection& db, const Uuid& survey);
std::int64_t count_used_before(db::Connection& db, const Uuid& survey, Date day);
bool has_sheet(db::Connection& db, const Uuid& sheet);
// Takes persons, sheets and use out of a closed survey's invitations, and its drafts with them.
void separate(db::Connection& db, const Uuid& survey);
// Drops the invitations of surveys closed before the day.
void forget_links(db::Connection& db, Date closed_before);

// --- what is saved to go on later
void keep_draft(db::Connection& db, const std::string& hash, const Uuid& survey,
                const std::string& sealed);
std::string draft_of(db::Connection& db, const std::string& hash);
void drop_draft(db::Connection& db, const std::string& hash);

}  // namespace samloft::surveys
