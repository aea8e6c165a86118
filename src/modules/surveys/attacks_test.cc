// The attacks of domain/what-users-ask.md on who said what, against the data as it lies in both
// engines. What an operator with copies of the file can still do is told in docs/security.md.

#include <algorithm>
#include <set>

#include "journal/journal.h"
#include "records/audit.h"
#include "records/document.h"
#include "rules_blind.h"
#include "rules_results.h"
#include "world_for_tests.h"

namespace samloft::surveys {
namespace {

using samloft::testing::World;

class Attacks : public SurveyWorld {
 protected:
  std::vector<journal::Entry> journal_of(const Uuid& survey) {
    return world->database().read(
        [&](db::Connection& db) { return journal::of_record(db, survey, 100); });
  }
};

// Order and time: six known persons answer one after the other, each with a word of their own; in another
// survey they do so the other way round.
TEST_P(Attacks, LineAnswersUpWithInvitationsByOrder) {
  const auto lines = [&](const std::vector<std::string>& words) {
    const Uuid id = opened();
    const auto codes = make_codes(id, static_cast<std::int64_t>(words.size()));
    for (std::size_t i = 0; i < words.size(); ++i) answer(codes[i], 3, 1, words[i]);
    const std::string content =
        *world->database().read([&](db::Connection& db) { return urn_content(db, id); });
    return content.substr(content.find('\n'));  // the first line was there before any answer
  };
  std::vector<std::string> words{"fjerde", "andre", "sjette", "første", "femte", "tredje"};
  const std::string one = lines(words);
  std::reverse(words.begin(), words.end());
  EXPECT_EQ(lines(words), one) << "the same answers are the same text";
  // One row for all of them: no row number, place on the disk or number of transaction is an answer's.
  EXPECT_EQ(count("SELECT count(*) FROM surveys_urn"), 2);
}

// The fingerprint stands in the journal. Of one who alone gave an answer it would be found by trying all
// answers there are, were it made of them alone.
TEST_P(Attacks, FindAnAnswerByItsFingerprint) {
  const auto fingerprint = [&] {
    const Uuid id = opened();
    answer(make_codes(id, 1)[0], 4);
    EXPECT_TRUE(close(id));
    return load(id).fingerprint;
  };
  const std::string one = fingerprint(), other = fingerprint();
  EXPECT_NE(one, other) << "the same answer, and another fingerprint";
}

TEST_P(Attacks, ReadATimeOffAnAnswerOrItsRecord) {
  const Uuid id = opened();
  const auto codes = make_codes(id, 2);
  const auto stamps = [&] {
    return world->database().read([&](db::Connection& db) {
      std::string all;
      for (auto& [changed, version] : db.rows<std::string, std::int64_t>(
               "SELECT r.changed_at, r.version FROM record r JOIN surveys_urn u ON u.id = r.id"))
        all += changed + " " + std::to_string(version) + "\n";
      return all;
    });
  };
  const std::string before = stamps();
  const std::int64_t newest = world->database().read([](db::Connection& db) { return records::changes(db); });
  world->now.milliseconds += 7 * kHour;
  answer(codes[0], 4, 2, "Hemmelig");
  EXPECT_EQ(stamps(), before) << "the urn's record does not move when an answer comes";
  EXPECT_EQ(world->database().read([](db::Connection& db) { return records::changes(db); }), newest)
      << "nor does the journal";
  const std::string all = everything();
  EXPECT_EQ(all.find(Instant{world->now}.iso()), std::string::npos);
  EXPECT_NE(all.find(local_day(world->now).iso()), std::string::npos) << "the day of use, and no more";
}

// «One answer per person» as a pair of person and survey; and links read backwards.
TEST_P(Attacks, PairAPersonWithAnAnswer) {
  const Uuid id = opened();
  const auto letters = invite_all(id, {person("Kari"), person("Ola")});
  answer(letters[0].link, 1, 1, "Karis ord");
  const std::string all = everything();
  for (const Letter& one : letters)
    EXPECT_EQ(all.find(one.link), std::string::npos) << "a link is nowhere to be read";
  const std::string content = *world->database().read(
      [&](db::Connection& db) { return urn_content(db, id); });
  for (const Letter& one : letters) {
    EXPECT_EQ(content.find(one.person.text()), std::string::npos);
    EXPECT_EQ(content.find(link_hash(one.link)), std::string::npos);
    EXPECT_EQ(content.find(draft_hash(one.link)), std::string::npos);
  }
}

// Unlocking after the first answer: by the form, the verb, the record itself, and removal with undo.
TEST_P(Attacks, LowerTheSmallestGroupOrTheAnonymityAfterTheFirstAnswer) {
  const Uuid id = opened();
  answer(make_codes(id, 1)[0], 4);
  for (const auto change_it : {+[](Survey& s) { s.smallest_group = 6; },
                               +[](Survey& s) { s.smallest_share = 1; },
                               +[](Survey& s) { s.kind = SurveyKind::self_review; },
                               +[](Survey& s) { s.state = SurveyState::draft; },
                               +[](Survey& s) { s.made_by = Uuid::fresh(); }}) {
    Survey survey = load(id);
    change_it(survey);
    EXPECT_FALSE(world->save("survey", survey));
  }
  EXPECT_FALSE(world->remove("survey", id));
  const Uuid box = std::get<0>(*world->database().read([&](db::Connection& db) {
    return db.first<Uuid>("SELECT id FROM surveys_urn WHERE survey = :id", {{"id", id}});
  }));
  EXPECT_FALSE(world->remove("urn", box));
  Urn other;
  other.survey = id;
  other.content = write_urn({fresh_salt(), fields_of(definition_of(items(id))), {}});
  EXPECT_EQ(world->try_create("urn", other).error().kind, Problem::Kind::forbidden);
}

// Before and after: what does the one who runs it see of one more answer?
TEST_P(Attacks, CountWhileItRuns) {
  const Uuid id = opened();
  const auto codes = make_codes(id, 8);
  const auto seen = [&] {
    // All that the pages of a running survey read of its answers.
    return world->database().read([&](db::Connection& db) {
      return count_used_before(db, id, local_day(world->now)) >= 5;
    });
  };
  for (int i = 0; i < 8; ++i) {
    EXPECT_FALSE(seen()) << "nothing of today shows, after " << i;
    answer(codes[static_cast<std::size_t>(i)], 3);
  }
  world->now.milliseconds += kDay;
  EXPECT_TRUE(seen());
  auto reading = world->database().read([&](db::Connection& db) {
    auto w = work(db);
    return reads_results(w, load(id));
  });
  EXPECT_FALSE(reading);
}

// Side effects of an answer, such as a mail, an entry or an award, would tell who has answered.
TEST_P(Attacks, WatchForSideEffects) {
  const Uuid id = opened();
  const auto letters = invite_all(id, {person("Kari")});
  const auto before = world->counts();
  const auto entries = journal_of(id).size();
  answer(letters[0].link, 5);
  EXPECT_EQ(world->counts(), before);
  EXPECT_EQ(journal_of(id).size(), entries);
  // Neither does a reminder tell: it is noted whether somebody was missing or not.
  remind_all(id);
  EXPECT_EQ(journal_of(id).size(), entries + 1);
}

TEST_P(Attacks, ReadAnswersInTheJournalOrTheSearch) {
  const Uuid id = opened();
  for (const std::string& code : make_codes(id, 6)) answer(code, 2, 2, "Svært hemmelig");
  ASSERT_TRUE(close(id));
  std::string all;
  world->database().read([&](db::Connection& db) {
    journal::walk(db, [&](const journal::Entry& e) { all += e.before + e.after + e.heading; });
    for (auto& [text] : db.rows<std::string>("SELECT search_text FROM record")) all += text;
  });
  EXPECT_EQ(all.find("hemmelig"), std::string::npos);
  EXPECT_NE(all.find(load(id).fingerprint), std::string::npos) << "but its fingerprint stands there";
  const auto audit = world->database().read(
      [&](db::Connection& db) { return records::audit(db, world->kinds()); });
  EXPECT_TRUE(audit.deviations.empty());
}

// The survey of one: with every number that is shown one knows no more.
TEST_P(Attacks, TellZeroFromFewWhenItIsClosed) {
  std::set<std::string> images;
  for (int answers = 0; answers < 5; ++answers) {
    const Uuid id = opened();
    for (const std::string& code : make_codes(id, 5))
      if (static_cast<int>(urn(id).size()) < answers) answer(code, 4);
    ASSERT_TRUE(close(id));
    const Survey closed = load(id);
    EXPECT_EQ(closed.answers, std::nullopt);
    EXPECT_EQ(closed.invited, 5);
    const auto results = results_of({}, urn(id), 5);
    EXPECT_FALSE(results.is_shown);
  }
}

// Moved to another installation: the answers come along, and no invitation, day or order with them.
TEST_P(Attacks, ReadMoreOutOfAPartnershipFileThanOutOfTheResults) {
  const Uuid id = opened();
  const auto letters = invite_all(id, {person("Kari"), person("Ola")});
  answer(letters[0].link, 2, 1, "Første ord");
  answer(letters[1].link, 4, 2, "Andre ord");
  const std::string file = world->database().read([&](db::Connection& db) {
    return records::write_document(db, world->kinds(), {Uuid::fresh(), "fjordby", "Fjordby"});
  });
  EXPECT_NE(file.find("Første ord"), std::string::npos) << "no answer is lost";
  for (const Letter& one : letters) {
    EXPECT_EQ(file.find(one.link), std::string::npos);
    EXPECT_EQ(file.find(link_hash(one.link)), std::string::npos);
  }
  EXPECT_EQ(file.find("used_on"), std::string::npos);
  World elsewhere(GetParam(),
                  {people::migrations(), partnership::migrations(), framework::migrations(),
                   needs::migrations(), migrations()},
                  {people::kinds(), partnership::kinds(), framework::kinds(), needs::kinds(), kinds()});
  const auto read = elsewhere.database().write([&](db::Connection& db) {
    const Viewer viewer = Viewer::command_line();
    records::Work w{db, elsewhere.kinds(), viewer, elsewhere.now, {}};
    return records::read_document(w, file);
  });
  ASSERT_TRUE(read) << World::told(read.error());
  const auto urn_of = [&](World& one) {
    return *one.database().read([&](db::Connection& db) { return urn_content(db, id); });
  };
  EXPECT_EQ(urn_of(elsewhere), urn_of(*world));
  // There it knows that it came open and whom it knows nothing of; here it was opened.
  const auto came = [&](World& one) {
    return one.database().read([&](db::Connection& db) {
      const Viewer viewer = Viewer::command_line();
      records::Work w{db, one.kinds(), viewer, one.now, {}};
      return came_open(w, *records::find<Survey>(db, one.kind("survey"), id));
    });
  };
  EXPECT_TRUE(came(elsewhere));
  EXPECT_FALSE(came(*world));
}

INSTANTIATE_ON_BOTH_ENGINES(Attacks);

}  // namespace
}  // namespace samloft::surveys
