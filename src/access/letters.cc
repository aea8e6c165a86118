// Letters in the reader's language.
// Tested by guest_door_test.cc

#include "access/letters.h"

#include "access/accounts.h"
#include "access/site.h"
#include "base/text.h"
#include "db/db.h"

namespace samloft::access {
namespace {

Language language_for(db::Connection& registry, const Uuid& partnership, const Letter& letter) {
  const auto reader = letter.person ? account_of_person(registry, partnership, letter.person)
                                    : account_by_mail(registry, letter.mail);
  return reader ? reader->language : Language::bokmal;
}

}  // namespace

bool fit(const std::vector<MailFile>& files) {
  std::size_t all = 0;
  for (const MailFile& one : files) all += one.bytes.size();
  return all <= kMostOfFiles;
}

void send(const SiteParts& parts, const Uuid& partnership, const std::vector<Letter>& letters) {
  if (letters.empty() || !parts.send_mail) return;
  const auto queued = parts.registry.write([&](db::Connection& registry) -> Result<void> {
    for (const Letter& letter : letters) {
      if (!is_mail_address(letter.mail)) continue;
      Words words = letter.words(Texts(language_for(registry, partnership, letter)));
      parts.send_mail(registry, {letter.mail, words.subject, words.text, std::move(words.files)});
    }
    return {};
  });
  ensure(queued.has_value(), "queueing has no problems");
}

std::set<Language> languages_of(const SiteParts& parts, const Uuid& partnership,
                                const std::vector<Letter>& letters) {
  return parts.registry.read([&](db::Connection& registry) {
    std::set<Language> all;
    for (const Letter& letter : letters) all.insert(language_for(registry, partnership, letter));
    return all;
  });
}

}  // namespace samloft::access
