// Meetings on both engines: their way, their guards, and what never changes.

#include "document/document.h"
#include "governance_book.h"
#include "records/kind.h"
#include "store_register.h"
#include "world_for_tests.h"

namespace samloft::governance {
namespace {

using samloft::testing::fields_of;
using samloft::testing::World;

class Governance : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    g = std::make_unique<Meetings>(GetParam());
    september = g->meeting(Date(2026, 9, 16));
    item = g->item(september, "Nettverket 0–6");
  }
  World& world() { return *g->world; }
  MeetingState state(const Uuid& of) { return world().load<Meeting>("meeting", of).state; }
  Problem::Kind refusal(const Result<void>& result) {
    EXPECT_FALSE(result);
    return result ? Problem::Kind::not_found : result.error().kind;
  }
  std::unique_ptr<Meetings> g;
  Uuid september, item;
};

TEST_P(Governance, GoesFromAgendaToApprovedMinutes) {
  g->mark(september, 4);
  g->circulate_all(september);
  EXPECT_EQ(state(september), MeetingState::circulated);
  const Uuid october = g->meeting(Date(2026, 10, 21));
  g->item(october, "Godkjenning av referat");
  g->expect_ok(g->run([&](records::Work& work) { return call(work, october); }));
  g->be(0);  // the chair
  g->expect_ok(g->run([&](records::Work& work) { return approve(work, september, october); }));
  EXPECT_EQ(state(september), MeetingState::approved);
  const auto minutes = world().database().read([&](db::Connection& db) { return minutes_of_meeting(db, september); });
  ASSERT_EQ(minutes.size(), 1u);
  EXPECT_EQ(minutes[0].number, 1);
  EXPECT_EQ(minutes[0].approved_on, "2026-11-25");
  EXPECT_EQ(minutes[0].approving, october);
  EXPECT_EQ(minutes[0].fingerprint, document::fingerprint("innhold"));
}

TEST_P(Governance, KeepsEveryStepInOrder) {
  const auto step = [&](auto verb) { return g->run([&](records::Work& work) { return verb(work, september); }); };
  EXPECT_EQ(refusal(step(hold)), Problem::Kind::conflict) << "nobody is marked";
  g->mark(september, 4);
  EXPECT_EQ(refusal(step(hold)), Problem::Kind::conflict) << "it was not called";
  EXPECT_EQ(refusal(step(take_back)), Problem::Kind::conflict);
  g->expect_ok(step(call));
  EXPECT_EQ(refusal(step(call)), Problem::Kind::conflict);
  const Uuid later = g->meeting(Date(2026, 12, 9));
  EXPECT_EQ(refusal(g->run([&](records::Work& work) { return call(work, later); })), Problem::Kind::conflict)
      << "an agenda without items";
  g->item(later, "Sak");
  g->mark(later, 5);
  g->expect_ok(g->run([&](records::Work& work) { return call(work, later); }));
  EXPECT_EQ(refusal(g->run([&](records::Work& work) { return hold(work, later); })), Problem::Kind::conflict)
      << "the day has not come";
}

TEST_P(Governance, IsWrittenByCoordinatorsAndApprovedByTheChair) {
  g->mark(september, 4);
  g->circulate_all(september);
  const Uuid october = g->meeting(Date(2026, 10, 21));
  const auto approval = [&](const Uuid& at) {
    return g->run([&](records::Work& work) { return approve(work, september, at); });
  };
  g->item(october, "Sak");
  EXPECT_EQ(refusal(approval(october)), Problem::Kind::forbidden) << "a coordinator is no chair";
  g->be(1);
  EXPECT_EQ(refusal(approval(october)), Problem::Kind::forbidden) << "nor is a member";
  EXPECT_EQ(refusal(g->run([&](records::Work& work) { return call(work, october); })), Problem::Kind::forbidden);
  g->world->viewer.person = Uuid::fresh();
  EXPECT_EQ(refusal(approval(october)), Problem::Kind::not_found) << "a stranger sees no meeting";
  g->be(0);
  EXPECT_EQ(refusal(approval(october)), Problem::Kind::conflict) << "it is not called yet";
  EXPECT_EQ(refusal(approval(september)), Problem::Kind::conflict) << "not by itself";
}

