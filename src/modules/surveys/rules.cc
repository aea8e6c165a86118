// Questions, and what may be answered to them.
// Tested by rules_test.cc

#include "rules.h"

#include <algorithm>

#include "base/text.h"

namespace samloft::surveys {
namespace {

std::vector<std::string> filled_lines(const std::string& text) {
  std::vector<std::string> all;
  for (const std::string& line : split(text, '\n')) {
    if (std::string one = trimmed(line); !one.empty()) all.push_back(std::move(one));
  }
  return all;
}

bool has_choices(ItemType type) { return type != ItemType::section && type != ItemType::text; }

FieldError fault_at(std::string field, Message message) {
  return {std::move(field), std::move(message)};
}

std::optional<FieldError> choice_fault(const Question& question, const std::string& name,
                                       const std::string& value) {
  const auto chosen = numbers_of(value);
  const bool several = question.type == ItemType::choices;
  const bool known = chosen && (several || chosen->size() <= 1) &&
                     std::all_of(chosen->begin(), chosen->end(), [&](std::size_t one) {
                       return one >= 1 && one <= question.choices.size();
                     });
  if (known) return std::nullopt;
  return fault_at(name, N_("Velg ett av svarene som står her."));
}

std::optional<FieldError> text_fault(const std::string& name, const std::string& value) {
  if (!is_clean_text(value))
    return fault_at(name, N_("Teksten har tegn som ikke kan lagres. Ta dem bort og send på nytt."));
  if (length(value) > kLongestAnswer) {
    return fault_at(name, {N_("Teksten er for lang. Bruk høyst {} tegn; nå er det {}."),
                           {std::to_string(kLongestAnswer), std::to_string(length(value))}});
  }
  return std::nullopt;
}

const std::string& value_at(const Values& values, const std::string& name) {
  static const std::string kNone;
  const auto found = values.find(name);
  return found == values.end() ? kNone : found->second;
}

std::size_t position(const Definition& definition, const Uuid& id) {
  const auto found = std::find_if(definition.begin(), definition.end(),
                                  [&](const Question& one) { return one.id == id; });
  return static_cast<std::size_t>(found - definition.begin());
}

}  // namespace

const std::string& Said::in(Language language) const {
  const std::string& wanted = language == Language::nynorsk   ? nn
                              : language == Language::english ? en
                                                              : nb;
  return wanted.empty() ? nb : wanted;
}

std::vector<std::string> Question::names() const {
  if (type == ItemType::section) return {};
  if (type != ItemType::matrix) return {name()};
  std::vector<std::string> all;
  for (std::size_t i = 0; i < lines.size(); ++i) all.push_back(name(i));
  return all;
}

std::vector<Said> lines_of(const Said& text) {
  const auto nb = filled_lines(text.nb), nn = filled_lines(text.nn), en = filled_lines(text.en);
  std::vector<Said> all;
  for (std::size_t i = 0; i < nb.size(); ++i) {
    all.push_back({nb[i], nn.size() == nb.size() ? nn[i] : "", en.size() == nb.size() ? en[i] : ""});
  }
  return all;
}

std::optional<std::vector<std::size_t>> numbers_of(std::string_view text) {
  std::vector<std::size_t> all;
  if (trimmed(text).empty()) return all;
  for (const std::string& part : split(text, ',')) {
    const std::int64_t number = whole_number(trimmed(part), 0);
    if (number < 1 || number > 1000) return std::nullopt;
    all.push_back(static_cast<std::size_t>(number));
  }
  return all;
}

Definition definition_of(const std::vector<Item>& items) {
  Definition all;
  std::size_t number = 0;
  for (const Item& item : items) {
    Question one;
    one.id = item.id;
    one.at = all.size() + 1;
    one.type = item.type;
    one.text = item.text;
    one.help = item.help;
    one.dimension = item.dimension;
    one.choices = has_choices(item.type) ? lines_of(item.choices) : std::vector<Said>{};
    if (item.type == ItemType::matrix) one.lines = lines_of(item.lines);
    one.required = item.required;
    one.reversed = item.reversed;
    one.splits = item.splits;
    one.shown_if = item.shown_if;
    one.shown_if_choices = numbers_of(item.shown_if_choices).value_or(std::vector<std::size_t>{});
    one.item_set = item.item_set;
    one.code = item.code;
    if (item.type != ItemType::section) one.number = ++number;
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<FieldError> question_faults(const Item& item) {
  std::vector<FieldError> errors;
  const std::size_t choices = lines_of(item.choices).size();
  const bool scale = item.type == ItemType::scale || item.type == ItemType::matrix;
  if (has_choices(item.type) && (choices < 2 || choices > (scale ? 11u : 40u))) {
    errors.push_back(fault_at(
        "choices", scale ? Message(N_("En skala har fra 2 til 11 trinn. Skriv hvert trinn på en egen "
                                      "linje, det laveste først."))
                         : Message(N_("Skriv fra 2 til 40 svar, hvert på en egen linje."))));
  }
  const std::size_t lines = lines_of(item.lines).size();
  if (item.type == ItemType::matrix && (lines < 1 || lines > 30))
    errors.push_back(fault_at("lines", N_("Skriv fra 1 til 30 påstander, hver på en egen linje.")));
  if (item.splits && item.type != ItemType::choice) {
    errors.push_back(fault_at(
        "splits", N_("Resultatene kan bare deles etter et spørsmål med ett valg, som rolle.")));
  }
  if (!numbers_of(item.shown_if_choices))
    errors.push_back(fault_at("shown_if_choices", N_("Skriv numrene på svarene slik: 1,3.")));
  if (item.shown_if && trimmed(item.shown_if_choices).empty()) {
    errors.push_back(fault_at(
        "shown_if_choices", N_("Skriv numrene på svarene som fører til dette spørsmålet: 1,3.")));
  }
  return errors;
}

std::vector<Message> opening_faults(const Definition& definition) {
  std::vector<Message> all;
  std::size_t asked = 0, splitting = 0;
  for (std::size_t i = 0; i < definition.size(); ++i) {
    const Question& one = definition[i];
    if (one.type != ItemType::section) ++asked;
    if (one.splits) ++splitting;
    if (!one.shown_if) continue;
    const std::size_t before = position(definition, one.shown_if);
    const bool fits =
        before < i && has_choices(definition[before].type) &&
        definition[before].type != ItemType::matrix &&
        std::all_of(one.shown_if_choices.begin(), one.shown_if_choices.end(),
                    [&](std::size_t choice) { return choice <= definition[before].choices.size(); });
    if (!fits) {
      all.push_back({N_("«{}» vises etter et svar som ikke finnes. Spørsmålet det følger, må stå foran "
                        "og ha svaret."),
                     {shortened(one.text.nb, 60)}});
    }
  }
  if (asked == 0) all.push_back(N_("Undersøkelsen har ingen spørsmål ennå. Legg til minst ett."));
  if (splitting > 1) {
    all.push_back(N_("Resultatene kan deles etter ett spørsmål, ikke flere: to inndelinger sammen kan "
                     "peke på enkeltpersoner."));
  }
  return all;
}

Values values_of(const Definition& definition,
                 const std::function<std::vector<std::string>(const std::string&)>& every) {
  Values all;
  for (const Question& question : definition) {
    for (const std::string& name : question.names()) {
      std::string value;
      for (const std::string& one : every(name)) value += (value.empty() ? "" : ",") + one;
      std::erase(value, '\r');
      if (!value.empty()) all.emplace(name, std::move(value));
    }
  }
  return all;
}

// Each condition leads to a question further up, so this ends.
bool is_asked(const Definition& definition, const Question& question, const Values& values) {
  const std::size_t at = position(definition, question.id);
  for (std::size_t i = at; question.type != ItemType::section && i-- > 0;) {
    if (definition[i].type != ItemType::section) continue;
    if (!is_asked(definition, definition[i], values)) return false;
    break;
  }
  const std::size_t before = position(definition, question.shown_if);
  if (!question.shown_if || before >= at) return true;
  if (!is_asked(definition, definition[before], values)) return false;
  const auto chosen = numbers_of(value_at(values, definition[before].name()));
  const auto& wanted = question.shown_if_choices;
  return chosen && std::any_of(chosen->begin(), chosen->end(), [&](std::size_t one) {
           return std::find(wanted.begin(), wanted.end(), one) != wanted.end();
         });
}

std::vector<FieldError> answer_faults(const Definition& definition, const Values& values) {
  std::vector<FieldError> errors;
  for (const Question& question : definition) {
    const bool asked = is_asked(definition, question, values);
    for (const std::string& name : question.names()) {
      const std::string& value = value_at(values, name);
      if (trimmed(value).empty()) {
        if (asked && question.required)
          errors.push_back(fault_at(name, N_("Dette spørsmålet må besvares.")));
        continue;
      }
      const auto fault = question.type == ItemType::text ? text_fault(name, value)
                                                         : choice_fault(question, name, value);
      if (fault && asked) errors.push_back(*fault);
    }
  }
  return errors;
}

bool could_be_answered(const Definition& definition, const Values& values) {
  std::size_t known = 0;
  for (const Question& question : definition) {
    for (const std::string& name : question.names()) {
      const std::string& value = value_at(values, name);
      if (value.empty()) continue;
      ++known;
      if (question.type == ItemType::text ? text_fault(name, value) : choice_fault(question, name, value))
        return false;
    }
  }
  return known == values.size();
}

Values kept(const Definition& definition, const Values& values) {
  Values all;
  for (const Question& question : definition) {
    if (!is_asked(definition, question, values)) continue;
    for (const std::string& name : question.names()) {
      if (std::string value = trimmed(value_at(values, name)); !value.empty())
        all.emplace(name, std::move(value));
    }
  }
  return all;
}

}  // namespace samloft::surveys
