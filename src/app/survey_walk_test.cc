// A survey from its first question to its results, through the real gate: by those who may, past those
// who may not, and by respondents who are nobody.

#include <algorithm>

#include "access/failures.h"
#include "installation_for_tests.h"
#include "people/people.h"
#include "surveys/surveys.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string led_to(const web::Response& response) {
  for (const auto& [name, value] : response.headers)
    if (name == "Location") return value;
  return "";
}
std::string form_of(const std::vector<std::pair<std::string, std::string>>& fields) {
  std::string body;
  for (const auto& [name, value] : fields)
    body += (body.empty() ? "" : "&") + name + "=" + web::encode_percent(value);
  return body;
}
// Every piece of the text between the two marks.
std::vector<std::string> between(const std::string& text, const std::string& before,
                                 const std::string& after) {
  std::vector<std::string> all;
  for (auto at = text.find(before); at != std::string::npos; at = text.find(before, at)) {
    at += before.size();
    all.push_back(text.substr(at, text.find(after, at) - at));
  }
  return all;
}

class SurveyWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
    mails_before = static_cast<long>(mails().size());  // the outbox of the tests is shared
  }
  Browser somebody(Role role) { return test->somebody(partnership, role); }

  // The head of the example's first kindergarten.
  Browser unit_leader() {
    const auto employed = (*test)->open(partnership)->write([&](db::Connection& db) -> Result<Uuid> {
      const Viewer viewer = Viewer::command_line();
      records::Work work{db, (*test)->kinds(), viewer, Instant::now(), {}};
      people::Person person;
      person.name = "Oppdiktet styrer";
      TRY_ASSIGN(const Uuid id, records::create(work, *(*test)->kinds().by_name("person"), person));
      people::Employment employment;
      employment.person = id;
      employment.unit = records::choices(db, (*test)->kinds(), viewer, "unit", 1).front().id;
      employment.position = "Styrer";
      employment.role = Role::unit_leader;
      TRY(records::create(work, *(*test)->kinds().by_name("employment"), employment));
      return id;
    });
    EXPECT_TRUE(employed);
    return test->person(partnership, *employed);
  }
  std::string first_closed_survey(Browser& reader) {
    for (const std::string& id : between(reader.get("/hjemme/surveys?state=closed&kind=survey").body,
                                         "href=\"/hjemme/surveys/", "\"")) {
      const std::string one = "/hjemme/surveys/" + id;
      if (id.size() == 26 && has(reader.get(one).body, "Slik lærer vi sammen")) return one;
    }
    return "";
  }
  std::string new_survey(Browser& maker) {
    const auto made = maker.post("/hjemme/surveys", form_of({{"id", Uuid::fresh().text()},
                                                             {"version", "0"},
                                                             {"title", "Slik lærer vi"},
                                                             {"title_en", "How we learn"},
                                                             {"kind", "survey"},
                                                             {"smallest_group", "5"}}));
    EXPECT_EQ(made.status, 303) << made.body;
    const std::string address = led_to(made);
    return address.substr(0, address.find('?'));
  }
  web::Response add(Browser& maker, const std::string& survey, const std::string& type,
                    std::vector<std::pair<std::string, std::string>> fields) {
    fields.emplace_back("type", type);
    fields.emplace_back("id", Uuid::fresh().text());
    return maker.post(survey + "/questions", form_of(fields));
  }
  std::string opened(Browser& maker) {
    const std::string survey = new_survey(maker);
    EXPECT_EQ(add(maker, survey, "choice", {{"text", "Rolle"}, {"choices", "Lærer\nLeder\nAnnet"},
                                            {"splits", "1"}, {"required", "1"}}).status, 303);
    EXPECT_EQ(add(maker, survey, "scale", {{"text", "Vi deler praksis"},
                                           {"choices", "Uenig\nVerken eller\nEnig"}}).status, 303);
    EXPECT_EQ(add(maker, survey, "text", {{"text", "Hva bør vi øve på?"}}).status, 303);
    EXPECT_EQ(maker.post(survey + "/state", "state=open").status, 303);
    return survey;
  }
  std::vector<std::string> codes_of(Browser& maker, const std::string& survey, int count) {
    const auto sheet = maker.post(survey + "/codes", form_of({{"sheet", Uuid::fresh().text()},
                                                              {"count", std::to_string(count)}}));
    EXPECT_EQ(sheet.status, 200);
    auto codes = between(sheet.body, "class=\"code__code\">", "<");
    EXPECT_EQ(codes.size(), static_cast<std::size_t>(count));
    return codes;
  }
  // The names of a form's three fields, in order.
  std::vector<std::string> fields_of(const std::string& page) {
    std::vector<std::string> all;
    for (const std::string& name : between(page, "name=\"q-", "\""))
      if (all.empty() || all.back() != "q-" + name) all.push_back("q-" + name);
    return all;
  }
  web::Response answer(Browser& guest, const std::string& code, const std::string& role,
                       const std::string& value, const std::string& text = "") {
    const std::string door = "/hjemme/answer/" + code;
    const auto fields = fields_of(guest.get(door).body);
    EXPECT_EQ(fields.size(), 3u) << code;
    return guest.post(door, form_of({{fields[0], role}, {fields[1], value}, {fields[2], text},
                                     {"act", "send"}}));
  }
  std::vector<std::pair<std::string, std::string>> mails() {
    return (*test)->registry().read([&](db::Connection& registry) {
      std::vector<std::pair<std::string, std::string>> all;
      for (auto& [to, text] :
           registry.rows<std::string, std::string>("SELECT recipient, body FROM mail_outbox ORDER BY id"))
        all.emplace_back(to, text);
      all.erase(all.begin(), all.begin() + mails_before);
      return all;
    });
  }

  long mails_before = 0;
  std::optional<TestInstallation> test;
  access::Partnership partnership;
};