TEST_P(Governance, IsApprovedByADeputyAndWithoutAChairByTheCoordinator) {
  people::Seat deputy;
  deputy.body = g->body;
  deputy.function = "Vara for leder";
  deputy.deputy_of = g->seats[0];
  people::Holding holding;
  holding.seat = world().create("seat", deputy);
  people::Person person;
  person.name = "Vara";
  holding.person = world().create("person", person);
  world().create("holding", holding);
  const auto chair = [&](const Uuid& who) {
    return world().database().read([&](db::Connection& db) { return chair_of(db, g->body, who, Date(2026, 11, 25)); });
  };
  EXPECT_TRUE(chair(holding.person).is_theirs);
  EXPECT_FALSE(chair(g->persons[1]).is_theirs);
  auto led = world().load<people::Holding>("holding", g->holdings[0]);
  led.valid_until = Date(2026, 11, 1);
  g->expect_ok(world().save("holding", led));
  EXPECT_FALSE(chair(g->persons[0]).is_held);
  g->mark(september, 3);
}

TEST_P(Governance, RefusesAVoteWithoutQuorum) {
  g->mark(september, 2);
  Outcome decision = g->outcome(item, OutcomeType::decision, "Vi gjør det.");
  decision.mode = Mode::vote;
  decision.in_favour = 2;
  const auto made = world().try_create("outcome", decision);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"mode"});
  EXPECT_TRUE(World::told(made.error()).find("2 av 5 med stemmerett") != std::string::npos)
      << World::told(made.error());
  g->mark(september, 3);
  EXPECT_TRUE(world().try_create("outcome", decision));
}

TEST_P(Governance, NeverCountsTheCountyGovernor) {
  people::Organisation office;
  office.name = "Statsforvalteren";
  office.kind = people::OrganisationKind::county_governor;
  people::Seat seat;
  seat.body = g->body;
  seat.function = "Sekretariat";
  seat.represents = world().create("organisation", office);
  seat.votes = true;
  const auto made = world().try_create("seat", seat);
  ASSERT_FALSE(made) << "R5";
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"votes"});
}

TEST_P(Governance, LeavesOutWhoIsPartyWhereTheSeriesSaysSo) {
  people::Organisation owner;
  owner.name = "Fjordby kommune";
  owner.number = "964965226";
  const Uuid organisation = world().create("organisation", owner);
  for (const std::size_t i : {0u, 1u}) {
    auto seat = world().load<people::Seat>("seat", g->seats[i]);
    seat.represents = organisation;
    g->expect_ok(world().save("seat", seat));
  }
  auto stored = world().load<AgendaItem>("agenda_item", item);
  stored.parties = {organisation};
  g->expect_ok(world().save("agenda_item", stored));
  g->mark(september, 5);
  Outcome decision = g->outcome(item, OutcomeType::decision, "Innstilling");
  decision.mode = Mode::vote;
  decision.in_favour = 4;
  EXPECT_TRUE(world().try_create("outcome", decision)) << "by hand";
  auto series = world().load<MeetingSeries>("meeting_series", g->series);
  series.impartiality = Impartiality::by_organisation;
  g->expect_ok(world().save("meeting_series", series));
  Outcome again = decision;
  again.id = {};
  const auto made = world().try_create("outcome", again);
  ASSERT_FALSE(made) << "three may vote";
  const auto version = world().load<AgendaItem>("agenda_item", item).version;
  again.id = Uuid::fresh();
  again.in_favour = 3;
  g->expect_ok(g->run([&](records::Work& work) { return write_minutes(work, item, {version, "", "", {again}}); }));
  EXPECT_EQ(world().load<Outcome>("outcome", again.id).disqualified,
            (std::vector<Uuid>{g->seats[0], g->seats[1]}));
}

