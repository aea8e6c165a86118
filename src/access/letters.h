// Letters to persons of a partnership, each in the language of the reader's account, or in bokmål to
// whom has none.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/texts.h"

namespace samloft::access {

struct SiteParts;

// A file that goes with a mail. Servers refuse large mails: fit() tells whether they would.
struct MailFile {
  std::string name, type, bytes;
};
inline constexpr std::size_t kMostOfFiles = 7u << 20;  // of one mail
bool fit(const std::vector<MailFile>& files);

struct OutgoingMail {
  std::string to, subject, text;
  std::vector<MailFile> files = {};
};

struct Words {
  std::string subject, text;
  std::vector<MailFile> files = {};
};
struct Letter {
  Uuid person;  // whose account tells the language; none: the account of the address
  std::string mail;
  std::function<Words(const Texts&)> words;
};
// Queues them all, or none; whose address is none, or no address, is not written to.
void send(const SiteParts& parts, const Uuid& partnership, const std::vector<Letter>& letters);
// The languages in which their readers will read them: what takes time is made in these beforehand.
std::set<Language> languages_of(const SiteParts& parts, const Uuid& partnership,
                                const std::vector<Letter>& letters);

}  // namespace samloft::access
