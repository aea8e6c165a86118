// What the pages of surveys share. Private to this module.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/site.h"
#include "answering.h"
#include "records/kind.h"
#include "rules_results.h"
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

// --- inviting (pages_sending.cc)
// The survey in the address, if the viewer runs it and it is open; else what to say.
std::optional<Survey> open_of_viewer(access::Visit& visit, const records::Kinds& kinds);
web::Response not_open(access::Visit& visit, const records::Kinds& kinds);
// Who has no address cannot get a link.
struct Receivers {
  std::vector<Uuid> persons;
  std::size_t without_mail = 0;
};
Receivers with_mail(access::Visit& visit, const records::Kinds& kinds,
                    const std::vector<Uuid>& persons);
// Sends the letters and leads back to where one invites.
web::Response invited(access::Visit& visit, const records::Kinds& kinds, const Survey& survey,
                      const std::vector<Letter>& links, std::size_t without_mail);
// Of a survey that came here open: what works no longer, and what to do.
page::Html moved_note(access::Visit& visit, const records::Kinds& kinds, const Survey& survey);

std::vector<access::Route> answer_routes(const records::Kinds& kinds);
std::vector<access::Route> builder_routes(const records::Kinds& kinds);
std::vector<access::Route> sending_routes(const records::Kinds& kinds);
std::vector<access::Route> picking_routes(const records::Kinds& kinds);
std::vector<access::Route> result_routes(const records::Kinds& kinds);
std::vector<access::Route> setting_routes(const records::Kinds& kinds);
std::vector<access::Route> set_routes(const records::Kinds& kinds);
// Where the leader of a unit starts a self-review (pages_settings.cc).
page::Html review_starts(access::Visit& visit, const records::Kinds& kinds);

// The results that a viewer may read (pages_results.cc). The definition must stay where it is: the
// results point into it.
struct ShownResults {
  Survey survey;
  Definition definition;
  Results results;
  std::int64_t least = 0;
};
std::unique_ptr<ShownResults> results_for(access::Visit& visit, const records::Kinds& kinds,
                                          std::optional<Survey> survey);

inline constexpr Roles kRunnerRoles{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                                    Role::university_lead, Role::unit_leader};
inline constexpr Roles kMakerRoles{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                                   Role::university_lead};
inline constexpr Roles kResultRoles{Role::coordinator, Role::owner_leader, Role::ppt_lead,
                                    Role::university_lead, Role::unit_leader,
                                    Role::union_representative};

}  // namespace samloft::surveys