TEST_P(Governance, ChangesNothingOnceTheMinutesAreOut) {
  g->mark(september, 4);
  const Uuid task = [&] {
    Outcome made = g->outcome(item, OutcomeType::task, "Skriv notat");
    made.seat = g->seats[1];
    return world().create("outcome", made);
  }();
  g->circulate_all(september);
  auto stored = world().load<AgendaItem>("agenda_item", item);
  stored.discussion = "Noe annet";
  EXPECT_FALSE(world().save("agenda_item", stored));
  AgendaItem more;
  more.meeting = september;
  more.title = "Ny sak";
  EXPECT_FALSE(world().try_create("agenda_item", more));
  auto kept = world().load<Outcome>("outcome", task);
  kept.type = OutcomeType::information;
  const auto changed = world().save("outcome", kept);
  ASSERT_FALSE(changed);
  EXPECT_EQ(fields_of(changed.error()), std::vector<std::string>{"type"});
  EXPECT_FALSE(world().remove("agenda_item", item));
  EXPECT_FALSE(world().remove("outcome", task));
  EXPECT_FALSE(world().remove("meeting", september));
  EXPECT_FALSE(g->run([&](records::Work& work) {
    return mark_attendance(work, september, {{g->seats[4], g->persons[4], Presence::present}});
  }));
  auto meeting = world().load<Meeting>("meeting", september);
  meeting.place = "Et annet sted";
  EXPECT_FALSE(world().save("meeting", meeting));
  g->expect_ok(g->run([&](records::Work& work) { return set_task(work, task, TaskState::done); }));
  EXPECT_EQ(world().load<Outcome>("outcome", task).closed_on, Date(2026, 11, 25)) << "a task lives on";
  g->expect_ok(g->run([&](records::Work& work) { return take_back(work, september); }));
  g->expect_ok(world().save("agenda_item", stored));
  g->expect_ok(g->run([&](records::Work& work) { return circulate(work, september, "rettet"); }));
  const auto minutes = world().database().read([&](db::Connection& db) { return minutes_of_meeting(db, september); });
  ASSERT_EQ(minutes.size(), 2u);
  EXPECT_EQ(minutes[0].number, 2) << "the first edition is kept";
}

TEST_P(Governance, ChangesNeverAnythingAfterApproval) {
  g->mark(september, 4);
  g->circulate_all(september);
  const Uuid october = g->meeting(Date(2026, 10, 21));
  g->item(october, "Sak");
  g->expect_ok(g->run([&](records::Work& work) { return call(work, october); }));
  g->be(0);
  g->expect_ok(g->run([&](records::Work& work) { return approve(work, september, october); }));
  g->be_coordinator();
  auto stored = world().load<AgendaItem>("agenda_item", item);
  stored.title = "En annen sak";
  const auto saved = world().save("agenda_item", stored);
  ASSERT_FALSE(saved);
  EXPECT_TRUE(World::told(saved.error()).find("godkjent og kan ikke endres") != std::string::npos);
  EXPECT_EQ(refusal(g->run([&](records::Work& work) { return take_back(work, september); })), Problem::Kind::conflict);
  world().viewer.system = true;
  auto minutes = world().load<Minutes>(
      "minutes", world().database().read([&](db::Connection& db) { return minutes_of_meeting(db, september); })[0].id);
  minutes.content = "noe annet";
  minutes.fingerprint = document::fingerprint(minutes.content);
  EXPECT_FALSE(world().save("minutes", minutes)) << "not even the system";
}

TEST_P(Governance, SendsOutNoDecisionThatTheAttendanceDoesNotCarry) {
  g->mark(september, 3);
  world().create("outcome", g->outcome(item, OutcomeType::decision, "Vi gjør det."));
  g->mark(september, 2);
  g->expect_ok(g->run([&](records::Work& work) { return call(work, september); }));
  g->expect_ok(g->run([&](records::Work& work) { return hold(work, september); }));
  const auto sent = g->run([&](records::Work& work) { return circulate(work, september, "x"); });
  ASSERT_FALSE(sent);
  EXPECT_TRUE(World::told(sent.error()).find("«Vi gjør det.»") != std::string::npos);
}

TEST_P(Governance, CarriesOpenTasksToTheNextMeetingAsLastTime) {
  g->mark(september, 4);
  Outcome task = g->outcome(item, OutcomeType::task, "Skriv notat");
  task.person = g->persons[1];
  const Uuid open = world().create("outcome", task);
  task.text = "Ring rektor";
  const Uuid done = world().create("outcome", task);
  g->expect_ok(g->run([&](records::Work& work) { return set_task(work, done, TaskState::done); }));
  AgendaItem standing;
  standing.meeting = september;
  standing.title = "Eventuelt";
  standing.standing = true;
  standing.minutes = 5;
  world().create("agenda_item", standing);
  const Uuid id = Uuid::fresh();
  const NextMeeting next{id, Date(2026, 12, 9), {"Godkjenning av referat fra {}", "Oppfølging av oppgaver"}};
  const auto make = [&] { return g->run([&](records::Work& work) { return make_next(work, september, next); }); };
  g->expect_ok(make());
  g->expect_ok(make());  // the form came twice
  const auto items = world().database().read([&](db::Connection& db) { return items_of(db, id); });
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].title, "Godkjenning av referat fra 16.09.2026");
  EXPECT_EQ(items[0].approves, september);
  EXPECT_EQ(items[1].title, "Oppfølging av oppgaver");
  EXPECT_EQ(items[2].title, "Eventuelt");
  EXPECT_EQ(world().load<Meeting>("meeting", id).starts, "09.00");
  const auto carried = world().database().read([&](db::Connection& db) {
    return carried_to(db, g->series, Date(2026, 12, 9), world().viewer.today);
  });
  ASSERT_EQ(carried.size(), 1u);
  EXPECT_EQ(carried[0].id, open);
  NextMeeting early = next;
  early.id = Uuid::fresh();
  early.on = Date(2026, 9, 1);
  EXPECT_FALSE(g->run([&](records::Work& work) { return make_next(work, september, early); }));
}

