// The rules of each kind, for the list of kinds. Private.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "base/viewer.h"

namespace samloft::db {
class Connection;
}

namespace samloft::governance {

struct KindRules {
  void (*tidy)(Record&);
  void (*check)(db::Connection&, const Record&, std::vector<FieldError>&);
  std::optional<Message> (*held)(db::Connection&, const Record&);
  bool (*also_writes)(db::Connection&, const Viewer&, const Record&) = nullptr;
};
const KindRules& rules_of(std::string_view kind);

std::size_t longest_content();  // of frozen minutes, in code points

}  // namespace samloft::governance
