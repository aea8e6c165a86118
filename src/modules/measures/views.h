// What measures look like: view structs in, HTML out.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
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

}  // namespace samloft::measures