TEST_P(Governance, KeepsBothWhenTwoWriteAtOnce) {
  const auto version = world().load<AgendaItem>("agenda_item", item).version;
  g->expect_ok(g->run([&](records::Work& work) {
    return write_minutes(work, item, {version, "Den ene", "Internt", {}});
  }));
  const auto second = g->run([&](records::Work& work) { return write_minutes(work, item, {version, "Den andre", "", {}}); });
  EXPECT_EQ(refusal(second), Problem::Kind::conflict);
  EXPECT_EQ(world().load<AgendaItem>("agenda_item", item).discussion, "Den ene");
}

TEST_P(Governance, ClosesATaskForWhoeverHasIt) {
  Outcome task = g->outcome(item, OutcomeType::task, "Skriv notat");
  EXPECT_FALSE(world().try_create("outcome", task)) << "somebody must have it";
  task.seat = g->seats[1];
  const Uuid id = world().create("outcome", task);
  const auto close = [&] { return g->run([&](records::Work& work) { return set_task(work, id, TaskState::done); }); };
  g->be(2);
  EXPECT_EQ(refusal(close()), Problem::Kind::forbidden);
  g->be(1);
  const auto mine = world().database().read([&](db::Connection& db) {
    return open_tasks_of(db, g->persons[1], world().viewer.today);
  });
  EXPECT_EQ(mine.size(), 1u);
  g->expect_ok(close());
}

TEST_P(Governance, HandsTasksOverWhenASeatIsVacated) {
  Outcome task = g->outcome(item, OutcomeType::task, "Skriv notat");
  task.seat = g->seats[1];
  const Uuid id = world().create("outcome", task);
  auto held = world().load<people::Holding>("holding", g->holdings[1]);
  held.valid_until = Date(2026, 10, 1);
  g->expect_ok(world().save("holding", held));
  const auto vacant = [&] {
    return world().database().read([&](db::Connection& db) { return vacant_seats(db, world().viewer); });
  };
  ASSERT_EQ(vacant().size(), 1u);
  EXPECT_EQ(vacant()[0].since, "2026-10-01");
  EXPECT_EQ(vacant()[0].tasks, 1);
  g->be(0);
  EXPECT_EQ(vacant().size(), 1u) << "the leader is told";
  g->be(2);
  EXPECT_TRUE(vacant().empty()) << "others are not";
  g->be_coordinator();
  EXPECT_FALSE(g->run([&](records::Work& work) { return hand_over(work, g->seats[1], g->seats[1]); }));
  g->expect_ok(g->run([&](records::Work& work) { return hand_over(work, g->seats[1], g->seats[2]); }));
  EXPECT_EQ(world().load<Outcome>("outcome", id).seat, g->seats[2]);
}

TEST_P(Governance, RefusesASeatHeldTwice) {
  people::Holding twice;
  twice.seat = g->seats[0];
  twice.person = g->persons[1];
  twice.valid_from = Date(2026, 1, 1);
  const auto made = world().try_create("holding", twice);
  ASSERT_FALSE(made);
  EXPECT_EQ(fields_of(made.error()), std::vector<std::string>{"valid_from"});
}

