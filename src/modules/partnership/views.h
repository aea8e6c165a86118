// What the pages of the partnership look like: view structs in, HTML out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/texts.h"
#include "page/components.h"
#include "page/html.h"
#include "partnership/partnership.h"

namespace samloft::partnership {

struct PhaseView {
  std::int64_t number = 0;
  std::string title, address;
  PhaseState state = PhaseState::not_started;
  Period period;
  bool lacks_university = false;
};
// The phases as steps in one line; the first one under way is where we are. Empty without phases.
page::Html phase_steps(const Texts& t, const std::vector<PhaseView>& phases);

// On a phase without the university's part.
page::Html university_warning(const Texts& t);

struct PartyView {
  std::string name, address;
  PartyRole role = PartyRole::municipality;
};
struct AgreementView {
  std::string title, address;
  AgreementState state = AgreementState::idea;
  Period period;
};
// What a new partnership needs, and whether it is there.
struct Step {
  std::string_view text;  // bokmål source string
  std::string_view act;   // what the link says
  std::string address;
  bool done = false;
};

struct FrontView {
  std::string partnership, purpose;
  std::vector<PhaseView> phases;
  std::vector<page::Card> cards;
  std::vector<PartyView> parties;
  std::vector<AgreementView> agreements;
  std::vector<Step> steps;  // empty for those who may not do them
  page::Html picture;
  page::Html actions;  // beside the name
};
page::Html front_page(const Texts& t, const FrontView& view);

struct RulesView {
  std::string scheme;
  std::string heading, address;  // of the rule set in force; empty: none
  Date day;
};
// Which rules a scheme follows for new money today (R10).
page::Html rules_in_force(const Texts& t, const RulesView& view);

}  // namespace samloft::partnership
