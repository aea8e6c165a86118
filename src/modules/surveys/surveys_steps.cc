// Who runs a survey, and what moves it on.
// Tested by surveys_test.cc

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "needs/needs.h"
#include "people/people.h"
#include "records/records.h"
#include "rules.h"
#include "rules_blind.h"
#include "rules_results.h"
#include "store.h"
#include "surveys/surveys.h"

namespace samloft::surveys {
namespace {

constexpr Roles kRunners{Role::coordinator, Role::owner_leader, Role::ppt_lead, Role::university_lead};
// Results of surveys are sums; of self-reviews only those with a stake in the unit ever see them.
constexpr Roles kReadSurveys{Role::coordinator, Role::owner_leader,        Role::ppt_lead,
                             Role::university_lead, Role::union_representative, Role::unit_leader};
constexpr Roles kReadShared{Role::coordinator, Role::owner_leader};
constexpr int kForgetLinksAfter = 30;  // days

bool is_valid(const people::Employment& one, Date today) {
  return Period{one.valid_from, one.valid_until}.contains(today);
}

bool leads_unit(records::Work& work, const Uuid& unit) {
  const auto led = unit ? led_units(work) : std::vector<Uuid>{};
  return std::find(led.begin(), led.end(), unit) != led.end();
}

std::optional<Survey> stored_survey(records::Work& work, const Uuid& id) {
  return records::find<Survey>(work.db, *work.kinds.by_name("survey"), id);
}

// A verb of this module has said who may.
Result<void> save_by_verb(records::Work& work, Survey& survey) {
  Viewer system = work.viewer;
  system.system = true;
  records::Work saving{work.db, work.kinds, system, work.now, work.batch};
  return records::save(saving, *work.kinds.by_name("survey"), survey);
}

Problem not_in_that_state() {
  return Problem::conflict(N_("Undersøkelsen er ikke lenger i den tilstanden. Last siden på nytt."));
}

Result<void> check_licences(records::Work& work, const Definition& definition) {
  std::vector<Uuid> sets;
  for (const Question& one : definition) {
    if (!one.item_set || std::find(sets.begin(), sets.end(), one.item_set) != sets.end()) continue;
    sets.push_back(one.item_set);
    const auto set = records::find<ItemSet>(work.db, *work.kinds.by_name("item_set"), one.item_set);
    if (set && set->licence == Licence::unknown) {
      return Problem::invalid(Message(
          N_("Vi vet ikke om dere har lov til å bruke «{}». Finn ut av lisensen, eller ta spørsmålene "
             "bort, før undersøkelsen åpnes."),
          {set->title}));
    }
  }
  return {};
}

}  // namespace

std::vector<Uuid> led_units(records::Work& work) {
  std::vector<Uuid> units;
  if (!work.viewer.person || !work.viewer.may({Role::unit_leader})) return units;
  const auto found = records::list(work.db, *work.kinds.by_name("employment"), work.viewer,
                                   {.filters = {{"person", work.viewer.person.text()}}, .size = 100});
  const Date today = local_day(work.now);
  for (const auto& record : found.records) {
    const auto& one = static_cast<const people::Employment&>(*record);
    if (one.role == Role::unit_leader && one.unit && is_valid(one, today)) units.push_back(one.unit);
  }
  return units;
}

Result<Uuid> start_self_review(records::Work& work, const Uuid& unit, const Uuid& as) {
  if (!leads_unit(work, unit)) return Problem::forbidden();
  Survey survey;
  survey.id = as;
  survey.kind = SurveyKind::self_review;
  survey.unit = unit;
  survey.made_by = work.viewer.person;
  const std::string name = records::heading_of(work.db, unit);
  const std::string year = std::to_string(local_day(work.now).year());
  survey.title = {"Ståstedsanalyse i " + name + " " + year, "Ståstadsanalyse i " + name + " " + year,
                  "Self-review of " + name + " " + year};
  return records::create_by_verb(work, *work.kinds.by_name("survey"), survey);
}

Result<void> set(records::Work& work, const Uuid& id, const Settings& settings) {
  auto survey = stored_survey(work, id);
  if (!survey) return Problem::not_found();
  if (!runs(work, *survey)) return Problem::forbidden();
  survey->title = settings.title;
  survey->introduction = settings.introduction;
  survey->closes_on = settings.closes_on;
  return save_by_verb(work, *survey);
}

Result<void> may_compare(const Survey& one, const Survey& other) {
  if (one.kind != SurveyKind::self_review && other.kind != SurveyKind::self_review) return {};
  return Problem::invalid(Message(
      N_("En ståstedsanalyse er laget for samtalen i enheten. Den kan ikke holdes opp mot andre enheter "
         "eller mot andre år.")));
}

bool runs(records::Work& work, const Survey& survey) {
  if (survey.kind == SurveyKind::survey) return work.viewer.may(kRunners);
  // Whoever runs a self-review does not read it for that.
  return work.viewer.may({Role::coordinator}) || leads_unit(work, survey.unit);
}

bool reads_results(records::Work& work, const Survey& survey) {
  if (survey.state != SurveyState::closed) return false;
  if (survey.kind == SurveyKind::survey) {
    // Of a unit's own survey a leader reads that of their own.
    return work.viewer.may(survey.unit ? kRunners | Roles{Role::union_representative} : kReadSurveys) ||
           leads_unit(work, survey.unit);
  }
  return (survey.sharing == Sharing::shared && work.viewer.may(kReadShared)) ||
         leads_unit(work, survey.unit);
}

Result<void> open_survey(records::Work& work, const Uuid& id) {
  auto survey = stored_survey(work, id);
  if (!survey) return Problem::not_found();
  if (!runs(work, *survey)) return Problem::forbidden();
  if (survey->state != SurveyState::draft) return not_in_that_state();
  const Date today = local_day(work.now);
  if (survey->closes_on && *survey->closes_on < today)
    return Problem::invalid(Message(N_("Svarfristen er over. Sett en ny før undersøkelsen åpnes.")));
  const Definition definition = definition_of(items_of(work.db, id));
  if (auto faults = opening_faults(definition); !faults.empty())
    return Problem::invalid(std::move(faults.front()));
  TRY(check_licences(work, definition));
  Urn urn;
  urn.survey = id;
  urn.content = write_urn({fresh_salt(), fields_of(definition), {}});
  TRY(records::create_by_verb(work, *work.kinds.by_name("urn"), urn));
  survey->state = SurveyState::open;
  survey->opened_on = today;
  return save_by_verb(work, *survey);
}

Result<void> close_survey(records::Work& work, const Uuid& id) {
  auto survey = stored_survey(work, id);
  if (!survey) return Problem::not_found();
  if (!runs(work, *survey)) return Problem::forbidden();
  if (survey->state != SurveyState::open) return not_in_that_state();
  const auto content = urn_content(work.db, id);
  const auto urn = content ? read_urn(*content) : std::nullopt;
  ensure(urn.has_value(), "an urn holds what write_urn wrote");
  const InvitedCounts invited = count_invited(work.db, id);
  const auto count = static_cast<std::int64_t>(urn->answers.size());
  survey->state = SurveyState::closed;
  survey->closed_on = local_day(work.now);
  survey->invited = invited.persons + invited.codes;
  survey->fingerprint = hash_of(*content);
  // Too few look like none, in the journal too.
  if (count >= smallest_group(*survey->smallest_group, survey->smallest_share, *survey->invited))
    survey->answers = count;
  TRY(save_by_verb(work, *survey));
  separate(work.db, id);
  return {};
}

Result<void> set_sharing(records::Work& work, const Uuid& id, Sharing sharing) {
  auto survey = stored_survey(work, id);
  if (!survey) return Problem::not_found();
  if (survey->kind != SurveyKind::self_review || !leads_unit(work, survey->unit))
    return Problem::forbidden();
  if (survey->state != SurveyState::closed) return not_in_that_state();
  survey->sharing = sharing;
  return save_by_verb(work, *survey);
}

Result<Uuid> make_evidence(records::Work& work, const Uuid& id) {
  auto survey = stored_survey(work, id);
  if (!survey) return Problem::not_found();
  if (!runs(work, *survey) || !reads_results(work, *survey)) return Problem::forbidden();
  if (survey->evidence) return survey->evidence;
  needs::Evidence evidence;
  evidence.title = survey->title.nb;
  const bool review = survey->kind == SurveyKind::self_review;
  evidence.kind = review ? needs::EvidenceKind::self_review : needs::EvidenceKind::survey;
  evidence.year = survey->closed_on->year();
  evidence.not_for_comparison = review;
  evidence.restricted = review;
  TRY_ASSIGN(const Uuid made,
             records::create_by_verb(work, *work.kinds.by_name("evidence"), evidence));
  survey->evidence = made;
  TRY(save_by_verb(work, *survey));
  return made;
}

void close_what_is_over(db::Connection& db, const records::Kinds& kinds, Instant now) {
  const Viewer viewer = Viewer::command_line();
  records::Work work{db, kinds, viewer, now, {}};
  const Date today = local_day(now);
  for (const Uuid& survey : open_until_before(db, today)) {
    const auto closed = close_survey(work, survey);
    ensure(closed.has_value(), "an open survey can be closed");
  }
  forget_links(db, today.plus_days(-kForgetLinksAfter));
}

}  // namespace samloft::surveys
