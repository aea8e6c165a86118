// The form that plans the meetings of a series, and its days. Private.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"

namespace samloft::governance {

struct PlanningView {
  std::string action, back, csrf, id;
  std::vector<page::Option> rhythms;
  std::string first, every, until, list;
  bool without_holidays = true, without_july = true;
  std::vector<FieldError> errors;
  // What was asked for, once it makes sense.
  std::vector<page::Option> days;  // those to make are ticked
  std::string count, taken;        // «12 møter»; days that the series meets already
  std::string starts, ends, place;
  bool is_shown = false;
};
// Two forms: the one asks for the days by GET and shows them, the other makes the meetings.
page::Html planning_forms(const Texts& t, const PlanningView& view);

}  // namespace samloft::governance
