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

// What stands above a measure's fields, with the space that other blocks have.
page::Html above_fields(const page::Html& content);

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

// Participant hours: planned, given, or both.
struct DoseRowView {
  std::string semester, address, who;
  std::optional<std::int64_t> planned, given;
  std::string how, source;  // of what was given
};
struct DoseView {
  std::optional<std::int64_t> planned_each, planned;  // hours for each, and for all
  std::int64_t given = 0;                             // participant hours
  std::optional<std::int64_t> planned_rows;           // Σ of what the rows plan
  std::vector<DoseRowView> rows;
  std::string lead;
  std::optional<std::int64_t> ppt_planned, ppt_used;
  std::string add;
};
page::Html dose_panel(const Texts& t, const DoseView& view);

// --- themes

struct ThemeView {
  std::string title, address, depth;
  std::int64_t measures = 0, hours = 0;
};
struct ThemesView {
  std::vector<ThemeView> themes;
  std::int64_t without = 0;  // measures
};
page::Html themes_panel(const Texts& t, const ThemesView& view);

// --- overlaps

struct OverlapView {
  std::string unit, address, period;
  bool now = false;
  std::vector<std::pair<std::string, std::string>> of;  // title, address
};
struct OverlapsView {
  std::int64_t most = 2, agreed = 2;
  std::string address, settings;  // settings: where the limit is set; empty for those who may not
  std::vector<OverlapView> overlaps;
  std::vector<std::pair<std::string, std::string>> without_units;
};
page::Html overlaps_page(const Texts& t, const OverlapsView& view);

}  // namespace samloft::measures
