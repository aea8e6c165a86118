// What the pages of the decision basis look like: view structs in, HTML out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::basis {

struct FreezeView {
  std::string action, csrf, id;
  std::string recipient, year, grounds;  // as typed
  std::vector<FieldError> errors;
  std::string draft_action;          // keeps it while one types
  std::optional<Instant> typed_at;   // set: it is a draft that was kept then
};
page::Html freeze_form(const Texts& t, const FreezeView& view);

struct FrozenView {
  std::string title, note, address, read_address;
};
// The frozen ones, newest first; nothing when there is none.
page::Html frozen_panel(const Texts& t, const std::vector<FrozenView>& frozen,
                        const std::string& list_address);

struct UnreadyView {
  std::string title, address;
  std::vector<std::pair<bool, std::string>> lacking;  // whether it blocks, and what
};
// The statements that are not ready; nothing when all are.
page::Html unready_panel(const Texts& t, const std::vector<UnreadyView>& statements);

// What is missing, before all else.
page::Html missing_part(const Texts& t, const page::Html& panels);
page::Html live_part(const Texts& t, const page::Html& document);

}  // namespace samloft::basis
