// Plans on both engines: their way, what is settled, what is frozen.

#include "documents/documents.h"

#include "document/document.h"
#include "document/dossier.h"
#include "partnership/partnership.h"
#include "people/people.h"
#include "records/store.h"
#include "store.h"
#include "testing/world.h"

namespace samloft::documents {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

class Plans : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    world = std::make_unique<World>(
        GetParam(),
        std::vector<std::vector<Migration>>{people::migrations(), partnership::migrations(),
                                            migrations()},
        std::vector<std::vector<records::Kind>>{people::kinds(), partnership::kinds(), kinds()});
    people::Body b;
    b.name = "Styringsgruppa";
    body = world->create("body", b);
  }
  template <class Question>
  auto ask(Question question) {
    return world->database().read([&](db::Connection& db) { return question(db); });
  }
  template <class Verb>
  auto act(Verb verb) {
    return world->database().write([&](db::Connection& db) {
      records::Work work{db, world->kinds(), world->viewer, world->now, {}};
      return verb(work);
    });
  }
  Uuid plan(std::int64_t year = 2023) {
    Plan p;
    p.title = "Strategisk plan";
    p.year = year;
    return world->create("plan", p);
  }
  SectionText section(const Uuid& of, Topic topic, const std::string& text) {
    SectionText s;
    s.plan = of;
    s.topic = topic;
    s.text = text;
    return s;
  }
  bool move(const Uuid& id, PlanState to) {
    return act([&](records::Work& work) { return set_state(work, id, to); }).has_value();
  }
  Result<Uuid> adopted(const Uuid& id, const std::string& content = "{}") {
    return act([&](records::Work& work) {
      return adopt(work, id, body, Date(2023, 1, 15), content);
    });
  }
  PlanState state(const Uuid& id) { return world->load<Plan>("plan", id).state; }
  std::unique_ptr<World> world;
  Uuid body;
};

TEST_P(Plans, AreNotForEveryoneToWrite) {
  const Uuid id = plan();
  for (const Role role : {Role::staff, Role::unit_leader, Role::union_representative,
                          Role::auditor, Role::lecturer}) {
    world->viewer.roles = {role};
    Plan other;
    other.title = "Plan";
    other.year = 2023;
    EXPECT_FALSE(world->try_create("plan", other));
    SectionText s = section(id, Topic::goals, "x");
    EXPECT_FALSE(world->try_create("section", s));
    EXPECT_FALSE(move(id, PlanState::hearing));
    EXPECT_FALSE(adopted(id));
    EXPECT_FALSE(act([&](records::Work& work) { return roll_over(work, id, Uuid::fresh()); }));
  }
  EXPECT_EQ(state(id), PlanState::draft);
}

TEST_P(Plans, GoTheirWayStepByStep) {
  const Uuid id = plan();
  EXPECT_FALSE(move(id, PlanState::in_force));
  EXPECT_FALSE(move(id, PlanState::adopted)) << "adopting freezes a version";
  EXPECT_FALSE(adopted(id)) << "nothing is adopted without a hearing";
  EXPECT_TRUE(move(id, PlanState::hearing));
  EXPECT_TRUE(move(id, PlanState::draft));
  EXPECT_TRUE(move(id, PlanState::hearing));
  EXPECT_TRUE(adopted(id));
  EXPECT_FALSE(move(id, PlanState::draft));
  EXPECT_FALSE(move(id, PlanState::hearing));
  EXPECT_FALSE(adopted(id));
  EXPECT_TRUE(move(id, PlanState::in_force));
  EXPECT_FALSE(move(id, PlanState::superseded)) << "only another plan supersedes";
}

// Every pair, so that a new state cannot slip in unseen.
TEST(PlanStates, FollowEachOtherAsStated) {
  using S = PlanState;
  const std::vector<std::pair<S, S>> allowed{{S::draft, S::hearing},
                                             {S::hearing, S::draft},
                                             {S::hearing, S::adopted},
                                             {S::adopted, S::in_force},
                                             {S::in_force, S::superseded}};
  for (std::size_t from = 0; from < 5; ++from) {
    for (std::size_t to = 0; to < 5; ++to) {
      const std::pair pair{static_cast<S>(from), static_cast<S>(to)};
      EXPECT_EQ(may_follow(pair.first, pair.second),
                std::find(allowed.begin(), allowed.end(), pair) != allowed.end())
          << from << " " << to;
    }
  }
}

