// Keeping what is typed, and telling of it.
// Tested by app/plan_walk_test.cc and app/basis_walk_test.cc

#include "records/drafts.h"

#include <algorithm>

#include "base/text.h"

namespace samloft::records {

namespace {

constexpr std::size_t kLongestDraft = 20'000;

}  // namespace

web::Response keep_draft(access::Visit& visit, const char* refusal, const std::function<void()>& keep) {
  web::Response answer;
  answer.type = "text/plain; charset=utf-8";
  if (refusal != nullptr) {
    answer.status = 422;
    answer.body = visit.t(refusal);
    return answer;
  }
  keep();
  answer.body = visit.t.fill(N_("Kladden din er tatt vare på {}."), {visit.t.moment(visit.now)});
  return answer;
}

web::Response keep_draft(access::Visit& visit, std::initializer_list<std::string> texts,
                         const std::function<void()>& keep) {
  const bool fit = std::all_of(texts.begin(), texts.end(), [](const std::string& text) {
    return length(text) <= kLongestDraft;
  });
  return keep_draft(visit, fit ? nullptr : kDraftTooLong, keep);
}

}  // namespace samloft::records