TEST_P(Governance, HoldsAThousandItemsAndThreeAlphabets) {
  const char* alphabets[] = {"Åpning: Árran og ŋ", "الحضانة والمدرسة", "Σχολείο και νηπιαγωγείο"};
  g->expect_ok(world().database().write([&](db::Connection& db) -> Result<void> {
    records::Work work{db, world().kinds(), world().viewer, world().now, {}};
    for (int i = 0; i < 1000; ++i) {
      AgendaItem one;
      one.meeting = september;
      one.title = alphabets[i % 3] + std::string(" ") + std::to_string(i);
      one.place = i + 2;
      TRY(records::create(work, world().kind("agenda_item"), one));
    }
    return {};
  }));
  const auto items = world().database().read([&](db::Connection& db) { return items_of(db, september); });
  EXPECT_EQ(items.size(), 1001u);
  g->mark(september, 3);
  const auto document = world().database().read([&](db::Connection& db) {
    const auto head = head_of(db, world().viewer, september);
    return document_of(book_of(db, world().kinds(), world().viewer, *head), Edition::agenda,
                       {"Fjordby", "Saksliste", Date(2026, 9, 1)}, Texts());
  });
  EXPECT_GT(document.sections.size(), 1000u);
  EXPECT_LT(document::write(document).size(), document::kMostBytes);
  EXPECT_NE(document::write(document).find("الحضانة"), std::string::npos);
}

TEST_P(Governance, WritesMinutesWithoutWhatIsConfidential) {
  g->mark(september, 4);
  Outcome secret = g->outcome(item, OutcomeType::decision, "Hemmelig vedtak");
  secret.confidential = true;
  world().create("outcome", secret);
  world().create("outcome", g->outcome(item, OutcomeType::information, "Åpen informasjon"));
  ItemNote note;
  note.item = item;
  note.text = "Bare for lederen";
  world().create("item_note", note);
  const auto text = [&](Edition edition) {
    return world().database().read([&](db::Connection& db) {
      const auto head = head_of(db, world().viewer, september);
      return document::write(document_of(book_of(db, world().kinds(), world().viewer, *head), edition,
                                         {"Fjordby", "", Date(2026, 9, 20)}, Texts()));
    });
  };
  const auto holds = [](const std::string& all, const char* part) { return all.find(part) != std::string::npos; };
  const std::string open = text(Edition::minutes), whole = text(Edition::chair);
  EXPECT_TRUE(holds(open, "Åpen informasjon"));
  EXPECT_FALSE(holds(open, "Hemmelig"));
  EXPECT_FALSE(holds(open, "Bare for lederen"));
  EXPECT_TRUE(holds(open, "1 punkt er unntatt offentlighet"));
  EXPECT_TRUE(holds(whole, "Hemmelig vedtak"));
  EXPECT_TRUE(holds(whole, "Bare for lederen"));
  EXPECT_FALSE(holds(text(Edition::agenda), "Hemmelig"));
}

TEST_P(Governance, KeepsTheRegisterAcrossBodiesAndYears) {
  g->mark(september, 4);
  measures::Measure m;
  m.title = "Nettverk";
  const Uuid measure = world().create("measure", m);
  auto stored = world().load<AgendaItem>("agenda_item", item);
  stored.measures = {measure};
  g->expect_ok(world().save("agenda_item", stored));
  world().create("outcome", g->outcome(item, OutcomeType::decision, "PPT er med på alle samlinger."));
  Outcome secret = g->outcome(item, OutcomeType::decision, "Hemmelig vedtak");
  secret.confidential = true;
  world().create("outcome", secret);
  const auto count = [&](const RegisterQuery& query) {
    return world().database().read([&](db::Connection& db) { return decisions(db, world().viewer, query).total; });
  };
  EXPECT_EQ(count({}), 2);
  EXPECT_EQ(count({.words = "ppt samling"}), 1);
  EXPECT_EQ(count({.words = "nettverket"}), 2) << "the item's title counts";
  EXPECT_EQ(count({.words = "100 %"}), 0);
  EXPECT_EQ(count({.year = 2026}), 2);
  EXPECT_EQ(count({.year = 2025}), 0);
  EXPECT_EQ(count({.body = Uuid::fresh()}), 0);
  EXPECT_EQ(count({.measure = measure}), 2);
  EXPECT_EQ(count({.measure = Uuid::fresh()}), 0);
  const auto treated_by = world().database().read([&](db::Connection& db) {
    return treated(db, world().viewer, "measure", measure, 10);
  });
  ASSERT_EQ(treated_by.size(), 1u);
  EXPECT_EQ(treated_by[0].meeting, september);
  g->be(1);
  EXPECT_EQ(count({}), 2) << "a member sees all";
  world().viewer.person = Uuid::fresh();
  EXPECT_EQ(count({}), 0) << "nothing is approved yet";
  g->be_coordinator();
  g->circulate_all(september);
  const Uuid october = g->meeting(Date(2026, 10, 21));
  g->item(october, "Sak");
  g->expect_ok(g->run([&](records::Work& work) { return call(work, october); }));
  g->be(0);
  g->expect_ok(g->run([&](records::Work& work) { return approve(work, september, october); }));
  world().viewer.person = Uuid::fresh();
  EXPECT_EQ(count({}), 1) << "what is approved and not confidential is for all";
}

