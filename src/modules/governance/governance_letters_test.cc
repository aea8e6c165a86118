// What members are told, by whom and when, on both engines; the mails themselves are in
// app/meeting_walk_test.cc.

#include "document/document.h"
#include "governance_letters.h"
#include "records/kind.h"
#include "records/store.h"
#include "world_for_tests.h"

namespace samloft::governance {
namespace {

using samloft::testing::World;

class Letters : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    g = std::make_unique<Meetings>(GetParam());
    meeting = g->meeting(Date(2026, 12, 16));
    item = g->item(meeting, "Nettverket 0–6");
  }
  World& world() { return *g->world; }
  const Sender sender{"Fjordby", "https://samloft.example/fjordby"};

  void step(Result<void> (*verb)(records::Work&, const Uuid&)) {
    g->expect_ok(g->run([&](records::Work& work) { return verb(work, meeting); }));
  }
  bool waits() {
    return world().database().read([&](db::Connection& db) { return any_letter_waits(db, world().now); });
  }
  std::optional<LetterJob> claim() {
    std::optional<LetterJob> job;
    const auto done = world().database().write([&](db::Connection& db) -> Result<void> {
      job = claim_letter(db, world().kinds(), world().now);
      return {};
    });
    EXPECT_TRUE(done);
    return job;
  }
  void end(const LetterJob& job) {
    const auto done = world().database().write([&](db::Connection& db) -> Result<void> {
      end_letter(db, job);
      return {};
    });
    EXPECT_TRUE(done);
  }
  Telling telling(const LetterJob& job) {
    return world().database().read([&](db::Connection& db) {
      return telling_of(db, world().kinds(), job, sender, world().now);
    });
  }
  // Claims, reads and ends the oldest letter, with PDF files that hold their title.
  Telling next(Tidings about) {
    const auto job = claim();
    EXPECT_TRUE(job);
    if (!job) return {};
    EXPECT_EQ(job->about, about);
    Telling told = telling(*job);
    if (told.make_files) {
      const auto failed = told.make_files({Language::bokmal, Language::nynorsk}, [](const document::Document& one) {
        return Result<std::string>("%PDF " + document::write(one));
      });
      EXPECT_TRUE(failed.empty());
    }
    end(*job);
    return told;
  }
  void change_place(const std::string& place) {
    auto stored = world().load<Meeting>("meeting", meeting);
    stored.place = place;
    g->expect_ok(world().save("meeting", stored));
  }
  void pass(std::int64_t minutes) { world().now.milliseconds += minutes * kMinute; }

  std::unique_ptr<Meetings> g;
  Uuid meeting, item;
};

TEST_P(Letters, TellOfACallWithTheAgendaAndTheCalendarFile) {
  EXPECT_FALSE(waits());
  step(call);
  EXPECT_TRUE(waits());
  const Telling told = next(Tidings::called);
  ASSERT_EQ(told.letters.size(), 5u);
  EXPECT_FALSE(waits());
  EXPECT_EQ(told.letters[0].mail, "nr0@fjordby.example");
  const auto words = told.letters[0].words(Texts());
  EXPECT_EQ(words.subject, "Innkalling til Styringsgruppas møter, 16.12.2026");
  EXPECT_TRUE(holds(words.text, "Hei Kari!")) << words.text;
  EXPECT_TRUE(holds(words.text, "1. Nettverket 0–6"));
  EXPECT_TRUE(holds(words.text, sender.address + "/meetings/" + meeting.text() + "\n"));
  EXPECT_TRUE(holds(words.text, "PDF-fila følger med."));
  ASSERT_EQ(words.files.size(), 2u);
  EXPECT_EQ(words.files[0].name, "Innkalling til Styringsgruppas møter 16. desember 2026.pdf");
  EXPECT_EQ(words.files[0].type, "application/pdf");
  EXPECT_TRUE(holds(words.files[0].bytes, "Nettverket 0–6"));
  EXPECT_EQ(words.files[1].name, "Styringsgruppas møter 16.12.2026.ics");
  EXPECT_EQ(words.files[1].type, calendar::kType);
  const std::string& calendar = words.files[1].bytes;
  EXPECT_TRUE(holds(calendar, "UID:" + meeting.text() + "@samloft\r\n")) << calendar;
  EXPECT_TRUE(holds(calendar, "DTSTART;TZID=Europe/Oslo:20261216T090000\r\n"));
  EXPECT_TRUE(holds(calendar, "STATUS:CONFIRMED\r\n"));
  EXPECT_TRUE(holds(calendar, "ORGANIZER;CN=Kari:mailto:nr0@fjordby.example\r\n"));
  EXPECT_TRUE(holds(told.letters[0].words(Texts(Language::nynorsk)).files[0].bytes, "Nettverket 0–6"));
}

