// Letters to persons of a partnership, each in the language of the reader's account, or in bokmål to
// whom has none.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/texts.h"

namespace samloft::access {

struct SiteParts;

struct Words {
  std::string subject, text;
};
struct Letter {
  Uuid person;  // whose account tells the language; none: the account of the address
  std::string mail;
  std::function<Words(const Texts&)> words;
};
// Queues them all, or none; whose address is none, or no address, is not written to.
void send(const SiteParts& parts, const Uuid& partnership, const std::vector<Letter>& letters);

}  // namespace samloft::access
