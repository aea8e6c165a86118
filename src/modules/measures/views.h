// What measures look like: view structs in, HTML out.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/texts.h"
#include "page/html.h"
#include "rules.h"

namespace samloft::measures {

struct Missing {
  std::string text;
  std::string link, link_text;  // mends it; empty for those who may not
};
page::Html missing_alerts(const std::vector<Missing>& all);

struct ParticipantView {
  std::string who, address;
  std::int64_t count = 0;
};
page::Html participants_panel(const Texts& t, const std::vector<ParticipantView>& core,
                              const std::vector<ParticipantView>& may_join);

// --- moving on

struct StepView {
  std::string to, act;
  bool asks_day = false, asks_grounds = false;
  std::string grounds_label, day, grounds, action, back, csrf;
  std::vector<FieldError> errors;
  std::string mend;  // where the measure itself is mended, when it lacks something
};
page::Html step_form(const Texts& t, const StepView& view);

// --- dose

struct DoseRowView {
  std::string semester, address, who;
  std::int64_t participants = 0, hours = 0, together = 0;
  std::string source;
};
struct DoseView {
  std::optional<std::int64_t> planned_each, planned;  // hours for each, and for all
  std::int64_t given = 0;                             // participant hours
  std::vector<DoseRowView> rows;
  std::string lead;
  std::optional<std::int64_t> ppt_planned, ppt_used;
  std::string add;
};
page::Html dose_panel(const Texts& t, const DoseView& view);

// --- overlaps

struct OverlapView {
  std::string unit, address, period;
  bool now = false;
  std::vector<std::pair<std::string, std::string>> of;  // title, address
};
struct OverlapsView {
  std::int64_t most = 2;
  std::string address;
  std::vector<OverlapView> overlaps;
  std::vector<std::pair<std::string, std::string>> without_units;
};
page::Html overlaps_page(const Texts& t, const OverlapsView& view);

}  // namespace samloft::measures