TEST_P(Letters, GoWithoutAFileThatCannotBeMade) {
  step(call);
  const auto job = claim();
  ASSERT_TRUE(job);
  Telling told = telling(*job);
  const auto failed = told.make_files({Language::bokmal}, [](const document::Document&) -> Result<std::string> {
    return Problem::invalid({{"", "weasyprint is not here"}});
  });
  ASSERT_EQ(failed.size(), 1u);
  const auto words = told.letters[0].words(Texts());
  ASSERT_EQ(words.files.size(), 1u) << "the calendar file goes";
  EXPECT_TRUE(holds(words.text, "PDF-fila kunne ikke lages eller ble for stor."));
  EXPECT_TRUE(holds(words.text, "/meetings/" + meeting.text()));
  told.make_files({Language::bokmal}, [](const document::Document&) {
    return Result<std::string>(std::string(access::kMostOfFiles, 'x'));
  });
  const auto large = told.letters[0].words(Texts());
  EXPECT_EQ(large.files.size(), 1u);
  EXPECT_TRUE(holds(large.text, "PDF-fila kunne ikke lages eller ble for stor."));
}

TEST_P(Letters, AreClaimedByOneAndAgainWhenThatOneDies) {
  step(call);
  const auto first = claim();
  ASSERT_TRUE(first);
  EXPECT_FALSE(waits());
  EXPECT_FALSE(claim());
  pass(11);
  const auto second = claim();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->id, first->id);
  end(*second);
  pass(11);
  EXPECT_FALSE(claim());
}

TEST_P(Letters, TellOfAMoveOnceItRests) {
  change_place("Rådhuset");
  pass(6);
  EXPECT_FALSE(waits()) << "nobody was called yet";
  step(call);
  const auto called = next(Tidings::called).letters.at(0).words(Texts()).files.at(1).bytes;
  pass(6);
  EXPECT_FALSE(waits()) << "nothing was changed";
  change_place("Biblioteket");
  EXPECT_FALSE(waits()) << "somebody may be at it still";
  pass(3);
  change_place("Rådhuset");
  pass(6);
  EXPECT_FALSE(waits()) << "it is where it was";
  auto stored = world().load<Meeting>("meeting", meeting);
  stored.held_on = Date(2026, 12, 17);
  stored.starts = "10.30";
  g->expect_ok(world().save("meeting", stored));
  pass(6);
  EXPECT_TRUE(waits());
  const auto words = next(Tidings::moved).letters.at(0).words(Texts());
  EXPECT_EQ(words.subject, "Endret møte: Styringsgruppas møter, 17.12.2026");
  EXPECT_TRUE(holds(words.text, "Møtet er nå 17. desember 2026 kl. 10.30, Rådhuset.")) << words.text;
  const std::string& moved = words.files.at(1).bytes;
  EXPECT_TRUE(holds(moved, "DTSTART;TZID=Europe/Oslo:20261217T103000\r\n"));
  EXPECT_TRUE(holds(moved, "UID:" + meeting.text() + "@samloft\r\n")) << "the same event";
  const auto sequence = [](const std::string& file) {
    return std::stoll(file.substr(file.find("SEQUENCE:") + 9));
  };
  EXPECT_GT(sequence(moved), sequence(called));
  EXPECT_FALSE(waits()) << "once";
}

