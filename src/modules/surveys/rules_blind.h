// Links and codes, and what can and cannot be told from them. Pure but for the randomness. Private to
// this module.
//
// Of a link only two hashes are ever stored: one finds its invitation, the other what was saved to go
// on later. Neither leads to the other, and the key of what was saved is derived from the link alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace samloft::surveys {

// For mails: 130 random bits. For paper: 60, which the door's lock makes enough, in three fours.
std::string fresh_link();
std::string fresh_code();
// As people type it: «ab3d-…», «AB3D …», with o for 0 and l for 1. Nothing for what is neither.
std::optional<std::string> read_code(std::string_view typed);
// «7kqm-2xwz-0a4b»; a link as it is.
std::string shown_code(const std::string& code);

std::string link_hash(const std::string& code);
std::string draft_hash(const std::string& code);
std::string seal_draft(const std::string& code, const std::string& text);
// Nothing when it was sealed under another code or changed since.
std::optional<std::string> open_draft(const std::string& code, const std::string& sealed);

// Of an urn: 128 random bits.
std::string fresh_salt();

}  // namespace samloft::surveys