TEST_P(SurveyWalk, GoesFromTheFirstQuestionToTheResults) {
  Browser maker = somebody(Role::coordinator), staff = somebody(Role::staff), guest = test->guest();
  const std::string survey = opened(maker);
  const auto codes = codes_of(maker, survey, 7);
  EXPECT_EQ(staff.get(survey + "/results").status, 404);
  EXPECT_EQ(maker.get(survey + "/results").status, 404) << "nothing is shown while it is open";
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(answer(guest, codes[static_cast<std::size_t>(i)], "1", i % 2 ? "3" : "1",
                     "Mer øving – Привет مرحبا").status, 303);
  const std::string while_open = maker.get(survey).body;
  EXPECT_TRUE(has(while_open, "Færre enn 5 hadde svart i går kveld")) << "today's answers do not show";
  EXPECT_FALSE(has(while_open, "6 svar"));
  ASSERT_EQ(maker.post(survey + "/state", "state=closed").status, 303);
  EXPECT_EQ(staff.get(survey + "/results").status, 404);
  const std::string results = maker.get(survey + "/results").body;
  EXPECT_TRUE(has(results, "6 svar"));
  EXPECT_TRUE(has(results, "Uenig 50\u00a0%, Verken eller 0\u00a0%, Enig 50\u00a0%"));
  EXPECT_TRUE(has(results, "Привет مرحبا"));
  const auto csv = maker.post(survey + "/files", "format=csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(has(csv.body, ";Uenig;3;6;\"2,0\"")) << csv.body;
  EXPECT_TRUE(maker.post(survey + "/files", "format=xlsx").body.starts_with("PK"));
  EXPECT_TRUE(has(maker.get(survey + "/history").body, "lastet ned"));
  EXPECT_EQ(staff.post(survey + "/files", "format=csv").status, 404);
  EXPECT_TRUE(has(guest.get("/hjemme/answer/" + codes[6]).body, "Undersøkelsen er lukket"));
  EXPECT_EQ(maker.post(survey + "/evidence", "").status, 303);
}

