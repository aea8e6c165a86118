// What happens at the doors, counted for those who watch /metrics: how often, and never who or from where.
// docs/running.md tells what each figure means, and package/alerts.yml asks for them.
#pragma once

#include <cstdint>
#include <string_view>

namespace samloft::access {

enum class AtDoor {
  // A password was tried: at sign-in, or where a dangerous act asks again.
  password_right,
  password_wrong,
  password_at_closed_door,
  password_put_off,  // too many came at once
  // The second factor, likewise.
  app_right,
  recovery_code_right,
  passkey_right,
  code_wrong,
  code_at_closed_door,
  passkey_wrong,
  signed_in,  // the last step
  // A door that closes.
  account_closes,
  address_closes,
  browser_closes,
  codes_close,
  answers_close,  // to an address from which codes of surveys are guessed
  // One-time links.
  link_asked_for,
  link_put_off,  // asked for too often
  reset_sent,
  invitation_sent,
  link_used,
  link_unknown,  // spent, out of date or made up
};
void tally(AtDoor what, std::int64_t times = 1);
// In the log's words: how sessions ended, why a page was denied.
void tally_ended(std::string_view how, std::int64_t sessions = 1);
void tally_denied(std::string_view why);

// All that AtDoor lists is there with nought: Prometheus sees no rise where nothing was before.
void begin_tallies();

}  // namespace samloft::access