TEST_P(Governance, NamesItsReceiversOnce) {
  const auto all = world().database().read([&](db::Connection& db) { return receivers(db, g->body, Date(2026, 11, 25)); });
  EXPECT_EQ(all.size(), 5u);
  EXPECT_TRUE(world().database().read([&](db::Connection& db) { return receivers(db, g->body, Date(2020, 1, 1)); }).empty());
}

TEST_P(Governance, TakesFilesAsPapersAndSaysWhyNot) {
  const auto attached = [&](NewPaper paper) {
    if (!paper.id) paper.id = Uuid::fresh();
    return g->run([&](records::Work& work) { return attach(work, item, paper); });
  };
  const auto wrong = [&](const NewPaper& paper) {
    const auto made = attached(paper);
    EXPECT_FALSE(made);
    return made ? std::string() : fields_of(made.error()).front();
  };
  const std::string pdf = "%PDF-1.7 innhold";
  EXPECT_EQ(wrong({{}, "Ingenting", "", "", ""}), "address");
  EXPECT_EQ(wrong({{}, "Usikker", "http://fjordby.example/x", "", ""}), "address");
  EXPECT_EQ(wrong({{}, "Skript", "javascript:alert(1)//https://", "", ""}), "address");
  EXPECT_EQ(wrong({{}, "Tom", "", "tom.pdf", ""}), "file");
  EXPECT_EQ(wrong({{}, "Program", "", "program.exe", "MZ"}), "file");
  EXPECT_EQ(wrong({{}, "For stor", "", "stor.pdf", pdf + std::string(kLargestFile, 'x')}), "file");
  EXPECT_EQ(wrong({{}, "Begge deler", "https://fjordby.example/x", "plan.pdf", pdf}), "address");
  EXPECT_TRUE(attached({{}, "Adresse", "https://fjordby.example/x", "", ""}));
  const Uuid id = Uuid::fresh();
  g->expect_ok(attached({id, "", "", "Plan for året.pdf", pdf}));
  g->expect_ok(attached({id, "", "", "Plan for året.pdf", pdf}));  // the form came twice
  g->expect_ok(attached({{}, "Den samme", "", "kopi.pdf", pdf}));
  const auto paper = world().load<Paper>("paper", id);
  EXPECT_EQ(paper.title, "Plan for året.pdf");
  const auto file = world().database().read([&](db::Connection& db) { return file_of(db, paper.fingerprint); });
  ASSERT_TRUE(file);
  EXPECT_EQ(file->bytes, pdf);
  EXPECT_EQ(file->type, "application/pdf");
  EXPECT_EQ(world().database().read([&](db::Connection& db) { return papers_of(db, september); }).size(), 3u);
  g->mark(september, 3);
  g->circulate_all(september);
  EXPECT_FALSE(attached({{}, "For sent", "", "kopi.pdf", pdf}));
}

TEST_P(Governance, KeepsADraftUntilItIsSaved) {
  const auto written = world().database().write([&](db::Connection& db) -> Result<void> {
    keep_draft(db, item, g->persons[0], {"Halvveis", "merk", 1, world().now});
    keep_draft(db, item, g->persons[0], {"Nesten", "merk", 1, world().now});
    return {};
  });
  ASSERT_TRUE(written);
  const auto kept = world().database().read([&](db::Connection& db) { return draft_of(db, item, g->persons[0]); });
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->discussion, "Nesten");
  EXPECT_FALSE(world().database().read([&](db::Connection& db) { return draft_of(db, item, g->persons[1]).has_value(); }));
  const auto stays_for = [&](std::int64_t days) {
    EXPECT_TRUE(world().database().write([&](db::Connection& db) -> Result<void> {
      forget_old_drafts(db, Instant{world().now.milliseconds + days * 24 * 60 * 60 * 1000});
      return {};
    }));
    return world().database().read([&](db::Connection& db) { return draft_of(db, item, g->persons[0]).has_value(); });
  };
  EXPECT_TRUE(stays_for(29));
  EXPECT_FALSE(stays_for(31));
}

INSTANTIATE_ON_BOTH_ENGINES(Governance);

}  // namespace
}  // namespace samloft::governance
