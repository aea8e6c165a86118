// One-time codes by the clock (RFC 6238): SHA-1, 30 seconds, six digits, as every app on a phone
// makes them. Pure: who has used which code is kept by second_factor.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace samloft::access {

// 160 random bits.
std::string fresh_totp_secret();
// Which stretch of 30 seconds an instant is in.
std::int64_t totp_step(Instant now);
std::string totp_code(std::string_view secret, std::int64_t step);
// The step whose code it is: this one, or the one before or after it, for clocks that go wrong.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         Instant now);

// The secret as people type it: RFC 4648's base32, without padding.
std::string base32(std::string_view bytes);
// What the QR code says: otpauth://totp/…
std::string totp_address(std::string_view secret, std::string_view mail);

}  // namespace samloft::access
