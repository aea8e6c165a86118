// The hand-over of a seat. Private.
#pragma once

#include <string>
#include <vector>

#include "views.h"

namespace samloft::governance {

struct HandOverView {
  std::string action, csrf, holder, fill_address;
  std::vector<TaskView> tasks;
  std::vector<page::Option> to;
  std::vector<FieldError> errors;
};
page::Html hand_over_panels(const Texts& t, const HandOverView& view);

}  // namespace samloft::governance
