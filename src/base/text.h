// Text from people: checked, compared and sorted as Norwegian.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samloft {

// Valid UTF-8 without NUL and without control characters other than tab and line ends.
bool is_clean_text(std::string_view text);

std::string trimmed(std::string_view text);

// Length in code points.
std::size_t length(std::string_view text);
// At most `count` code points, with an ellipsis when something was cut.
std::string shortened(std::string_view text, std::size_t count);

// For search: case and accents folded so that what people type finds what is written. å and aa
// meet, ä meets æ, ö meets ø; Sámi č đ ŋ š ŧ ž meet their base letters; Arabic loses its vowel
// signs. Spaces are single.
std::string folded(std::string_view text);

// For sorting: a key in hex whose byte order is Norwegian order (… z æ ø å, aa as å). Hex sorts
// alike under every database collation. Keys are cut at 120 bytes of the text's order.
std::string sort_key(std::string_view text);

// The number that the whole text is, or the other.
std::int64_t whole_number(std::string_view text, std::int64_t otherwise);

std::vector<std::string> split(std::string_view text, char separator);

// A short name for an address: «Behov i PPT» → "behov-i-ppt".
std::string slug(std::string_view text);

// True if the text holds an e-mail address of the form name@host.tld, without spaces.
bool is_mail_address(std::string_view text);

// Bytes as hexadecimal digits, a–f small.
std::string to_hex(const unsigned char* bytes, std::size_t size);
// Fills the bytes from their digits, of either case; false unless the text is two for each byte and no more.
bool read_hex(std::string_view digits, std::span<unsigned char> bytes);

// Bytes as text and back; nothing for what is no base64.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace samloft
