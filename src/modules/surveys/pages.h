// What the pages of surveys share. Private to this module.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/site.h"
#include "answering.h"
#include "records/kind.h"
#include "surveys/surveys.h"
#include "views.h"

namespace samloft::surveys {

records::Work work_of(access::Visit& visit, const records::Kinds& kinds);
std::string survey_address(const access::Visit& visit, const Uuid& survey,
                           const std::string& below = {});
// The survey in the address, if the viewer runs it.
std::optional<Survey> run_by_viewer(access::Visit& visit, const records::Kinds& kinds);
// The survey in the address, if the viewer may see it at all.
std::optional<Survey> seen_by_viewer(access::Visit& visit, const records::Kinds& kinds);
std::vector<page::NavItem> crumbs(const access::Visit& visit, const Survey& survey,
                                  const std::string& last);
std::string to_text(double value, int decimals);

// The questions as they are asked, with what was answered and what is wrong (pages_answer.cc).
AnswerView answer_view(const access::Visit& visit, const Survey& survey, const Definition& definition,
                       const Values& values, const std::vector<FieldError>& errors);
BuilderView builder_view(access::Visit& visit, const Survey& survey, const std::vector<Item>& items);

std::vector<access::Route> answer_routes(const records::Kinds& kinds);
std::vector<access::Route> builder_routes(const records::Kinds& kinds);
std::vector<access::Route> sending_routes(const records::Kinds& kinds);
std::vector<access::Route> result_routes(const records::Kinds& kinds);

inline constexpr Roles kRunnerRoles{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                                    Role::university_lead, Role::unit_leader};
inline constexpr Roles kResultRoles{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                                    Role::university_lead, Role::unit_leader,
                                    Role::union_representative};

using Handle = web::Response (*)(access::Visit&, const records::Kinds&);
inline access::Handler with(const records::Kinds& kinds, Handle handle) {
  return [&kinds, handle](access::Visit& visit) { return handle(visit, kinds); };
}

}  // namespace samloft::surveys
