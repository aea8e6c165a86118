// The form for what is said and decided of an item. Private.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/texts.h"
#include "governance/governance.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::governance {

struct WritingView {
  std::string action, draft_action, back, next_address, csrf;
  std::int64_t version = 0;
  page::Html note_above;  // a draft that was kept, a conflict
  std::string discussion, note;
  std::string information_id, decision_id, task_id;
  std::function<std::string(std::string_view)> typed;  // what a field was sent with
  std::vector<page::Option> seats, persons, disqualified;
  Mode mode = Mode::consensus;
  std::vector<FieldError> errors;
};
page::Html writing_form(const Texts& t, const WritingView& view);

}  // namespace samloft::governance
