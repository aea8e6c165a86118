// Inviting and answering.
// Tested by surveys_test.cc

#include <algorithm>
#include <set>

#include "answering.h"
#include "journal/journal.h"
#include "people/people.h"
#include "records/image.h"
#include "rules_blind.h"
#include "store.h"

namespace samloft::surveys {
namespace {

constexpr std::size_t kMostBytes = 32u << 20;  // of an urn

std::string invite_one(db::Connection& db, const Uuid& survey, const Uuid& person, const Uuid& sheet) {
  const Invitation invitation{Uuid::fresh(), survey, person, false};
  add_invitation(db, invitation, sheet);
  const std::string code = person ? fresh_link() : fresh_code();
  add_link(db, invitation.id, link_hash(code));
  return code;
}

bool works_in(records::Work& work, const Uuid& person, const Uuid& unit) {
  const auto found =
      records::list(work.db, *work.kinds.by_name("employment"), work.viewer,
                    {.filters = {{"person", person.text()}, {"unit", unit.text()}}, .size = 100});
  const Date today = local_day(work.now);
  return std::any_of(found.records.begin(), found.records.end(), [&](const auto& record) {
    const auto& one = static_cast<const people::Employment&>(*record);
    return Period{one.valid_from, one.valid_until}.contains(today);
  });
}

Problem is_not_open() {
  return Problem::conflict(N_("Undersøkelsen er ikke åpen. Åpne den før noen inviteres."));
}

}  // namespace

Result<std::vector<Letter>> invite(records::Work& work, const Survey& survey,
                                   const std::vector<Uuid>& persons) {
  if (survey.state != SurveyState::open) return is_not_open();
  const auto before = invited_persons(work.db, survey.id);
  std::set<Uuid> known(before.begin(), before.end());
  std::vector<Letter> letters;
  for (const Uuid& person : persons) {
    if (!known.insert(person).second) continue;
    letters.push_back({person, invite_one(work.db, survey.id, person, {})});
  }
  if (!letters.empty()) note(work, survey, "invited");
  return letters;
}

Result<std::vector<Letter>> invite_picked(records::Work& work, const Survey& survey,
                                          const std::vector<Uuid>& persons) {
  if (survey.state != SurveyState::open) return is_not_open();
  std::set<Uuid> all(persons.begin(), persons.end());
  std::erase_if(all, [&](const Uuid& one) { return records::kind_of(work.db, one) != "person"; });
  if (all.size() > kMostPicked) {
    return Problem::invalid({{"persons", {N_("Velg høyst {} om gangen; nå er det {}."),
                                          {std::to_string(kMostPicked), std::to_string(all.size())}}}});
  }
  if (survey.kind == SurveyKind::self_review)
    std::erase_if(all, [&](const Uuid& one) { return !works_in(work, one, survey.unit); });
  if (all.empty()) return Problem::invalid({{"persons", N_("Velg minst én person.")}});
  const InvitedCounts invited = count_invited(work.db, survey.id);
  for (const Uuid& before : invited_persons(work.db, survey.id)) all.erase(before);
  const auto asked = invited.persons + invited.codes + static_cast<std::int64_t>(all.size());
  if (asked < *survey.smallest_group) {
    return Problem::invalid(
        {{"persons", {N_("Velg flere. Minst {} må være spurt når noen velges én og én; med disse er det {}. "
                         "Ellers er det lett å se hvem som har svart hva."),
                      {std::to_string(*survey.smallest_group), std::to_string(asked)}}}});
  }
  return invite(work, survey, {all.begin(), all.end()});
}

Result<std::vector<std::string>> make_codes(records::Work& work, const Survey& survey,
                                            const Uuid& sheet, std::int64_t count) {
  if (survey.state != SurveyState::open) return is_not_open();
  if (count < 1 || count > kMostCodes)
    return Problem::invalid({{"count", N_("Skriv et tall mellom 1 og 500.")}});
  if (has_sheet(work.db, sheet)) {
    return Problem::conflict(
        N_("Kodene på dette arket er laget og vises bare én gang. Lag nye hvis arket er borte."));
  }
  std::vector<std::string> codes;
  for (std::int64_t i = 0; i < count; ++i)
    codes.push_back(invite_one(work.db, survey.id, {}, sheet));
  note(work, survey, "invited");
  return codes;
}

std::vector<Letter> remind(records::Work& work, const Survey& survey) {
  std::vector<Letter> letters;
  if (survey.state != SurveyState::open) return letters;
  const Date today = local_day(work.now);
  for (const Invitation& one : missing(work.db, survey.id, today)) {
    const std::string link = fresh_link();
    add_link(work.db, one.id, link_hash(link));
    note_reminder(work.db, one.id, today);
    letters.push_back({one.person, link});
  }
  // Whether anyone was missing or not: it would tell how many have answered. The job comes every hour
  // and leaves no note.
  if (!work.viewer.system) note(work, survey, "reminded");
  return letters;
}

std::vector<Letter> renew_links(records::Work& work, const Survey& survey) {
  std::vector<Letter> letters;
  if (survey.state != SurveyState::open) return letters;
  const Date today = local_day(work.now);
  // Those who were reminded today as well: their links are to die with the others.
  for (const Invitation& one : missing(work.db, survey.id, today.plus_days(1))) {
    const std::string link = fresh_link();
    drop_links(work.db, one.id);
    add_link(work.db, one.id, link_hash(link));
    note_reminder(work.db, one.id, today);
    letters.push_back({one.person, link});
  }
  note(work, survey, "renewed");
  return letters;
}

bool came_open(records::Work& work, const Survey& survey) {
  if (survey.state != SurveyState::open) return false;
  const auto entries = journal::count_of_record(work.db, survey.id);
  const auto first = journal::of_record(work.db, survey.id, 1, std::max<std::int64_t>(entries - 1, 0));
  if (first.empty() || first.front().action != "imported") return false;
  Survey then;
  records::read_image(first.front().after, then);
  return then.state == SurveyState::open;
}

void note(records::Work& work, const Survey& survey, std::string_view action) {
  journal::Entry entry;
  entry.at = work.now;
  entry.account = work.viewer.account;
  entry.who = work.viewer.name;
  entry.action = action;
  entry.kind = "survey";
  entry.record = survey.id;
  entry.heading = survey.title.nb;
  journal::append(work.db, std::move(entry));
}

std::optional<Behind> behind(db::Connection& db, const records::Kinds& kinds,
                             const std::string& code) {
  const auto invitation = invitation_of(db, link_hash(code));
  if (!invitation) return std::nullopt;
  auto survey = records::find<Survey>(db, *kinds.by_name("survey"), invitation->survey);
  if (!survey) return std::nullopt;
  return Behind{std::move(*survey), definition_of(items_of(db, invitation->survey)), invitation->id,
                invitation->used};
}

Values draft_values(db::Connection& db, const std::string& code) {
  const auto text = open_draft(code, draft_of(db, draft_hash(code)));
  return text ? read_values(*text).value_or(Values{}) : Values{};
}

void save_draft(db::Connection& db, const std::string& code, const Uuid& survey,
                const Values& values) {
  keep_draft(db, draft_hash(code), survey, seal_draft(code, write_values(values)));
}

bool takes_answers(const Survey& survey, Date today) {
  return survey.state == SurveyState::open && (!survey.closes_on || today <= *survey.closes_on);
}

Result<Taken> submit(db::Connection& db, const std::string& code, const Behind& behind,
                     const Values& values, Date today) {
  if (behind.used) return Taken::before;
  if (!takes_answers(behind.survey, today))
    return Problem::conflict(N_("Undersøkelsen er lukket, så svaret kunne ikke tas imot."));
  if (auto errors = answer_faults(behind.definition, values); !errors.empty())
    return Problem::invalid(std::move(errors));
  if (!use_invitation(db, behind.invitation, today)) return Taken::before;
  const auto urn = urn_content(db, behind.survey.id);
  ensure(urn.has_value(), "an open survey has an urn");
  const std::string content =
      with_answer(*urn, {fresh_salt(), fields_of(behind.definition), {}},
                  {kept(behind.definition, values)});
  if (content.size() > kMostBytes) throw Broken("the urn of a survey is full");
  write_urn_content(db, behind.survey.id, content);
  drop_draft(db, draft_hash(code));
  return Taken::now;
}

std::vector<Answer> answers_of(db::Connection& db, const Uuid& survey) {
  const auto content = urn_content(db, survey);
  auto urn = content ? read_urn(*content) : std::nullopt;
  ensure(urn.has_value(), "an opened survey has an urn that can be read");
  return std::move(urn->answers);
}

}  // namespace samloft::surveys
