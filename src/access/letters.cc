// Letters in the reader's language.
// Tested by guest_door_test.cc

#include "access/letters.h"

#include "access/accounts.h"
#include "access/site.h"
#include "db/db.h"

namespace samloft::access {

void send(const SiteParts& parts, const Uuid& partnership, const std::vector<Letter>& letters) {
  if (letters.empty() || !parts.send_mail) return;
  const auto queued = parts.registry.write([&](db::Connection& registry) -> Result<void> {
    for (const Letter& letter : letters) {
      if (!is_mail_address(letter.mail)) continue;
      const auto reader = letter.person ? account_of_person(registry, partnership, letter.person)
                                        : account_by_mail(registry, letter.mail);
      const Words words = letter.words(Texts(reader ? reader->language : Language::bokmal));
      parts.send_mail(registry, letter.mail, words.subject, words.text);
    }
    return {};
  });
  ensure(queued.has_value(), "queueing has no problems");
}

}  // namespace samloft::access
