// Letters to persons of a partnership, each in the language of the person's account, or in bokmål to
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
  Uuid person;
  std::string mail;
  std::function<Words(const Texts&)> words;
};
// Queues them all, or none.
void send(const SiteParts& parts, const Uuid& partnership, const std::vector<Letter>& letters);

}  // namespace samloft::access