TEST_P(Plans, HaveOneInForceAtMost) {
  const Uuid first = plan(2023), second = plan(2024);
  for (const Uuid& id : {first, second}) {
    ASSERT_TRUE(move(id, PlanState::hearing));
    ASSERT_TRUE(adopted(id));
  }
  EXPECT_TRUE(move(first, PlanState::in_force));
  EXPECT_TRUE(move(second, PlanState::in_force));
  EXPECT_EQ(state(first), PlanState::superseded);
  EXPECT_EQ(state(second), PlanState::in_force);
}

TEST_P(Plans, HaveEachSectionOnce) {
  const Uuid id = plan();
  world->create("section", section(id, Topic::goals, "**Mål**"));
  SectionText again = section(id, Topic::goals, "En gang til");
  const auto refused = world->try_create("section", again);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"topic"});
  world->create("section", section(plan(2024), Topic::goals, "En annen plan"));
}

TEST_P(Plans, AreSettledOnceAdopted) {
  const Uuid id = plan();
  const Uuid text = world->create("section", section(id, Topic::goals, "Først"));
  ASSERT_TRUE(move(id, PlanState::hearing));
  SectionText changed = world->load<SectionText>("section", text);
  changed.text = "På høring";
  ASSERT_TRUE(world->save("section", changed));
  ASSERT_TRUE(adopted(id));
  changed = world->load<SectionText>("section", text);
  changed.text = "Etterpå";
  EXPECT_FALSE(world->save("section", changed));
  SectionText fresh = section(id, Topic::needs, "Etterpå");
  EXPECT_FALSE(world->try_create("section", fresh));
  EXPECT_FALSE(world->remove("section", text));
  EXPECT_EQ(world->load<SectionText>("section", text).text, "På høring");
}

