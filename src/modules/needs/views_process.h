// A need on its way: setting it aside, bringing it together with others, reporting it.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"

namespace samloft::needs {

// Parking or rejecting, with the reason that the proposer reads.
struct AsideView {
  std::string action, csrf, reason, error, chosen;
};
page::Html aside_panel(const Texts& t, const AsideView& view);

struct IntoView {
  std::string title, address;
  std::string withdrawal, csrf;  // empty for those who may not take it out
};
page::Html merged_into_alert(const Texts& t, const IntoView& view);

struct NamedLink {
  std::string text, address;
};
// What was merged into a need. Nothing for an empty list.
page::Html merged_list(const Texts& t, const std::vector<NamedLink>& needs);

struct AlikeView {
  std::string id, title, why;
  bool chosen = false;
};
struct MergingView {
  std::string action, csrf, search_action, search;
  std::string title, new_title, fresh, error;  // fresh: the id of a new need
  bool into_new = false;
  std::vector<AlikeView> alike;
};
page::Html merging_page(const Texts& t, const MergingView& view);

struct MineView {
  NamedLink title;
  std::string state, colour, raised_on, reason, priority;
  NamedLink into;  // what it was merged into
};
page::Html mine_page(const Texts& t, const std::vector<MineView>& needs, const page::Html& pages,
                     const std::string& new_address);

struct ReportView {
  std::string action, draft_action, csrf, id, passage;
  std::string title, description;
  std::string source;  // of the passage, in words
  std::vector<page::Option> kinds, units;
  std::vector<FieldError> errors;
  std::string kept;  // said when what was typed before stands there
};
page::Html report_page(const Texts& t, const ReportView& view);

// Said to those who could change the text before it was taken forward.
page::Html settled_alert(const Texts& t);

struct AdditionsView {
  struct One {
    std::string text, who, address;
    std::vector<NamedLink> evidence;
  };
  std::string add;  // empty for those who may not
  std::vector<One> additions;
};
page::Html additions_panel(const Texts& t, const AdditionsView& view);

struct PassageView {
  NamedLink where;
  std::string quote;
};
page::Html passages_panel(const Texts& t, const std::vector<PassageView>& passages);

}  // namespace samloft::needs
