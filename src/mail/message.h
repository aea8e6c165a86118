// A mail as it travels (RFC 5322); for this part only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/mail.h"

namespace samloft::mail {

struct Sender {
  std::string address;
  std::string name;
};

// Whether the address can stand in a header and an SMTP command: one address, no control
// characters, blanks or brackets. More lenient than is_mail_address: samloft@localhost is a sender.
bool is_safe_address(std::string_view address);

// The text on one line, without control characters or broken UTF-8.
std::string one_line(std::string_view text);

// The text for a header: as it is when plain and short, else as encoded words (RFC 2047), folded.
std::string header_text(std::string_view text);

// From, To, Subject, Date, Message-ID and Auto-Submitted, one a string, without line ends.
std::vector<std::string> headers(const Sender& sender, const Uuid& id, const Mail& mail,
                                 Instant now);

// What follows `Content-Type: ` and `Content-Disposition: ` of a file: no name can end a header, leave
// the receiver's folder, or name a second file. Letters beyond ASCII as RFC 2231 has them.
std::string file_type(const Attachment& file);
std::string file_disposition(const Attachment& file);

// The mail from MIME-Version on: its text, and its files in base64 if there are any. `mark` stands
// between the parts and is known to nobody who wrote them.
std::string mime_body(const Mail& mail, const std::string& mark);

// The text with every line end as CRLF, without other control characters than tab.
std::string body_text(std::string_view text);

}  // namespace samloft::mail
