// Headers and body of a mail. What comes out of here cannot hold a line end that we did not mean.
// Tested by message_test.cc

#include "mail/message.h"

#include <sodium.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace samloft::mail {
namespace {

// An encoded word has 75 characters at most, of which =?UTF-8?B?…?= leaves 63 for base64.
constexpr std::size_t kLongestPiece = 45;

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

// The text in pieces that end between characters.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), kLongestPiece);
    while (size < text.size() && !begins_character(text[size])) --size;
    all.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return all;
}

bool is_plain(std::string_view text) {
  const bool printable = std::all_of(text.begin(), text.end(),
                                     [](char letter) { return letter >= ' ' && letter <= '~'; });
  return printable && text.size() <= kLongestPiece && text.find("=?") == std::string_view::npos;
}

// Visits the characters of the text; broken UTF-8 as U+FFFD.
template <class Visit>
void each_character(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < size;) {
    const int32_t start = at;
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);
    const auto letters =
        text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
    visit(character, character < 0 ? std::string_view("\ufffd") : letters);
  }
}

// C0 and C1 controls, and the line and paragraph separators that some programs break lines at.
bool is_control(UChar32 character) {
  return (character >= 0 && character < 0x20) || (character >= 0x7f && character < 0xa0) ||
         character == 0x2028 || character == 0x2029;
}

std::string date_text(Instant now) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> time{
      std::chrono::milliseconds(now.milliseconds)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const auto seconds = floor<std::chrono::seconds>(time - day).count();
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %u %s %d %02d:%02d:%02d +0000",
                kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                static_cast<int>(seconds % 60));
  return text.data();
}

}  // namespace

bool is_safe_address(std::string_view address) {
  const auto at = address.find('@');
  const bool around = at != std::string_view::npos && at > 0 && at + 1 < address.size();
  if (!around || address.size() > 254 || address.find('@', at + 1) != std::string_view::npos)
    return false;
  bool safe = true;
  each_character(address, [&](UChar32 character, std::string_view letters) {
    constexpr std::string_view kForbidden = " <>()[]\\,;:\"\u00a0\ufeff";
    safe = safe && character >= 0 && !is_control(character) &&
           kForbidden.find(letters) == std::string_view::npos;
  });
  return safe;
}

std::string one_line(std::string_view text) {
  std::string line;
  each_character(text, [&](UChar32 character, std::string_view letters) {
    if (!is_control(character)) {
      line += letters;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  });
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string header_text(std::string_view text) {
  std::string line = one_line(text);
  if (is_plain(line)) return line;
  std::string words;
  for (std::string_view piece : pieces(line)) {
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + base64(piece) + "?=";
  }
  return words;
}

std::vector<std::string> headers(const Sender& sender, const Uuid& id, const Mail& mail,
                                 Instant now) {
  ensure(is_safe_address(sender.address) && is_safe_address(mail.to), "addresses were checked");
  const std::string from = "<" + sender.address + ">";
  return {"From: " + (sender.name.empty() ? from : header_text(sender.name) + " " + from),
          "To: <" + mail.to + ">",
          "Subject: " + header_text(mail.subject),
          "Date: " + date_text(now),
          "Message-ID: <" + id.text() + sender.address.substr(sender.address.find('@')) + ">",
          "Auto-Submitted: auto-generated"};
}

namespace {

constexpr std::size_t kLongestName = 180;  // bytes: three times as many in a header, of 998 at most

bool is_plain_in_names(char letter) {
  return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= 'a' && letter <= 'z') || letter == '-' || letter == '.' || letter == '_';
}

// The name without what means something in folders and headers; its ending stays when it is cut.
std::string file_name(std::string_view name) {
  std::string clean;
  for (const char letter : one_line(name))
    clean += std::string_view("/\\:*?\"<>|;").find(letter) == std::string_view::npos ? letter : '-';
  while (!clean.empty() && (clean.front() == '.' || clean.front() == ' ')) clean.erase(0, 1);
  if (clean.empty()) return "fil";
  if (clean.size() <= kLongestName) return clean;
  const auto dot = clean.rfind('.');
  const std::string ending =
      dot != std::string::npos && clean.size() - dot <= 6 ? clean.substr(dot) : "";
  std::size_t size = kLongestName - ending.size();
  while (size > 0 && !begins_character(clean[size])) --size;
  return clean.substr(0, size) + ending;
}

std::string percent(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (is_plain_in_names(letter)) {
      out += letter;
      continue;
    }
    std::array<char, 4> code{};
    std::snprintf(code.data(), code.size(), "%%%02X", static_cast<unsigned char>(letter));
    out += code.data();
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t kBytesALine = 57;  // 76 letters
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += kBytesALine)
    out += base64(bytes.substr(at, kBytesALine)) + "\r\n";
  return out;
}

}  // namespace

bool fit(const std::vector<Attachment>& attachments) {
  std::size_t all = 0;
  for (const Attachment& one : attachments) all += one.bytes.size();
  return all <= kMostAttached;
}

std::string file_type(const Attachment& file) {
  const std::string type = one_line(file.type);
  return type.empty() ? "application/octet-stream" : type;
}

std::string file_disposition(const Attachment& file) {
  const std::string name = file_name(file.name);
  const bool is_ascii = std::all_of(name.begin(), name.end(), [](char letter) {
    return is_plain_in_names(letter) || letter == ' ';
  });
  if (is_ascii) return "attachment; filename=\"" + name + "\"";
  return "attachment; filename*=UTF-8''" + percent(name);
}

std::string mime_body(const Mail& mail, const std::string& mark) {
  const std::string text =
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
      body_text(mail.text);
  if (mail.attachments.empty()) return "MIME-Version: 1.0\r\n" + text;
  const std::string edge = "--" + mark;
  std::string all = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" + mark +
                    "\"\r\n\r\n" + edge + "\r\n" + text;
  for (const Attachment& file : mail.attachments) {
    all += "\r\n" + edge + "\r\nContent-Type: " + file_type(file) +
           "\r\nContent-Disposition: " + file_disposition(file) +
           "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64_lines(file.bytes);
  }
  return all + "\r\n" + edge + "--\r\n";
}

std::string body_text(std::string_view text) {
  std::string body;
  bool after_return = false;
  each_character(text, [&](UChar32 character, std::string_view letters) {
    if (character == '\r' || (character == '\n' && !after_return)) {
      body += "\r\n";
    } else if (character == '\t' || !is_control(character)) {
      body += letters;
    }
    after_return = character == '\r';
  });
  if (!body.ends_with("\r\n")) body += "\r\n";
  return body;
}

}  // namespace samloft::mail