TEST_P(Letters, TellOfAMeetingThatIsCalledOff) {
  EXPECT_FALSE(g->run([&](records::Work& work) { return call_off(work, meeting); })) << "it is a draft";
  step(call);
  EXPECT_FALSE(world().remove("meeting", meeting)) << "nobody would be told";
  next(Tidings::called);
  step(call_off);
  const auto words = next(Tidings::called_off).letters.at(0).words(Texts());
  EXPECT_EQ(words.subject, "Avlyst: Styringsgruppas møter, 16.12.2026");
  ASSERT_EQ(words.files.size(), 1u);
  EXPECT_TRUE(holds(words.files[0].bytes, "STATUS:CANCELLED\r\n"));
  EXPECT_TRUE(holds(words.files[0].bytes, "SUMMARY:Avlyst: Styringsgruppas møter\r\n"));
  EXPECT_FALSE(g->run([&](records::Work& work) { return call(work, meeting); }));
  change_place("Et annet sted");
  pass(6);
  EXPECT_FALSE(waits()) << "nobody comes";
  step(take_up);
  step(call);
  EXPECT_EQ(next(Tidings::called).letters.size(), 5u);
}

TEST_P(Letters, SayNothingThatHoldsNoLonger) {
  step(call);
  pass(1);
  step(call_off);
  const auto called = claim();
  ASSERT_TRUE(called);
  EXPECT_EQ(called->about, Tidings::called);
  EXPECT_TRUE(telling(*called).letters.empty());
  end(*called);
  step(take_up);
  const auto off = claim();
  ASSERT_TRUE(off);
  EXPECT_TRUE(telling(*off).letters.empty());
  end(*off);
  g->expect_ok(world().remove("meeting", meeting));
  EXPECT_TRUE(telling({Uuid::fresh(), meeting, Tidings::called}).letters.empty());
}

TEST_P(Letters, CarryTheMinutesAsTheyWereFrozen) {
  const Uuid held = g->meeting(Date(2026, 9, 16));
  g->item(held, "Sak");
  g->mark(held, 4);
  g->expect_ok(g->run([&](records::Work& work) { return call(work, held); }));
  g->expect_ok(g->run([&](records::Work& work) { return hold(work, held); }));
  document::Document frozen;
  frozen.title = "Referat";
  frozen.subtitle = "16. september 2026";
  g->expect_ok(g->run([&](records::Work& work) { return circulate(work, held, document::frozen({frozen})); }));
  next(Tidings::called);
  const auto words = next(Tidings::minutes).letters.at(0).words(Texts());
  ASSERT_EQ(words.files.size(), 1u);
  EXPECT_EQ(words.files[0].name, "Referat 16. september 2026.pdf");
  EXPECT_TRUE(holds(words.text, "Referatet fra Styringsgruppas møter 16. september 2026 er sendt ut."));
}

// --- hand-over

class NewHolders : public Letters {
 protected:
  void SetUp() override {
    Letters::SetUp();
    if (IsSkipped()) return;
    held = g->meeting(Date(2026, 9, 16));
    const Uuid one = g->item(held, "Sak");
    g->mark(held, 4);
    world().create("outcome", g->outcome(one, OutcomeType::decision, "PPT er med."));
    Outcome secret = g->outcome(one, OutcomeType::decision, "Hemmelig vedtak");
    secret.confidential = true;
    world().create("outcome", secret);
    Outcome task = g->outcome(one, OutcomeType::task, "Skriv notat");
    task.seat = g->seats[1];
    world().create("outcome", task);
    g->expect_ok(g->run([&](records::Work& work) { return call(work, held); }));
    g->expect_ok(g->run([&](records::Work& work) { return hold(work, held); }));
  }
  // Somebody new in a seat from the day on; nobody had it the days before.
  Uuid take(std::size_t seat, Date from, const std::string& mail) {
    auto before = world().load<people::Holding>("holding", g->holdings[seat]);
    before.valid_until = Date(2026, 10, 1);
    g->expect_ok(world().save("holding", before));
    people::Person person;
    person.name = "Ny " + mail;
    person.mail = mail;
    return hold_seat(g->seats[seat], world().create("person", person), from);
  }
  Uuid hold_seat(const Uuid& seat, const Uuid& person, Date from) {
    people::Holding holding;
    holding.seat = seat;
    holding.person = person;
    holding.valid_from = from;
    return world().create("holding", holding);
  }
  std::vector<access::Letter> briefed() {
    std::vector<access::Letter> letters;
    g->expect_ok(g->run([&](records::Work& work) -> Result<void> {
      letters = brief_new_holders(work, sender);
      return {};
    }));
    return letters;
  }
  Uuid held;
};

