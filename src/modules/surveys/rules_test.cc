// Questions, and what may be answered to them.

#include "rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"

namespace samloft::surveys {
namespace {

Item item(ItemType type, const std::string& text, const std::string& choices = "Nei\nJa") {
  Item one;
  one.id = Uuid::fresh();
  one.type = type;
  one.text.nb = text;
  one.choices.nb = choices;
  return one;
}

std::vector<std::string> fields(const std::vector<FieldError>& errors) {
  std::vector<std::string> all;
  for (const FieldError& one : errors) all.push_back(one.field);
  return all;
}

TEST(Texts, FallBackOnBokmal) {
  const Said said{"Skole", "Skule", ""};
  EXPECT_EQ(said.in(Language::nynorsk), "Skule");
  EXPECT_EQ(said.in(Language::english), "Skole");
  // A translation with a line too few would put the wrong words at a choice.
  const auto lines = lines_of({"En\n\n To ", "Ein\nTo", "One"});
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1].nb, "To");
  EXPECT_EQ(lines[0].nn, "Ein");
  EXPECT_EQ(lines[0].en, "");
}

TEST(Numbers, AreReadOrRefused) {
  EXPECT_EQ(numbers_of("1, 3"), (std::vector<std::size_t>{1, 3}));
  EXPECT_EQ(numbers_of(""), std::vector<std::size_t>{});
  for (const char* wrong : {"0", "1;2", "a", "-1", "1001", "99999999999999999999"})
    EXPECT_FALSE(numbers_of(wrong)) << wrong;
}

TEST(Questions, AreCheckedByType) {
  EXPECT_TRUE(question_faults(item(ItemType::scale, "Enig?")).empty());
  EXPECT_TRUE(question_faults(item(ItemType::text, "Hva?", "")).empty());
  EXPECT_EQ(fields(question_faults(item(ItemType::scale, "Enig?", "Bare ett"))),
            std::vector<std::string>{"choices"});
  EXPECT_EQ(fields(question_faults(item(ItemType::matrix, "Enig?"))),
            std::vector<std::string>{"lines"});
  Item splitting = item(ItemType::scale, "Rolle");
  splitting.splits = true;
  splitting.shown_if = Uuid::fresh();
  EXPECT_EQ(fields(question_faults(splitting)),
            (std::vector<std::string>{"splits", "shown_if_choices"}));
}

TEST(Surveys, OpenOnlyWhenTheyCanBeAnswered) {
  EXPECT_EQ(opening_faults(definition_of({item(ItemType::section, "Om deg")})).size(), 1u);
  Item first = item(ItemType::choice, "Deltar du?"), second = item(ItemType::text, "Hvorfor?");
  second.shown_if = first.id;
  second.shown_if_choices = "2";
  EXPECT_TRUE(opening_faults(definition_of({first, second})).empty());
  // The question that it follows stands below it, or lacks the answer.
  EXPECT_EQ(opening_faults(definition_of({second, first})).size(), 1u);
  second.shown_if_choices = "3";
  EXPECT_EQ(opening_faults(definition_of({first, second})).size(), 1u);
  Item one = item(ItemType::choice, "Rolle"), two = item(ItemType::choice, "Enhet");
  one.splits = two.splits = true;
  EXPECT_EQ(opening_faults(definition_of({one, two})).size(), 1u) << "two divisions single people out";
}

TEST(Answers, AreAskedForAlongTheBranches) {
  Item first = item(ItemType::choice, "Deltar du?"), section = item(ItemType::section, "Om nettverket"),
       inner = item(ItemType::text, "Hva?"), after = item(ItemType::text, "Ellers?");
  section.shown_if = first.id;
  section.shown_if_choices = "2";
  inner.required = true;
  Item end = item(ItemType::section, "Til slutt");
  const auto definition = definition_of({first, section, inner, end, after});
  const auto name = [&](std::size_t at) { return definition[at].name(); };
  EXPECT_TRUE(answer_faults(definition, {{name(0), "1"}}).empty()) << "not asked, so not required";
  EXPECT_EQ(fields(answer_faults(definition, {{name(0), "2"}})), std::vector<std::string>{name(2)});
  // What was typed on a branch that was left again is not sent along.
  EXPECT_EQ(kept(definition, {{name(0), "1"}, {name(2), "Før"}, {name(4), " Etter "}}),
            (Values{{name(0), "1"}, {name(4), "Etter"}}));
}

TEST(Answers, MustBeAmongTheChoices) {
  const auto definition =
      definition_of({item(ItemType::scale, "A"), item(ItemType::choices, "B", "En\nTo\nTre")});
  const std::string one = definition[0].name(), several = definition[1].name();
  EXPECT_TRUE(answer_faults(definition, {{one, "2"}, {several, "1,3"}}).empty());
  for (const char* wrong : {"3", "1,2", "x", "0"})
    EXPECT_EQ(fields(answer_faults(definition, {{one, wrong}})), std::vector<std::string>{one}) << wrong;
  EXPECT_EQ(fields(answer_faults(definition, {{several, "1,4"}})), std::vector<std::string>{several});
}

TEST(Answers, TakeTextInAnyAlphabetAndSayWhenItIsTooLong) {
  const auto definition = definition_of({item(ItemType::text, "Hva?", "")});
  const std::string name = definition[0].name();
  const std::string three = "Blåbærsyltetøy · Привет · مرحبا بالعالم";
  EXPECT_TRUE(answer_faults(definition, {{name, three}}).empty());
  EXPECT_EQ(kept(definition, {{name, three}}).at(name), three);
  std::string huge;
  for (int i = 0; i < 100'000; ++i) huge += "å";
  const auto errors = answer_faults(definition, {{name, huge}});
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors.front().message.arguments, (std::vector<std::string>{"4000", "100000"}));
  EXPECT_EQ(answer_faults(definition, {{name, "a\x01"}}).size(), 1u);
}

TEST(Values, AreReadByNameAndNothingElse) {
  Item matrix = item(ItemType::matrix, "Enig?");
  matrix.lines.nb = "Vi deler\nVi øver";
  const auto definition = definition_of({matrix, item(ItemType::choices, "B")});
  const auto values = values_of(definition, [&](const std::string& name) {
    if (name == definition[0].name(1)) return std::vector<std::string>{"2"};
    if (name == definition[1].name()) return std::vector<std::string>{"1", "2"};
    return std::vector<std::string>{};
  });
  EXPECT_EQ(values, (Values{{definition[0].name(1), "2"}, {definition[1].name(), "1,2"}}));
}

}  // namespace
}  // namespace samloft::surveys