TEST_P(Plans, FreezeVersionsThatNobodyChangesOrRemoves) {
  const Uuid id = plan();
  ASSERT_TRUE(move(id, PlanState::hearing));
  const std::string content(60'000, 'x');
  const auto made = adopted(id, content);
  ASSERT_TRUE(made);
  Version stored = world->load<Version>("version", *made);
  EXPECT_EQ(stored.number, 1);
  EXPECT_EQ(stored.content, content);
  EXPECT_EQ(stored.fingerprint, document::fingerprint(content));
  EXPECT_EQ(stored.body, body);
  for (const Role role : {Role::coordinator, Role::owner_leader, Role::university_lead}) {
    world->viewer.roles = {role};
    stored.content = "noe annet";
    EXPECT_FALSE(world->save("version", stored));
    EXPECT_FALSE(world->remove("version", *made));
    EXPECT_FALSE(world->remove("plan", id)) << "nor with its plan";
    Version forged = stored;
    forged.id = {};
    forged.number = 2;
    EXPECT_FALSE(world->try_create("version", forged));
  }
  EXPECT_EQ(ask([&](db::Connection& db) { return content_of(db, id, 1); }), content);
  EXPECT_EQ(ask([&](db::Connection& db) { return content_of(db, id, 2); }), "");
}

TEST_P(Plans, TakeCommentsInHearingsOnly) {
  const Uuid id = plan();
  Comment c;
  c.plan = id;
  c.topic = Topic::goals;
  c.text = "Målene er for vage.";
  ASSERT_TRUE(move(id, PlanState::hearing));
  const Uuid made = world->create("comment", c);
  ASSERT_TRUE(adopted(id));
  c.id = {};
  c.version = 0;
  ASSERT_FALSE(world->try_create("comment", c)) << "too late";
  Comment answered = world->load<Comment>("comment", made);
  answered.state = CommentState::not_followed;
  const auto refused = world->save("comment", answered);
  ASSERT_FALSE(refused);
  EXPECT_EQ(fields_of(refused.error()), std::vector<std::string>{"answer"}) << "with a reason";
  answered.answer = "Kjennetegnene gjør dem klare.";
  EXPECT_TRUE(world->save("comment", answered)) << "answers may come after the hearing";
}

TEST_P(Plans, RollOverWithTheirTexts) {
  const Uuid id = plan(2023);
  world->create("section", section(id, Topic::goals, "**Mål**"));
  world->create("section", section(id, Topic::needs, "Behov"));
  ASSERT_TRUE(move(id, PlanState::hearing));
  ASSERT_TRUE(adopted(id));
  const Uuid as = Uuid::fresh();
  const auto made = act([&](records::Work& work) { return roll_over(work, id, as); });
  ASSERT_TRUE(made) << World::told(made.error());
  EXPECT_EQ(*made, as);
  const Plan next = world->load<Plan>("plan", as);
  EXPECT_EQ(next.year, 2024);
  EXPECT_EQ(next.previous, id);
  EXPECT_EQ(next.state, PlanState::draft);
  const auto texts = ask([&](db::Connection& db) { return sections_of(db, as); });
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_EQ(texts[0].topic, Topic::needs) << "in the order of the plan";
  EXPECT_EQ(texts[1].text, "**Mål**");
  EXPECT_FALSE(act([&](records::Work& work) { return roll_over(work, id, as); })) << "once only";
}

TEST_P(Plans, KeepWhatIsTypedForTheTypist) {
  const Uuid id = plan(), kari = Uuid::fresh(), per = Uuid::fresh();
  const auto kept = act([&](records::Work& work) -> Result<void> {
    keep_draft(work.db, id, Topic::goals, kari, {"første", 0, world->now});
    keep_draft(work.db, id, Topic::goals, kari, {"andre", 3, world->now});
    return {};
  });
  ASSERT_TRUE(kept);
  const auto of_kari = ask([&](db::Connection& db) { return draft_of(db, id, Topic::goals, kari); });
  ASSERT_TRUE(of_kari);
  EXPECT_EQ(of_kari->text, "andre");
  EXPECT_EQ(of_kari->based_on, 3);
  EXPECT_FALSE(ask([&](db::Connection& db) { return draft_of(db, id, Topic::goals, per); }));
  EXPECT_FALSE(ask([&](db::Connection& db) { return draft_of(db, id, Topic::needs, kari); }));
}

TEST_P(Plans, ShowTheWorldTheOneInForceIfItIsOpened) {
  const auto seen = [&] { return ask([](db::Connection& db) { return published(db); }); };
  const Uuid id = plan();
  ASSERT_TRUE(move(id, PlanState::hearing));
  ASSERT_TRUE(adopted(id, "innhold"));
  Plan stored = world->load<Plan>("plan", id);
  stored.published = true;
  ASSERT_TRUE(world->save("plan", stored));
  EXPECT_FALSE(seen()) << "adopted, but not in force";
  ASSERT_TRUE(move(id, PlanState::in_force));
  ASSERT_TRUE(seen());
  EXPECT_EQ(seen()->content, "innhold");
  stored = world->load<Plan>("plan", id);
  stored.published = false;
  ASSERT_TRUE(world->save("plan", stored));
  EXPECT_FALSE(seen());
}

// --- files

document::Document small() {
  document::Document made;
  made.title = "Plan";
  made.sections.push_back({"maal", "1", "Mål", {document::Paragraph{"Alle er med."}}});
  return made;
}

class Files : public Plans {
 protected:
  Uuid wish(const std::string& format, const std::string& content) {
    FileRow row;
    row.id = Uuid::fresh();
    row.record = plan();
    row.person = Uuid::fresh();
    row.title = "Plan";
    row.format = format;
    row.language = "nb";
    row.content = content;
    row.asked_at = world->now;
    world->now.milliseconds += 1000;
    EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
      add_file(work.db, row);
      return {};
    }));
    return row.id;
  }
  std::optional<FileJob> claim() {
    std::optional<FileJob> job;
    EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
      job = claim_file(work.db, world->now);
      return {};
    }));
    return job;
  }
  void end(const FileJob& job, const FileMade& made) {
    EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
      end_file(work.db, job, made, world->now);
      return {};
    }));
  }
  FileRow row(const Uuid& id) {
    return ask([&](db::Connection& db) { return *file(db, id); });
  }
};

TEST_P(Files, AreMadeInTheirTurnAndFetchedWhole) {
  const Uuid first = wish("html", document::write(small()));
  const Uuid second = wish("html", document::write(small()));
  EXPECT_EQ(ask([&](db::Connection& db) { return files_before(db, *file(db, second)); }), 1);
  const auto job = claim();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->id, first);
  const FileMade made = make_file(*job);
  ASSERT_EQ(made.problem, "");
  EXPECT_NE(made.bytes.find("Alle er med."), std::string::npos);
  end(*job, made);
  EXPECT_EQ(row(first).state, "done");
  EXPECT_EQ(ask([&](db::Connection& db) { return bytes_of(db, first); }), made.bytes);
  EXPECT_EQ(claim()->id, second);
  EXPECT_FALSE(claim()) << "both are claimed";
}

