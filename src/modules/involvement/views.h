// What involvement looks like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "page/components.h"

namespace samloft::involvement {

struct LinkView {
  std::string text, address;  // no address: text alone
};

struct GapView {
  std::string text;
  std::string mend, mend_text;  // where it is mended; empty for those who may not
  std::vector<LinkView> units;
};
// What is missing, each with what mends it. Nothing for an empty list.
page::Html gaps_list(const Texts& t, const std::vector<GapView>& gaps);

struct EntryView {
  LinkView title;
  std::string form, asked, summary, effect;
};
struct InvitedView {
  std::string owner_type;
  std::int64_t yes = 0, no = 0, none = 0;
};
struct PanelView {
  std::vector<GapView> gaps;
  std::vector<EntryView> entries;
  std::vector<InvitedView> invited;  // of a measure
  std::string add_address;           // empty for those who may not
  bool complete = false;             // nothing is missing, and that is worth saying
};
page::Html panel(const Texts& t, const PanelView& view);

// The form by which a unit answers.
struct AnswerView {
  std::string action, csrf, reason, error;
};
page::Html answer_panel(const Texts& t, const AnswerView& view);

struct MissingView {
  LinkView title;
  std::vector<GapView> gaps;
};
struct GapsPageView {
  std::vector<MissingView> measures, needs;
  std::int64_t needs_missing = 0;
  page::Html pages;  // of the needs
};
page::Html gaps_page(const Texts& t, const GapsPageView& view);

}  // namespace samloft::involvement