TEST_P(NewHolders, AreSentWhatWasDecidedOnce) {
  take(1, Date(2026, 11, 24), "ny@fjordby.example");
  const auto letters = briefed();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].mail, "ny@fjordby.example");
  const auto words = letters[0].words(Texts());
  EXPECT_EQ(words.subject, "Velkommen til Styringsgruppa");
  EXPECT_TRUE(holds(words.text, "PPT er med."));
  EXPECT_TRUE(holds(words.text, "Skriv notat"));
  EXPECT_FALSE(holds(words.text, "Hemmelig"));
  EXPECT_TRUE(holds(words.text, sender.address + "/seats/" + g->seats[1].text() + "/summary"));
  EXPECT_TRUE(briefed().empty()) << "once";
  EXPECT_EQ(world().counts()["briefing"], 1);
}

TEST_P(NewHolders, AreThoseWhoBeganLatelyAndHaveSomethingToCatchUpOn) {
  EXPECT_TRUE(briefed().empty()) << "they have been there for years";
  take(1, Date(2026, 11, 10), "for@fjordby.example");
  EXPECT_TRUE(briefed().empty()) << "more than two weeks ago";
  take(2, Date(2026, 11, 26), "senere@fjordby.example");
  EXPECT_TRUE(briefed().empty()) << "tomorrow";
  const Uuid nobody = take(3, Date(2026, 11, 24), "");
  EXPECT_TRUE(briefed().empty()) << "who has no address";
  g->expect_ok(world().remove("holding", nobody));
  hold_seat(g->seats[3], g->persons[0], Date(2026, 11, 24));
  EXPECT_TRUE(briefed().empty()) << "who has a seat of the body already";
  people::Body fresh;
  fresh.name = "Arbeidsgruppa";
  people::Seat seat;
  seat.body = world().create("body", fresh);
  seat.function = "Medlem";
  hold_seat(world().create("seat", seat), g->persons[4], Date(2026, 11, 24));
  EXPECT_TRUE(briefed().empty()) << "a body that has not met";
  take(4, Date(2026, 11, 11), "lenge@fjordby.example");
  EXPECT_EQ(briefed().size(), 1u) << "two weeks to the day";
  world().now.milliseconds += kDay;
  EXPECT_EQ(briefed().size(), 1u) << "tomorrow has come";
}

TEST_P(NewHolders, AreNotSentItTwiceAndTheirHoldingMayGo) {
  const Uuid holding = take(1, Date(2026, 11, 24), "ny@fjordby.example");
  g->expect_ok(g->run([&](records::Work& work) { return note_briefed(work, holding); }));
  g->expect_ok(g->run([&](records::Work& work) { return note_briefed(work, holding); }));
  EXPECT_TRUE(briefed().empty()) << "by the button";
  Briefing again;
  again.holding = holding;
  again.sent_on = Date(2026, 11, 24);
  EXPECT_FALSE(world().try_create("briefing", again)) << "nobody writes it by hand";
  g->expect_ok(world().remove("holding", holding));
  EXPECT_EQ(world().counts()["briefing"], 0) << "it goes with the holding";
}

INSTANTIATE_ON_BOTH_ENGINES(Letters);
INSTANTIATE_ON_BOTH_ENGINES(NewHolders);

}  // namespace
}  // namespace samloft::governance