TEST_P(Files, HoldADossierWhole) {
  document::Dossier dossier{Date(2026, 11, 25), {}};
  dossier.enclosures.push_back({"kilder.txt", "Alt som siteres", {}});
  wish("zip", document::write(dossier));
  const FileMade made = make_file(*claim());
  EXPECT_EQ(made.problem, "");
  EXPECT_EQ(made.bytes.substr(0, 4), "PK\x03\x04");
  EXPECT_NE(made.bytes.find("SHA256SUMS"), std::string::npos);
}

TEST_P(Files, SayHowFarTheyHaveComeUntilNobodyWaits) {
  const Uuid id = wish("zip", "");
  const auto job = claim();
  ASSERT_TRUE(job);
  const auto goes_on = [&](std::size_t made) {
    bool waits = false;
    EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
      waits = file_goes_on(work.db, *job, made, 7, world->now);
      return {};
    }));
    return waits;
  };
  world->now.milliseconds += 4 * kMinute;
  EXPECT_TRUE(goes_on(3));
  EXPECT_EQ(row(id).made, 3);
  EXPECT_EQ(row(id).of_all, 7);
  world->now.milliseconds += 4 * kMinute;
  EXPECT_FALSE(claim()) << "who tells of it is not taken for dead";
  EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
    cancel_file(work.db, id);
    return {};
  }));
  EXPECT_FALSE(goes_on(4));
  EXPECT_EQ(row(id).state, "cancelled");
}

TEST_P(Files, SayWhyTheyCouldNotBeMade) {
  const Uuid id = wish("pdf", "ikke et dokument");
  const auto job = claim();
  const FileMade made = make_file(*job);
  EXPECT_NE(made.problem, "");
  end(*job, made);
  EXPECT_EQ(row(id).state, "failed");
  EXPECT_EQ(row(id).problem, made.problem);
}

TEST_P(Files, AreTriedAgainOfTheSameContentOnceTheyFailed) {
  const auto again = [&](const Uuid& id) {
    EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
      try_file_again(work.db, id, world->now);
      return {};
    }));
  };
  const auto may_be_tried = [&](const Uuid& id) {
    return ask([&](db::Connection& db) { return may_be_tried_again(db, id); });
  };
  const std::string content = document::write(small());
  const Uuid done = wish("html", content), failed = wish("html", content), waits = wish("html", content);
  end(*claim(), {"bytes", ""});
  end(*claim(), {"", "Det gikk ikke."});
  for (const Uuid& id : {done, waits, Uuid::fresh()}) {
    EXPECT_FALSE(may_be_tried(id));
    again(id);
  }
  EXPECT_EQ(row(done).state, "done");
  EXPECT_EQ(row(failed).state, "failed");
  EXPECT_TRUE(may_be_tried(failed));
  again(failed);
  EXPECT_EQ(row(failed).state, "waiting");
  EXPECT_EQ(row(failed).problem, "");
  EXPECT_EQ(claim()->id, waits) << "it stands last in the queue";
  const auto job = claim();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->id, failed);
  EXPECT_EQ(job->content, content);
  end(*job, make_file(*job));
  EXPECT_EQ(row(failed).state, "done");
  EXPECT_FALSE(may_be_tried(failed));
}

TEST_P(Files, AreTakenOverFromTheDeadAndStayCancelled) {
  const Uuid id = wish("html", document::write(small()));
  ASSERT_TRUE(claim());
  EXPECT_FALSE(claim());
  world->now.milliseconds += 6 * 60'000;
  const auto job = claim();
  ASSERT_TRUE(job) << "whoever claimed it is taken for dead";
  EXPECT_EQ(job->id, id);
  EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
    cancel_file(work.db, id);
    return {};
  }));
  end(*job, {"bytes", ""});
  EXPECT_EQ(row(id).state, "cancelled") << "what comes too late is not kept";
}

TEST_P(Files, AreForgottenAfterADay) {
  const Uuid id = wish("html", document::write(small()));
  world->now.milliseconds += 25 * 3'600'000;
  EXPECT_TRUE(act([&](records::Work& work) -> Result<void> {
    forget_old_files(work.db, world->now);
    return {};
  }));
  EXPECT_FALSE(ask([&](db::Connection& db) { return file(db, id); }));
}

INSTANTIATE_ON_BOTH_ENGINES(Plans);
INSTANTIATE_ON_BOTH_ENGINES(Files);

}  // namespace
}  // namespace samloft::documents
