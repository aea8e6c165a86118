// The urn: what is put in comes out, and nothing tells what came when.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "rules.h"
#include "rules_blind.h"

namespace samloft::surveys {
namespace {

const std::string kSalt = "0123456789abcdef0123456789abcdef";

Definition three_questions() {
  std::vector<Item> items(3);
  items[0].choices.nb = items[2].choices.nb = "Nei\nJa\nVet ikke";
  items[1].type = ItemType::text;
  items[2].type = ItemType::matrix;
  items[2].lines.nb = "Vi deler\nVi øver";
  return definition_of(items);
}

Contents empty_urn(std::vector<std::string> fields = {"q-1", "q-2"}) {
  return {kSalt, std::move(fields), {}};
}

TEST(Urn, IsTheSameTextInWhateverOrderAnswersCome) {
  Contents urn = empty_urn();
  for (const char* text : {"første", "andre\nlinje\tog \\ skråstrek", "", "første"})
    urn.answers.push_back({*text == '\0' ? Values{} : Values{{"q-1", "4"}, {"q-2", text}}});
  const std::string written = write_urn(urn);
  for (int turn = 0; turn < 24; ++turn) {
    std::string grown = write_urn(empty_urn());
    for (const Answer& one : urn.answers) grown = with_answer(grown, empty_urn(), one);
    EXPECT_EQ(grown, written);
    std::next_permutation(urn.answers.begin(), urn.answers.end(), [](const Answer& a, const Answer& b) {
      return a.values < b.values;
    });
  }
  EXPECT_EQ(written, "samloft-urn 2\t" + kSalt +
                         "\nq-1\tq-2\n\t\n4\tandre\\nlinje\\tog \\\\ skråstrek\n4\tførste\n4\tførste\n");
}

TEST(Urn, RefusesWhatItDidNotWrite) {
  const std::string head = "samloft-urn 2\t" + kSalt + "\n";
  for (const std::string& wrong :
       {std::string(), std::string("samloft-urn 2\n"), "samloft-urn 2\t" + kSalt, head,
        std::string("samloft-urn 2\tkort\nq-1\n"), head + "navn\n", head + "q-1\tq-1\n",
        head + "q-1", head + "q-1\n1", head + "q-1\n1\t2\n", head + "q-1\tq-2\n1\n",
        head + "q-1\na\\x\n", head + "q-1\n2\n1\n", head + "\nx\n",
        std::string("samloft-urn 1\nq-1\t2\n"), std::string("samloft-urn 1\n= kort\n"),
        "samloft-urn 1\n= " + kSalt + "\nq-1\n", "samloft-urn 1\n= " + kSalt + "\nq-1\ta\\x\n",
        "samloft-urn 1\n= " + kSalt + "\nq-1\ta\nq-1\tb\n"})
    EXPECT_FALSE(read_urn(wrong)) << wrong;
}

TEST(Urn, BelongsToItsQuestions) {
  const Definition definition = three_questions();
  const auto with = [&](const Values& values) {
    return write_urn({kSalt, fields_of(definition), {Answer{values}}});
  };
  EXPECT_EQ(fields_of(definition), (std::vector<std::string>{"q-1", "q-2", "q-3-1", "q-3-2"}));
  EXPECT_TRUE(is_urn_of(definition, with({{"q-1", "3"}, {"q-3-2", "1"}})));
  EXPECT_FALSE(is_urn_of(definition, with({{"q-1", "4"}}))) << "there is no fourth choice";
  EXPECT_FALSE(is_urn_of(definition, write_urn(empty_urn()))) << "an answer would find no place there";
  EXPECT_TRUE(is_urn_of(definition, "samloft-urn 1\n= " + kSalt + "\nq-1\t3\n"));
  EXPECT_FALSE(is_urn_of(definition, "samloft-urn 1\n= " + kSalt + "\nq-9\t3\n"));
}

TEST(Urn, OfTheFirstFormIsReadAndBecomesTheSecondAtTheNextAnswer) {
  const std::string old = "samloft-urn 1\n= " + kSalt + "\nq-1\t3\nq-2\ta\\nb\n= f" + kSalt.substr(1) + "\nq-1\t1\n";
  ASSERT_TRUE(read_urn(old));
  EXPECT_EQ(read_urn(old)->answers.size(), 2u);
  EXPECT_EQ(with_answer(old, empty_urn(), Answer{{{"q-1", "2"}}}),
            "samloft-urn 2\t" + kSalt + "\nq-1\tq-2\n1\t\n2\t\n3\ta\\nb\n");
}

// What an answer costs is what it writes: the whole urn. Of our own profile a thousand answers are
// 30 KB, so that even then it is a few pages of a database.
TEST(Urn, IsSmall) {
  std::vector<Item> items(14);
  for (Item& one : items) one.choices.nb = "1\n2\n3\n4\n5";
  const Definition definition = definition_of(items);
  Contents urn{kSalt, fields_of(definition), {}};
  for (std::size_t i = 0; i < 1000; ++i) {
    Answer one;
    for (std::size_t q = 0; q < 14; ++q)
      one.values.emplace(urn.fields[q], std::to_string((i * 7 + q * q) % 5 + 1));
    urn.answers.push_back(std::move(one));
  }
  EXPECT_LT(write_urn(urn).size(), 30'000u);
}

RC_GTEST_PROP(Urn, GivesBackWhatWasPutIn, (const std::vector<std::map<std::string, std::string>>& all)) {
  Contents urn = empty_urn({});
  for (int i = 0; i < 20; ++i) urn.fields.push_back("q-" + std::to_string(i));
  for (const auto& one : all) {
    Answer answer;
    for (const auto& [_, value] : one) {
      if (is_clean_text(value) && !value.empty() && answer.values.size() < urn.fields.size())
        answer.values.emplace(urn.fields[answer.values.size()], value);
    }
    urn.answers.push_back(std::move(answer));
  }
  const auto read = read_urn(write_urn(urn));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->answers.size() == urn.answers.size());
  RC_ASSERT(write_urn(*read) == write_urn(urn));
}

RC_GTEST_PROP(Urn, TakesOneMoreAsIfAllWereWrittenAnew, (const std::vector<std::string>& texts)) {
  Contents urn = empty_urn({"q-1"});
  std::string grown = write_urn(urn);
  for (const std::string& text : texts) {
    urn.answers.emplace_back();
    if (is_clean_text(text)) urn.answers.back().values["q-1"] = text + "\nsamloft-urn 2\t" + kSalt + "\n";
    grown = with_answer(grown, empty_urn({"q-1"}), urn.answers.back());
  }
  RC_ASSERT(grown == write_urn(urn));
}

RC_GTEST_PROP(Urn, NeverCrashesOnAnyText, (const std::string& text)) {
  (void)read_urn("samloft-urn 1\n" + text);
  (void)read_urn("samloft-urn 2\t" + kSalt + "\n" + text);
  (void)read_values(text);
}

}  // namespace
}  // namespace samloft::surveys
