// Figures of the doors.
// Tested by at_door_test.cc

#include "access/at_door.h"

#include "base/figures.h"

namespace samloft::access {
namespace {

constexpr Figure kPasswords{"samloft_passwords_tried_total",
                            "Passwords tried, at sign-in or where a dangerous act asks again."};
constexpr Figure kFactors{"samloft_second_factors_tried_total", "Codes and passkeys tried."};
constexpr Figure kSignIns{"samloft_sign_ins_total", "Sign-ins that came to their end."};
constexpr Figure kDoors{"samloft_doors_closed_total",
                        "Doors that closed for a quarter of an hour, after too much that was wrong."};
constexpr Figure kLinks{"samloft_links_total", "One-time links."};
constexpr Figure kEnded{"samloft_sessions_ended_total", "Sessions ended."};
constexpr Figure kDenied{"samloft_denied_total", "Pages and acts denied to somebody signed in."};

struct Tally {
  AtDoor what;
  const Figure& figure;
  std::string_view name, value;  // of the label, if it has one
};
constexpr Tally kTallies[] = {
    {AtDoor::password_right, kPasswords, "outcome", "right"},
    {AtDoor::password_wrong, kPasswords, "outcome", "wrong"},
    {AtDoor::password_at_closed_door, kPasswords, "outcome", "closed"},
    {AtDoor::password_put_off, kPasswords, "outcome", "put off"},
    {AtDoor::app_right, kFactors, "outcome", "app"},
    {AtDoor::recovery_code_right, kFactors, "outcome", "recovery code"},
    {AtDoor::passkey_right, kFactors, "outcome", "passkey"},
    {AtDoor::code_wrong, kFactors, "outcome", "wrong code"},
    {AtDoor::code_at_closed_door, kFactors, "outcome", "closed"},
    {AtDoor::passkey_wrong, kFactors, "outcome", "wrong passkey"},
    {AtDoor::signed_in, kSignIns, "", ""},
    {AtDoor::account_closes, kDoors, "door", "account"},
    {AtDoor::address_closes, kDoors, "door", "address"},
    {AtDoor::browser_closes, kDoors, "door", "browser"},
    {AtDoor::codes_close, kDoors, "door", "codes"},
    {AtDoor::answers_close, kDoors, "door", "answers"},
    {AtDoor::link_asked_for, kLinks, "what", "asked for"},
    {AtDoor::link_put_off, kLinks, "what", "put off"},
    {AtDoor::reset_sent, kLinks, "what", "reset sent"},
    {AtDoor::invitation_sent, kLinks, "what", "invitation sent"},
    {AtDoor::link_used, kLinks, "what", "used"},
    {AtDoor::link_unknown, kLinks, "what", "unknown"},
};

constexpr bool all_stand_in_their_places() {
  for (std::size_t i = 0; i < std::size(kTallies); ++i)
    if (kTallies[i].what != static_cast<AtDoor>(i)) return false;
  return std::size(kTallies) == static_cast<std::size_t>(AtDoor::link_unknown) + 1;
}
static_assert(all_stand_in_their_places());

void add(const Tally& one, std::int64_t times) {
  count(one.figure, one.name.empty() ? "" : label(one.name, one.value), static_cast<double>(times));
}

}  // namespace

void tally(AtDoor what, std::int64_t times) { add(kTallies[static_cast<std::size_t>(what)], times); }

void tally_ended(std::string_view how, std::int64_t sessions) {
  count(kEnded, label("how", how), static_cast<double>(sessions));
}

void tally_denied(std::string_view why) { count(kDenied, label("why", why)); }

void begin_tallies() {
  for (const Tally& one : kTallies) add(one, 0);
}

}  // namespace samloft::access
