// Text in ICU's hands: folding and collation of Norwegian (nb), with Sámi and Arabic names.
// Tested by text_test.cc

#include "base/text.h"

#include <sodium.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>
#include <charconv>
#include <memory>

#include "base/result.h"

namespace samloft {
namespace {

const icu::Normalizer2& casefold() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  ensure(normalizer != nullptr, "ICU has its normalisation data");
  return *normalizer;
}

const icu::Normalizer2& decompose() {
  UErrorCode status = U_ZERO_ERROR;
  static const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(status);
  ensure(normalizer != nullptr, "ICU has its normalisation data");
  return *normalizer;
}

// A collator is not safe to share between threads for writing, but reading a frozen one is.
const icu::Collator& norwegian() {
  static const std::unique_ptr<icu::Collator> collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(
        icu::Collator::createInstance(icu::Locale("nb", "NO"), status));
    ensure(U_SUCCESS(status) != 0, "ICU has Norwegian collation");
    return made;
  }();
  return *collator;
}

// Letters that do not decompose, or that mean another Norwegian letter.
void append_folded(icu::UnicodeString& out, UChar32 character) {
  switch (character) {
    case 0x00e5: out += u"aa"; return;        // å
    case 0x00e4: out += u'\u00e6'; return;    // ä → æ
    case 0x00f6: out += u'\u00f8'; return;    // ö → ø
    case 0x0111: out += u'd'; return;         // đ
    case 0x014b: out += u'n'; return;         // ŋ
    case 0x0167: out += u't'; return;         // ŧ
    case 0x0649: out += u'\u064a'; return;    // ى → ي
    case 0x0629: out += u'\u0647'; return;    // ة → ه
    case 0x0640: return;                      // tatweel
    default: break;
  }
  icu::UnicodeString one(character);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString parts = decompose().normalize(one, status);
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    if (u_charType(part) != U_NON_SPACING_MARK) out += part;
  }
}

// Addresses have æ and ø in two letters each, as folding has å: Tromsø is not the county of Troms.
std::string spelled_out(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto letter = text.substr(i, 2);
    if (letter == "æ" || letter == "ø") {
      out += letter == "æ" ? "ae" : "oe";
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

bool is_clean_text(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);
    if (character < 0) return false;
    if (character < 0x20 && character != '\t' && character != '\n' && character != '\r')
      return false;
    // Spreadsheets have U+0085, a line end; its neighbours command terminals.
    if (character >= 0x7f && character < 0xa0 && character != 0x85) return false;
  }
  return true;
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (char byte : text) count += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  return count;
}

std::string shortened(std::string_view text, std::size_t count) {
  if (length(text) <= count) return std::string(text);
  std::size_t at = 0, seen = 0;
  while (at < text.size()) {
    if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80 && seen++ == count) break;
    ++at;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::string folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString source = casefold().normalize(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
      status);
  icu::UnicodeString out;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 character = source.char32At(i);
    if (u_isUWhiteSpace(character)) {
      if (!out.isEmpty() && !out.endsWith(u" ")) out += u' ';
    } else {
      append_folded(out, character);
    }
  }
  if (out.endsWith(u" ")) out.truncate(out.length() - 1);
  std::string folded_text;
  out.toUTF8String(folded_text);
  return folded_text;
}

std::string sort_key(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<std::uint8_t, 121> key{};
  const auto needed = norwegian().getSortKey(
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
      key.data(), static_cast<int32_t>(key.size()));
  const auto size = std::min<std::size_t>(static_cast<std::size_t>(needed), 120);
  std::string out;
  out.reserve(2 * size);
  for (std::size_t i = 0; i < size && key[i] != 0; ++i) {
    out += kHex[key[i] >> 4];
    out += kHex[key[i] & 15];
  }
  return out;
}

std::int64_t whole_number(std::string_view text, std::int64_t otherwise) {
  std::int64_t value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string slug(std::string_view text) {
  std::string out;
  for (char character : spelled_out(folded(text))) {
    const bool plain = (character >= 'a' && character <= 'z') ||
                       (character >= '0' && character <= '9');
    if (plain) {
      out += character;
    } else if (static_cast<unsigned char>(character) < 0x80 && !out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out;
}

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.size() > 254) return false;
  if (text.find('@', at + 1) != std::string_view::npos) return false;
  const auto host = text.substr(at + 1);
  const auto point = host.rfind('.');
  if (point == std::string_view::npos || point == 0 || point + 2 >= host.size()) return false;
  for (char character : text) {
    if (static_cast<unsigned char>(character) <= ' ' || character == '<' || character == '>' ||
        character == ',' || character == ';' || character == '"' || character == '\\') {
      return false;
    }
  }
  return true;
}

std::string to_hex(const unsigned char* bytes, std::size_t size) {
  std::string text(2 * size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();  // the closing NUL
  return text;
}

bool read_hex(std::string_view digits, std::span<unsigned char> bytes) {
  std::size_t size = 0;
  return digits.size() == 2 * bytes.size() &&
         sodium_hex2bin(bytes.data(), bytes.size(), digits.data(), digits.size(), nullptr, &size, nullptr) == 0 &&
         size == bytes.size();
}

std::string to_base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();  // the closing NUL
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace samloft
