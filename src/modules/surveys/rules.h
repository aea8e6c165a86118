// A survey as it is asked: its questions in order, what an answer to them may be, and the urn in which
// answers lie. Pure. Private to this module.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "surveys/surveys.h"

namespace samloft::surveys {

inline constexpr std::size_t kLongestAnswer = 4000;  // code points of a free text

struct Question {
  Uuid id;
  ItemType type = ItemType::scale;
  Said text, help, dimension;
  std::vector<Said> choices, lines;
  bool required = false, reversed = false, splits = false;
  Uuid shown_if;
  std::vector<std::size_t> shown_if_choices;  // from 1
  Uuid item_set;
  std::string code;
  std::size_t number = 0;  // as shown; a section has none
  std::size_t at = 0;      // from 1, sections counted; stands once answers can be given

  // The names of its fields: one, or one for each line of a matrix. Not its id: that is another one
  // where a file with readable names is read in.
  std::string name() const { return "q-" + std::to_string(at); }
  std::string name(std::size_t line) const { return name() + "-" + std::to_string(line + 1); }
  std::vector<std::string> names() const;
};
using Definition = std::vector<Question>;

Definition definition_of(const std::vector<Item>& items);
// The choices of a question that stand as lines in three languages. A language whose lines are not as
// many falls back on bokmål.
std::vector<Said> lines_of(const Said& text);
// «1,3» → 1, 3; nothing for what is no such list.
std::optional<std::vector<std::size_t>> numbers_of(std::string_view text);

// What is wrong with one question by itself and with its place among the others; fields are the item's.
std::vector<FieldError> question_faults(const Item& item);
// What keeps a survey from being opened: whole sentences.
std::vector<Message> opening_faults(const Definition& definition);

// What somebody has typed or chosen, by name of field. Several choices stand as «1,3».
using Values = std::map<std::string, std::string, std::less<>>;
Values values_of(const Definition& definition,
                 const std::function<std::vector<std::string>(const std::string&)>& every);
// Whether the question is asked of who has answered so.
bool is_asked(const Definition& definition, const Question& question, const Values& values);
std::vector<FieldError> answer_faults(const Definition& definition, const Values& values);
// Whether this is an answer to questions that are here. (Not whether all are there that must be.)
bool could_be_answered(const Definition& definition, const Values& values);
// What goes into the urn: of the questions that were asked, what was answered.
Values kept(const Definition& definition, const Values& values);

// --- the urn
struct Answer {
  Values values;
};
struct Contents {
  std::string salt;                 // of the second form; see rules_urn.cc
  std::vector<std::string> fields;  // that answers have; of the second form
  std::vector<Answer> answers;
};
// The names of the fields that answers have, in the order of the questions.
std::vector<std::string> fields_of(const Definition& definition);
// In the order of the answers' own bytes, so that the text says nothing of when they came.
std::string write_urn(const Contents& contents);
// The urn with one answer more, put where its bytes want it: as write_urn of all would be. The others
// are not read for it, for urns grow large; but those of the first form become the second, with the salt of
// `empty`, whose fields are those of the survey.
std::string with_answer(std::string_view urn, const Contents& empty, const Answer& answer);
// Nothing for what no write_urn wrote.
std::optional<Contents> read_urn(std::string_view text);
// Whether it is an urn of these questions.
bool is_urn_of(const Definition& definition, std::string_view text);
// One answer alone: what is saved to go on later.
std::string write_values(const Values& values);
std::optional<Values> read_values(std::string_view text);

}  // namespace samloft::surveys