TEST_P(SurveyWalk, KeepsNothingOfTheOneWhoAnswersAndAllOfWhatIsTyped) {
  Browser maker = somebody(Role::coordinator), guest = test->guest();
  const std::string survey = opened(maker);
  const auto codes = codes_of(maker, survey, 3);
  const std::string door = "/hjemme/answer/" + codes[0];
  const auto shown = guest.get(door);
  EXPECT_EQ(shown.status, 200);
  bool unindexed = false;
  for (const auto& [name, value] : shown.headers)
    unindexed = unindexed || (name == "X-Robots-Tag" && has(value, "noindex"));
  EXPECT_TRUE(unindexed);
  const auto fields = fields_of(shown.body);
  std::string huge;
  for (int i = 0; i < 5000; ++i) huge += "ø";
  const auto refused = guest.post(door, form_of({{fields[1], "2"}, {fields[2], huge}, {"act", "send"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused.body, huge)) << "nothing that was typed is lost";
  EXPECT_TRUE(has(refused.body, "value=\"2\" checked"));
  EXPECT_TRUE(has(refused.body, "høyst 4000 tegn; nå er det 5000"));
  EXPECT_TRUE(has(refused.body, "må besvares"));
  // Saved, and gone on with; then sent, and sent again.
  const auto saved = guest.post(door, form_of({{fields[2], "Halvveis"}, {"act", "save"}}));
  EXPECT_EQ(led_to(saved), door + "?saved=1");
  EXPECT_TRUE(has(guest.get(door).body, "Halvveis"));
  const auto sent = guest.post(door, form_of({{fields[0], "1"}, {fields[1], "2"}, {"act", "send"}}));
  EXPECT_EQ(led_to(sent), door + "?thanks=1");
  EXPECT_TRUE(has(guest.get(door + "?thanks=1").body, "Svaret er kommet fram"));
  const auto again = guest.post(door, form_of({{fields[0], "2"}, {"act", "send"}}));
  EXPECT_EQ(led_to(again), door);
  EXPECT_TRUE(has(guest.get(door).body, "Vi har fått svaret ditt før"));
  // Too late: what was typed still stands there.
  const std::string late = "/hjemme/answer/" + codes[1];
  ASSERT_EQ(maker.post(survey + "/state", "state=closed").status, 303);
  const auto closed = guest.post(late, form_of({{fields[0], "1"}, {fields[2], "For sent"}, {"act", "send"}}));
  EXPECT_EQ(closed.status, 409);
  EXPECT_TRUE(has(closed.body, "For sent"));
}

// What a browser keeps for the time without a net: nothing of anyone.
TEST_P(SurveyWalk, GivesAPageToKeepWithoutNameTokenOrWhatWasSaved) {
  Browser maker = somebody(Role::coordinator), guest = test->guest();
  const std::string survey = opened(maker);
  const std::string door = "/hjemme/answer/" + codes_of(maker, survey, 1).front();
  EXPECT_EQ(guest.post(door, form_of({{"q-3", "Halvveis hemmelig"}, {"act", "save"}})).status, 303);
  const auto until = [](const web::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Samloft-Keep-Until") return value;
    return std::string();
  };
  const auto shown = maker.get(door), kept = maker.get(door + "?offline=1");
  EXPECT_TRUE(has(shown.body, "Halvveis hemmelig"));
  EXPECT_TRUE(has(shown.body, "data-worker=\"/static/answer_worker-"));
  EXPECT_EQ(until(shown), "");
  EXPECT_TRUE(shown.keeps_itself);
  EXPECT_FALSE(has(kept.body, "Halvveis hemmelig"));
  EXPECT_FALSE(has(kept.body, "/logout")) << "it looks as if nobody were signed in";
  EXPECT_TRUE(has(kept.body, "name=\"csrf\" value=\"\""));
  EXPECT_EQ(until(kept), local_day(Instant::now()).plus_days(30).iso());
  EXPECT_EQ(between(kept.body, "<body", "<footer"), between(guest.get(door + "?offline=1").body, "<body", "<footer"))
      << "for everyone the same";
  EXPECT_EQ(guest.post(door, form_of({{"q-1", "1"}, {"q-2", "2"}, {"act", "send"}})).status, 303);
  EXPECT_EQ(until(guest.get(door + "?offline=1")), "") << "answered: there is nothing to keep";
  EXPECT_FALSE(guest.get(door).keeps_itself);
  const std::string worker = between(shown.body, "data-worker=\"", "\"").front();
  const auto script = guest.get(worker);
  EXPECT_EQ(script.status, 200);
  bool any_scope = false;
  for (const auto& [name, value] : script.headers)
    any_scope = any_scope || (name == "Service-Worker-Allowed" && value == "/");
  EXPECT_TRUE(any_scope);
}

TEST_P(SurveyWalk, ShowsAWrongCodeNothing) {
  Browser maker = somebody(Role::coordinator), guest = test->guest();
  const std::string survey = opened(maker);
  const std::string code = codes_of(maker, survey, 1).front();
  const auto unknown = guest.get("/hjemme/answer/0000-0000-0000"), nothing = guest.get("/hjemme/answer/x"),
             elsewhere = guest.get("/finnes-ikke/answer/0000-0000-0000");
  for (const auto* one : {&unknown, &nothing, &elsewhere}) {
    EXPECT_EQ(one->status, 404);
    EXPECT_FALSE(has(one->body, "Kristiansand"));
  }
  EXPECT_EQ(guest.get("/hjemme/answer").status, 200);
  const auto typed = guest.post("/hjemme/answer", form_of({{"code", "abcd-efgh"}}));
  EXPECT_EQ(typed.status, 422);
  EXPECT_TRUE(has(typed.body, "value=\"abcd-efgh\""));
  std::string shouted = code;
  std::transform(shouted.begin(), shouted.end(), shouted.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto known = guest.post("/hjemme/answer", form_of({{"code", " " + shouted + " "}}));
  EXPECT_EQ(known.status, 303);
  for (int i = 0; i < 100; ++i) guest.get("/hjemme/answer/zzzz-zzzz-zzz" + std::to_string(i % 10));
  EXPECT_EQ(guest.get("/hjemme/answer/" + code).status, 429) << "a hundred wrong codes shut the door";
  EXPECT_TRUE((*test)->registry().write([](db::Connection& registry) -> Result<void> {
    access::forget_failures(registry, "survey code:127.0.0.1");  // others knock from there too
    return {};
  }));
}

TEST_P(SurveyWalk, IsLockedOnceItIsOpen) {
  Browser maker = somebody(Role::coordinator);
  const std::string survey = opened(maker);
  for (const std::string below : {"/questions", "/profile", "/sets"}) {
    const auto refused = maker.post(survey + below, "type=text&text=Ny");
    EXPECT_EQ(refused.status, 409) << below;
    EXPECT_TRUE(has(refused.body, "Spørsmålene kan ikke endres"));
  }
  EXPECT_EQ(maker.get(survey + "/questions/new").status, 409);
  EXPECT_EQ(maker.post(survey + "/removal", "").status, 409);
  EXPECT_FALSE(has(maker.get(survey + "/questions").body, "/removal"));
}

TEST_P(SurveyWalk, ListsAtTheQuestionsWhatIsWrongWithThem) {
  Browser maker = somebody(Role::coordinator), staff = somebody(Role::staff);
  const std::string survey = new_survey(maker);
  EXPECT_EQ(staff.get(survey).status, 404) << "a draft is its makers' own";
  EXPECT_EQ(staff.get(survey + "/questions").status, 404);
  EXPECT_EQ(maker.post(survey + "/state", "state=open").status, 422);
  const auto refused = add(maker, survey, "scale", {{"text", "Enig?"}, {"choices", "Bare ett trinn"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused.body, "Bare ett trinn"));
  EXPECT_TRUE(has(refused.body, "fra 2 til 11 trinn"));
  EXPECT_EQ(maker.post(survey + "/profile", "").status, 303);
  const std::string page = maker.get(survey + "/questions").body;
  EXPECT_TRUE(has(page, "12. Lederen min setter av tid"));
  auto edits = between(page, survey + "/questions/", "/edit");
  std::erase_if(edits, [](const std::string& one) { return one.size() != 26; });
  ASSERT_GT(edits.size(), 10u);
  const std::string item = survey + "/questions/" + edits[2];
  EXPECT_TRUE(has(maker.get(item + "/edit").body, "Slik har vi det hos oss"));
  EXPECT_EQ(maker.post(item + "/move", "direction=up").status, 303);
  EXPECT_EQ(maker.post(item + "/removal", "").status, 303);
  EXPECT_EQ(maker.get(item + "/edit").status, 404);
  EXPECT_TRUE(has(maker.get(survey + "/preview").body, "Hos oss er det trygt"));
}

TEST_P(SurveyWalk, SendsLinksToAUnitAndRemindsWithoutTellingWhom) {
  Browser maker = somebody(Role::coordinator), guest = test->guest();
  const std::string survey = opened(maker);
  const auto units = between(maker.get(survey + "/sending").body, "name=\"units\" value=\"", "\"");
  ASSERT_FALSE(units.empty());
  EXPECT_EQ(maker.post(survey + "/invitations", "").status, 422);
  std::string all;
  for (const std::string& unit : units) all += "&units=" + unit;
  const auto sent = maker.post(survey + "/invitations", all.substr(1));
  ASSERT_EQ(sent.status, 303);
  const auto letters = mails();
  ASSERT_GT(letters.size(), 1u);
  const auto link_in = [](const std::string& text) { return between(text, "/answer/", "\n").front(); };
  EXPECT_EQ(answer(guest, link_in(letters[0].second), "1", "2").status, 303);
  const auto reminded = maker.post(survey + "/reminders", "");
  EXPECT_EQ(led_to(reminded), survey + "/sending?reminded=1");
  const auto after = mails();
  EXPECT_EQ(after.size(), 2 * letters.size() - 1) << "all but the one who has answered";
  for (std::size_t i = letters.size(); i < after.size(); ++i)
    EXPECT_NE(after[i].first, letters[0].first);
  const std::string page = maker.get(survey + "/sending?reminded=1").body;
  EXPECT_TRUE(has(page, "Hvem og hvor mange det er"));
  EXPECT_EQ(maker.post(survey + "/invitations", all.substr(1)).status, 303);
  EXPECT_EQ(mails().size(), after.size()) << "nobody is invited twice";
}

TEST_P(SurveyWalk, PicksPersonsOneByOne) {
  Browser maker = somebody(Role::coordinator), staff = somebody(Role::staff);
  const std::string survey = opened(maker), picking = survey + "/persons";
  EXPECT_EQ(staff.get(picking).status, 404);
  EXPECT_TRUE(has(maker.get(survey + "/sending").body, picking));
  EXPECT_FALSE(has(maker.get(picking).body, "name=\"persons\"")) << "nobody before one has searched";
  EXPECT_TRUE(has(maker.get(picking + "?q=finnesikke").body, "Ingen som arbeider her"));
  const std::string found = maker.get(picking + "?q=e&all=1").body;
  const auto ids = between(found, "name=\"persons\" value=\"", "\" checked");
  ASSERT_GE(ids.size(), 6u);
  const auto leaders = between(maker.get(picking + "?role=unit_leader").body, "name=\"persons\" value=\"", "\"");
  EXPECT_FALSE(leaders.empty());
  EXPECT_LT(leaders.size(), ids.size());
  // What was picked stays while one searches on.
  const std::string more = maker.get(picking + "?q=finnesikke&persons=" + ids[0]).body;
  EXPECT_TRUE(has(more, "value=\"" + ids[0] + "\" checked"));
  const auto few = maker.post(picking, "persons=" + ids[0] + "&persons=" + ids[1] + "&q=lærer");
  EXPECT_EQ(few.status, 422);
  EXPECT_TRUE(has(few.body, "Minst 5 må være spurt"));
  EXPECT_TRUE(has(few.body, "value=\"" + ids[1] + "\" checked")) << "what was picked stands there";
  EXPECT_TRUE(has(few.body, "value=\"lærer\""));
  EXPECT_TRUE(mails().empty());
  EXPECT_EQ(maker.post(picking, "").status, 422);
  std::string enough;
  for (std::size_t i = 0; i < 6; ++i) enough += (i == 0 ? "persons=" : "&persons=") + ids[i];
  const auto sent = maker.post(picking, enough);
  ASSERT_EQ(sent.status, 303) << sent.body;
  EXPECT_EQ(mails().size(), 6u);
  EXPECT_TRUE(has(maker.get(survey + "/sending").body, "Bare 6 er spurt"));
  EXPECT_TRUE(has(maker.get(picking + "?q=e").body, "(invitert)"));
}

// The example's open survey came in a file: links from elsewhere are dead, and nobody knows who answered.
TEST_P(SurveyWalk, SendsASurveyThatCameOpenOutAnew) {
  Browser maker = somebody(Role::coordinator);
  std::string survey;
  for (const std::string& id : between(maker.get("/hjemme/surveys?state=open").body, "href=\"/hjemme/surveys/", "\""))
    if (id.size() == 26) survey = "/hjemme/surveys/" + id;
  ASSERT_FALSE(survey.empty());
  for (const std::string below : {"", "/sending"})
    EXPECT_TRUE(has(maker.get(survey + below).body, "kom hit åpen")) << below;
  std::string all;
  for (const std::string& unit : between(maker.get(survey + "/sending").body, "name=\"units\" value=\"", "\""))
    all += "&units=" + unit;
  ASSERT_EQ(maker.post(survey + "/invitations", all.substr(1)).status, 303);
  const auto letters = mails();
  ASSERT_FALSE(letters.empty());
  EXPECT_TRUE(has(letters[0].second, "ikke svar en gang til"));
  // Links that went astray: new ones, and the old are dead.
  const auto link_in = [](const std::string& text) { return between(text, "/answer/", "\n").front(); };
  EXPECT_EQ(led_to(maker.post(survey + "/links", "")), survey + "/sending?renewed=1");
  const auto renewed = mails();
  EXPECT_EQ(renewed.size(), 2 * letters.size());
  EXPECT_TRUE(has(renewed.back().second, "virker ikke lenger"));
  Browser guest = test->guest();
  EXPECT_EQ(guest.get("/hjemme/answer/" + link_in(letters[0].second)).status, 404);
  EXPECT_EQ(guest.get("/hjemme/answer/" + link_in(renewed.back().second)).status, 200);
  EXPECT_FALSE(has(maker.get(opened(maker)).body, "kom hit åpen"));
}

TEST_P(SurveyWalk, ShowsNothingOfTooFew) {
  Browser maker = somebody(Role::coordinator), guest = test->guest();
  const std::string survey = opened(maker), empty = opened(maker);
  for (const std::string& code : codes_of(maker, survey, 4)) answer(guest, code, "1", "1", "Hemmelig");
  for (const std::string& one : {survey, empty})
    ASSERT_EQ(maker.post(one + "/state", "state=closed").status, 303);
  const auto shown = [&](const std::string& one) {
    const std::string body = maker.get(one + "/results").body;
    return between(body, "<div class=\"empty\">", "</div>").front();
  };
  EXPECT_EQ(shown(survey), shown(empty)) << "too few look like none";
  EXPECT_FALSE(has(maker.get(survey + "/results").body, "Hemmelig"));
  EXPECT_EQ(maker.post(survey + "/files", "format=csv").status, 409);
}

// §6.2, through the pages: the leader makes and closes it, reads it first, shares it and takes it back.
TEST_P(SurveyWalk, LetsALeaderReviewTheirOwnUnit) {
  Browser leader = unit_leader(), other = somebody(Role::unit_leader), owner = somebody(Role::owner_leader),
          coordinator = somebody(Role::coordinator), guest = test->guest();
  EXPECT_FALSE(has(other.get("/hjemme/surveys").body, "self-reviews")) << "leads no unit";
  const std::string list = leader.get("/hjemme/surveys").body;
  const std::string unit = between(list, "name=\"unit\" value=\"", "\"").front();
  EXPECT_EQ(other.post("/hjemme/self-reviews", "unit=" + unit).status, 404);
  const auto made = leader.post("/hjemme/self-reviews", form_of({{"unit", unit}, {"id", Uuid::fresh().text()}}));
  ASSERT_EQ(made.status, 303);
  const std::string review = led_to(made).substr(0, led_to(made).find('?'));
  EXPECT_EQ(other.get(review).status, 404) << "a draft is its maker's own";
  EXPECT_EQ(leader.post(review + "/settings", form_of({{"title", "Slik er praksis her"},
                                                       {"closes_on", "i morgen"}})).status, 422);
  EXPECT_EQ(leader.post(review + "/settings", form_of({{"title", "Slik er praksis her"}})).status, 303);
  EXPECT_EQ(leader.post(review + "/questions", form_of({{"type", "scale"}, {"text", "Vi deler"},
                                                        {"choices", "Nei\nJa"}})).status, 303);
  ASSERT_EQ(leader.post(review + "/state", "state=open").status, 303);
  EXPECT_EQ(other.post(review + "/state", "state=closed").status, 404);
  const auto codes = codes_of(leader, review, 5);
  for (const std::string& code : codes) {
    const std::string door = "/hjemme/answer/" + code;
    EXPECT_EQ(guest.post(door, form_of({{"q-1", "2"}, {"act", "send"}})).status, 303);
  }
  EXPECT_EQ(leader.get(review + "/results").status, 404) << "hidden until it is closed";
  ASSERT_EQ(leader.post(review + "/state", "state=closed").status, 303);
  EXPECT_EQ(leader.get(review + "/results").status, 200);
  for (Browser* one : {&other, &owner, &coordinator}) {
    EXPECT_EQ(one->get(review + "/results").status, 404);
    EXPECT_EQ(one->post(review + "/files", "format=csv").status, 404);
  }
  ASSERT_EQ(leader.post(review + "/sharing", "sharing=shared").status, 303);
  EXPECT_EQ(owner.get(review + "/results").status, 200);
  EXPECT_EQ(coordinator.get(review + "/results").status, 200);
  EXPECT_EQ(other.get(review + "/results").status, 404);
  // R12: shared or not, it stands beside nothing.
  const std::string yearly = first_closed_survey(owner);
  for (const auto& [one, with] : {std::pair{review, yearly}, std::pair{yearly, review}}) {
    const auto refused = owner.get(one + "/comparison?with=" + with.substr(with.rfind('/') + 1));
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(refused.body, "kan ikke holdes opp mot andre enheter"));
  }
  EXPECT_FALSE(has(owner.get(review + "/results").body, "comparison"));
  ASSERT_EQ(leader.post(review + "/sharing", "sharing=own").status, 303);
  EXPECT_EQ(owner.get(review + "/results").status, 404);
}

TEST_P(SurveyWalk, ComparesTheSameQuestionsOfTwoSurveys) {
  Browser maker = somebody(Role::coordinator), guest = test->guest();
  const std::string survey = new_survey(maker);
  ASSERT_EQ(maker.post(survey + "/profile", "").status, 303);
  ASSERT_EQ(maker.post(survey + "/state", "state=open").status, 303);
  for (const std::string& code : codes_of(maker, survey, 5))
    ASSERT_EQ(guest.post("/hjemme/answer/" + code, form_of({{"q-4", "5"}, {"act", "send"}})).status, 303);
  ASSERT_EQ(maker.post(survey + "/state", "state=closed").status, 303);
  const std::string other = first_closed_survey(maker);
  const std::string page =
      maker.get(survey + "/comparison?with=" + other.substr(other.rfind('/') + 1)).body;
  EXPECT_TRUE(has(page, "Hos oss er det trygt"));
  EXPECT_FALSE(has(page, "Jeg får hjelp av kollegaer")) << "nobody answered it in one of them";
  EXPECT_EQ(maker.get(survey + "/comparison?with=" + Uuid::fresh().text()).status, 404);
}

TEST_P(SurveyWalk, TakesQuestionsFromASpreadsheet) {
  Browser maker = somebody(Role::coordinator), staff = somebody(Role::staff);
  EXPECT_EQ(staff.get("/hjemme/item-sets/sheet").status, 404);
  const auto sent = [&](const std::string& sheet) {
    return maker.upload("/hjemme/item-sets/sheet", "file", "skala.csv", sheet,
                        {{"title", "Kollektiv tro på egen mestring"},
                         {"licence", "unknown"},
                         {"choices", "Uenig\nEnig"}});
  };
  const auto wrong = sent("Noe annet\nA\n");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(has(wrong.body, "mangler kolonnen «Spørsmål»"));
  EXPECT_TRUE(has(wrong.body, "Kollektiv tro på egen mestring")) << "what was typed stands";
  const auto made = sent("Spørsmål;Nynorsk;Snudd\nVi får det til;Vi får det til;\nVi gir opp;;ja\n");
  ASSERT_EQ(made.status, 303) << made.body;
  const std::string set = maker.get(led_to(made)).body;
  EXPECT_TRUE(has(set, "Vi får det til\nVi gir opp"));
  EXPECT_TRUE(has(set, "Ukjent"));
}

INSTANTIATE_ON_BOTH_ENGINES(SurveyWalk);

}  // namespace
}  // namespace samloft::app
