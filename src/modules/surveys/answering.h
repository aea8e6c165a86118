// Inviting and answering: the verbs behind the pages of this module. Private to it.
#pragma once

#include <string>
#include <vector>

#include "access/letters.h"
#include "records/records.h"
#include "rules.h"
#include "surveys/surveys.h"

namespace samloft::surveys {

// The link that goes to a person; nobody can make it again.
struct Letter {
  Uuid person;
  std::string link;
};
// Makes an invitation for each person who has none. Of an open survey.
Result<std::vector<Letter>> invite(records::Work& work, const Survey& survey,
                                   const std::vector<Uuid>& persons);
// The same of persons picked one by one. Invalid at "persons" with fewer than the smallest group in all,
// those invited before and codes counted: who picks three knows whose words they read. Of a self-review
// those alone who work in the unit today.
Result<std::vector<Letter>> invite_picked(records::Work& work, const Survey& survey,
                                          const std::vector<Uuid>& persons);
inline constexpr std::size_t kMostPicked = 100;  // at a time: they stand in an address
// Single-use codes to hand out; once for each sheet: a sheet that was made before is a conflict.
Result<std::vector<std::string>> make_codes(records::Work& work, const Survey& survey,
                                            const Uuid& sheet, std::int64_t count);
inline constexpr std::int64_t kMostCodes = 500;
// Fresh links for those who have not answered, once a day; the older ones go on working. How many they
// are is for the outbox alone.
std::vector<Letter> remind(records::Work& work, const Survey& survey);
// Fresh links for those who have not answered, and the older ones are dead, with what was saved behind
// them: for letters that went astray. How many they are is for the outbox alone.
std::vector<Letter> renew_links(records::Work& work, const Survey& survey);
// Whether it came here open, in a partnership file. Links belong to an installation and are secrets, and
// who has answered stands in no file: so it knows nobody who was invited there.
bool came_open(records::Work& work, const Survey& survey);
// The same as letters, in the language of whoever reads them.
struct Place {
  std::string partnership;  // its name
  std::string door;         // https://…/kristiansand/answer/
};
enum class Occasion { first, again, renewed, moved };
std::vector<access::Letter> letters(records::Work& work, const Survey& survey,
                                    const std::vector<Letter>& links, const Place& place,
                                    Occasion occasion);
// Notes in the journal what was done with the survey as a whole: exported.
void note(records::Work& work, const Survey& survey, std::string_view action);

// What stands behind a link or a code.
struct Behind {
  Survey survey;
  Definition definition;
  Uuid invitation;
  bool used = false;
};
// Nothing for what is no link of this partnership.
std::optional<Behind> behind(db::Connection& db, const records::Kinds& kinds,
                             const std::string& code);
// What was saved to go on later.
Values draft_values(db::Connection& db, const std::string& code);
void save_draft(db::Connection& db, const std::string& code, const Uuid& survey,
                const Values& values);

// Open, and its last day is not over: whatever the hour at which the job closes it.
bool takes_answers(const Survey& survey, Date today);
enum class Taken { now, before };  // a link that is used up takes nothing, and says so kindly
// Puts the answer into the urn and uses the link up. Invalid with the fields to mend; a conflict when
// the survey is not open.
Result<Taken> submit(db::Connection& db, const std::string& code, const Behind& behind,
                     const Values& values, Date today);

// The survey's answers: for the results alone.
std::vector<Answer> answers_of(db::Connection& db, const Uuid& survey);

}  // namespace samloft::surveys
