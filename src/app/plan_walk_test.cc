// A plan from nothing to the world: by those who may, past those who may not, over real pages.

#include "base/lettering.h"
#include "document/made_for_tests.h"
#include "documents/documents.h"
#include "installation_for_tests.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

class PlanWalk : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    test.emplace(GetParam());
    partnership = test->import_example("hjemme");
  }
  Browser somebody(Role role) { return test->somebody(partnership, role); }
  std::string new_plan(Browser& writer) {
    const auto made = writer.post("/hjemme/plans", encoded({{"id", Uuid::fresh().text()},
                                                            {"version", "0"},
                                                            {"title", "Strategisk plan"},
                                                            {"year", "2026"}}));
    EXPECT_EQ(made.status, 303) << made.body;
    return location(made);
  }
  web::Response write(Browser& writer, const std::string& plan, const std::string& topic,
                      const std::string& text, const std::string& version = "0") {
    return writer.post(plan + "/texts/" + topic, encoded({{"version", version}, {"text", text}}));
  }
  std::string steering_group() {
    return (*test)->open(partnership)->read([&](db::Connection& db) {
      return records::choices(db, (*test)->kinds(), Viewer::command_line(), "body", 100)
          .back()
          .id.text();
    });
  }
  void adopt(Browser& writer, const std::string& plan) {
    ASSERT_EQ(writer.post(plan + "/state", "state=hearing").status, 303);
    const auto adopted = writer.post(
        plan + "/adoption", encoded({{"body", steering_group()}, {"day", "2026-01-15"}}));
    ASSERT_EQ(adopted.status, 303) << adopted.body;
  }
  std::optional<TestInstallation> test;
  access::Partnership partnership;
};

TEST_P(PlanWalk, GoesFromNothingToTheWorld) {
  Browser writer = somebody(Role::coordinator), staff = somebody(Role::staff);
  Browser guest = test->guest();
  EXPECT_EQ(guest.get("/hjemme/published-plan").status, 404);
  const std::string plan = new_plan(writer);
  EXPECT_EQ(write(writer, plan, "goals", "Vi vil at **alle** er med.").status, 303);
  const std::string read = staff.get(plan + "/read").body;
  EXPECT_TRUE(holds(read, "<strong>alle</strong>"));
  EXPECT_TRUE(holds(read, "Barn og unge opplever"));  // a goal of the example
  EXPECT_EQ(staff.post(plan + "/comments", encoded({{"topic", "goals"}, {"text", "For tidlig"}})).status,
            422) << "comments wait for the hearing";
  ASSERT_EQ(writer.post(plan + "/state", "state=hearing").status, 303);
  EXPECT_EQ(staff.post(plan + "/comments", encoded({{"topic", "goals"}, {"text", "Målet er uklart"}})).status,
            303);
  EXPECT_TRUE(holds(writer.get(plan).body, "Målet er uklart"));
  const auto refused = writer.post(plan + "/adoption", encoded({{"body", ""}, {"day", "i går"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(holds(refused.body, "i går")) << "what was typed stands";
  ASSERT_EQ(writer.post(plan + "/adoption",
                        encoded({{"body", steering_group()}, {"day", "2026-01-15"}}))
                .status,
            303);
  ASSERT_EQ(writer.post(plan + "/state", "state=in_force").status, 303);
  EXPECT_EQ(guest.get("/hjemme/published-plan").status, 404) << "not opened yet";
  const std::string version = [&] {
    const std::string form = writer.get(plan + "/edit").body;
    const auto at = form.find("name=\"version\" value=\"") + 22;
    return form.substr(at, form.find('"', at) - at);
  }();
  ASSERT_EQ(writer.post(plan, encoded({{"version", version},
                                       {"title", "Strategisk plan"},
                                       {"year", "2026"},
                                       {"published", "1"}}))
                .status,
            303);
  const auto open = guest.get("/hjemme/published-plan");
  EXPECT_EQ(open.status, 200);
  EXPECT_TRUE(holds(open.body, "<strong>alle</strong>"));
  EXPECT_FALSE(holds(open.body, "Turid")) << "no person stands by name";
  EXPECT_FALSE(holds(open.body, "/hjemme/needs")) << "nor a menu for members";
}

TEST_P(PlanWalk, TravelsWholeInAPartnershipFile) {
  Browser writer = somebody(Role::coordinator);
  const std::string plan = new_plan(writer);
  ASSERT_EQ(write(writer, plan, "goals", "Alle er med.").status, 303);
  ASSERT_EQ(writer.post(plan + "/state", "state=hearing").status, 303);
  ASSERT_EQ(writer.post(plan + "/comments", encoded({{"topic", "goals"}, {"text", "Bra"}})).status, 303);
  ASSERT_EQ(writer.post(plan + "/adoption",
                        encoded({{"body", steering_group()}, {"day", "2026-01-15"}}))
                .status,
            303);
  const std::string exported = export_document(**test, partnership);
  TestInstallation other(db::Engine::sqlite);
  const auto imported = import_document(*other, exported, Rehearsal::no);
  ASSERT_TRUE(imported) << imported.error().fields.front().field;
  EXPECT_TRUE(export_document(*other, {imported->head.id, imported->head.slug, imported->head.name}) ==
              exported);
}

TEST_P(PlanWalk, LetsNobodyElseWrite) {
  Browser writer = somebody(Role::coordinator);
  const std::string plan = new_plan(writer);
  for (const Role role : {Role::staff, Role::auditor, Role::lecturer, Role::union_representative}) {
    Browser other = somebody(role);
    EXPECT_EQ(other.get(plan + "/texts/goals").status, 404);
    EXPECT_EQ(write(other, plan, "goals", "x").status, 404);
    EXPECT_EQ(other.post(plan + "/drafts/goals", "text=x").status, 404);
    EXPECT_EQ(other.post(plan + "/state", "state=hearing").status, 404);
    EXPECT_EQ(other.post(plan + "/adoption", "").status, 404);
    EXPECT_EQ(other.post(plan + "/next", "").status, 404);
    EXPECT_EQ(other.get(plan + "/read").status, 200);
  }
}

TEST_P(PlanWalk, ShowsBothSidesOfAConflictAndLosesNeither) {
  Browser kari = somebody(Role::coordinator), per = somebody(Role::owner_leader);
  const std::string plan = new_plan(kari);
  ASSERT_EQ(write(kari, plan, "goals", "Karis tekst").status, 303);
  const auto late = write(per, plan, "goals", "Pers tekst", "0");
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(holds(late.body, "Karis tekst"));
  EXPECT_TRUE(holds(late.body, "Pers tekst"));
  EXPECT_TRUE(holds(kari.get(plan + "/read").body, "Karis tekst"));
  EXPECT_EQ(write(per, plan, "goals", "Begges tekst", "1").status, 303);
  EXPECT_TRUE(holds(kari.get(plan + "/read").body, "Begges tekst"));
}

TEST_P(PlanWalk, KeepsADraftForItsTypistOnly) {
  Browser kari = somebody(Role::coordinator), per = somebody(Role::owner_leader);
  const std::string plan = new_plan(kari);
  EXPECT_EQ(kari.post(plan + "/drafts/goals", encoded({{"version", "0"}, {"text", "Halvferdig"}})).status,
            200);
  EXPECT_TRUE(holds(kari.get(plan + "/texts/goals").body, "Halvferdig"));
  EXPECT_FALSE(holds(per.get(plan + "/texts/goals").body, "Halvferdig"));
  EXPECT_FALSE(holds(kari.get(plan + "/read").body, "Halvferdig")) << "not saved";
  ASSERT_EQ(write(kari, plan, "goals", "Ferdig").status, 303);
  EXPECT_FALSE(holds(kari.get(plan + "/texts/goals").body, "Halvferdig"));
}

TEST_P(PlanWalk, TakesHostileTextAsText) {
  Browser writer = somebody(Role::coordinator);
  const std::string plan = new_plan(writer);
  const std::string hostile =
      "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> مرحبا";
  const auto preview =
      writer.post(plan + "/previews/goals", encoded({{"version", "0"}, {"text", hostile}}));
  EXPECT_EQ(preview.status, 200);
  ASSERT_EQ(write(writer, plan, "goals", hostile).status, 303);
  for (const std::string& body : {preview.body, writer.get(plan + "/read").body}) {
    EXPECT_FALSE(holds(body, "<script>alert"));
    EXPECT_FALSE(holds(body, "href=\"javascript"));
    EXPECT_FALSE(holds(body, "<img src=x"));
    EXPECT_TRUE(holds(body, "مرحبا"));
  }
  const auto too_long = write(writer, plan, "needs", std::string(20'001, 'x'));
  EXPECT_EQ(too_long.status, 422);
  EXPECT_TRUE(holds(too_long.body, std::string(20'001, 'x'))) << "what was typed stands";
}

TEST_P(PlanWalk, TellsWhatHasChangedSinceAVersion) {
  Browser writer = somebody(Role::coordinator);
  const std::string plan = new_plan(writer);
  ASSERT_EQ(write(writer, plan, "goals", "Alle er med.").status, 303);
  adopt(writer, plan);
  EXPECT_TRUE(holds(writer.get(plan + "/difference?from=1").body, "Ingenting er endret"));
  const auto goal = writer.post(
      "/hjemme/goals", encoded({{"id", Uuid::fresh().text()}, {"version", "0"}, {"title", "Et nytt mål"},
                                {"level", "child_outcome"}}));
  ASSERT_EQ(goal.status, 303) << goal.body;
  const std::string changed = writer.get(plan + "/difference?from=1").body;
  EXPECT_TRUE(holds(changed, "<ins>")) << changed;
  EXPECT_TRUE(holds(changed, "Et nytt mål"));
  EXPECT_FALSE(holds(writer.get(plan + "/read?version=1").body, "Et nytt mål")) << "frozen";
  EXPECT_EQ(writer.get(plan + "/read?version=2").status, 404);
  EXPECT_EQ(writer.get(plan + "/difference?from=7").status, 404);
}

TEST_P(PlanWalk, HandsFilesToWhoAskedForThemOnly) {
  Browser kari = somebody(Role::coordinator), per = somebody(Role::owner_leader);
  const std::string plan = new_plan(kari);
  const auto wish =
      kari.post(plan + "/files", encoded({{"of", "0"}, {"format", "html"}, {"language", "nn"}}));
  ASSERT_EQ(wish.status, 303);
  const std::string file = location(wish);
  EXPECT_EQ(kari.get(file).status, 200);
  EXPECT_EQ(kari.get(file + "/content").status, 404) << "not made yet";
  EXPECT_EQ(per.get(file).status, 404);
  EXPECT_EQ(per.post(file + "/cancellation", "").status, 404);
  EXPECT_EQ(kari.post(plan + "/files", encoded({{"format", "exe"}})).status, 404);
  EXPECT_EQ(kari.post(file + "/cancellation", "").status, 303);
  EXPECT_TRUE(holds(kari.get(file).body, "Avbrutt"));
}

TEST_P(PlanWalk, LetsNobodyFillTheQueueOfFilesForOthers) {
  Browser kari = somebody(Role::coordinator), per = somebody(Role::staff);
  const std::string plan = new_plan(kari);
  const std::string wish = encoded({{"of", "0"}, {"format", "docx"}, {"language", "nn"}});
  std::string last;
  for (int i = 0; i < 10; ++i) last = location(kari.post(plan + "/files", wish));
  const auto refused = kari.post(plan + "/files", wish);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(holds(refused.body, "Du har 10 filer som venter."));
  EXPECT_TRUE(holds(refused.body, last)) << "where one can be stopped";
  for (const char* kept : {"name=\"of\" value=\"0\"", "name=\"format\" value=\"docx\"",
                           "name=\"language\" value=\"nn\""})
    EXPECT_TRUE(holds(refused.body, kept)) << kept;
  EXPECT_EQ(per.post(plan + "/files", wish).status, 303);
  EXPECT_EQ(kari.post(last + "/cancellation", "").status, 303);
  EXPECT_EQ(kari.post(plan + "/files", wish).status, 303);
  EXPECT_EQ(kari.post(plan + "/files", wish).status, 409);
  // The queue of all has an end too.
  for (int i = 0; i < 9; ++i) EXPECT_EQ(per.post(plan + "/files", wish).status, 303) << i;
  for (const Role role : {Role::owner_leader, Role::auditor}) {
    Browser other = somebody(role);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(other.post(plan + "/files", wish).status, 303) << i;
  }
  const auto full = somebody(Role::lecturer).post(plan + "/files", wish);
  EXPECT_EQ(full.status, 409);
  EXPECT_TRUE(holds(full.body, "Det står mange filer i kø."));
  EXPECT_TRUE(holds(full.body, "name=\"format\" value=\"docx\""));
}

TEST_P(PlanWalk, TriesAFailedFileAgainForWhoAskedForIt) {
  Browser kari = somebody(Role::coordinator), per = somebody(Role::owner_leader);
  const std::string plan = new_plan(kari);
  const auto database = (*test)->open(partnership);
  const auto fail = [&] {
    EXPECT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
      const auto job = documents::claim_file(db, Instant::now());
      EXPECT_TRUE(job);
      if (job) documents::end_file(db, *job, {"", "Det gikk ikke."}, Instant::now());
      return {};
    }));
  };
  const std::string file = location(
      kari.post(plan + "/files", encoded({{"of", "0"}, {"format", "html"}, {"language", "nb"}})));
  EXPECT_EQ(kari.post(file + "/attempts", "").status, 303) << "it waits already";
  EXPECT_FALSE(holds(kari.get(file).body, "Prøv igjen"));
  fail();
  EXPECT_EQ(per.post(file + "/attempts", "").status, 404);
  EXPECT_TRUE(holds(kari.get(file).body, "Det gikk ikke."));
  EXPECT_TRUE(holds(kari.get(file).body, file + "/attempts"));
  EXPECT_EQ(location(kari.post(file + "/attempts", "")), file);
  EXPECT_TRUE(holds(kari.get(file).body, "Fila lages nå."));
  EXPECT_EQ(kari.post(file + "/attempts", "").status, 303) << "sent twice";
  fail();
  const auto id = Uuid::parse(plan.substr(plan.rfind('/') + 1));
  ASSERT_TRUE(id);
  EXPECT_TRUE(database->write([&](db::Connection& db) {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, (*test)->kinds(), viewer, Instant::now(), {}};
    return records::remove(work, *(*test)->kinds().by_name("plan"), *id);
  }));
  EXPECT_EQ(kari.post(file + "/attempts", "").status, 404) << "what it is of is not hers to read any more";
  EXPECT_FALSE(holds(kari.get(file).body, "Prøv igjen"));
}

TEST_P(PlanWalk, IsSentOnceHoweverOftenTheBrowserSendsIt) {
  Browser writer = somebody(Role::coordinator);
  const std::string plan = new_plan(writer);
  const std::string id = "id=" + Uuid::fresh().text();
  const auto first = writer.post(plan + "/next", id), again = writer.post(plan + "/next", id);
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(again.status, 303);
  EXPECT_EQ(location(first), location(again));
  // What has changed since last year stands a link away, and can be brought to the steering group.
  const std::string next = writer.get(location(first)).body;
  EXPECT_TRUE(holds(next, "/difference\""));
  EXPECT_TRUE(holds(next, "agenda-items/new?plan="));
  EXPECT_TRUE(holds(writer.get(location(first) + "/difference").body, "id=\"plan-difference\">Endret fra"));
  EXPECT_FALSE(holds(somebody(Role::staff).get(location(first)).body, "agenda-items/new?plan="));
}

std::string without(std::string text, const std::string& part, const std::string& instead = "") {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + instead.size()))
    text.replace(at, part.size(), instead);
  return text;
}
// Blanks that do not break a line become common ones, and a hyphen at the end of one goes.
std::string without_blanks(const std::string& text) {
  return document::squeezed(without(without(text, "\u00a0"), "-"));
}

// What a program finds in a file, as one text of letters alone.
std::string text_in(const std::string& file, const std::string& format) {
  const std::string taken =
      format == "pdf"    ? document::said_of(file, "pdftotext -enc UTF-8 made -")
      : format == "docx" ? document::said_of(file, "unzip -p made word/document.xml | sed -e 's/<[^>]*>//g'")
                         : file;
  return without_blanks(taken);
}

TEST_P(PlanWalk, HasEveryRowAndPictureInAllThreeFormats) {
  if (GetParam() != db::Engine::sqlite) return;  // files are made alike
  Browser writer = somebody(Role::coordinator);
  const std::string plan = new_plan(writer);
  const auto database = (*test)->open(partnership);
  for (const std::string format : {"pdf", "docx", "html"}) {
    ASSERT_EQ(writer.post(plan + "/files", encoded({{"of", "0"}, {"format", format}, {"language", "nb"}})).status, 303);
    std::optional<documents::FileJob> job;
    ASSERT_TRUE(database->write([&](db::Connection& db) -> Result<void> {
      job = documents::claim_file(db, Instant::now());
      return {};
    }));
    ASSERT_TRUE(job);
    const auto content = document::read(job->content);
    ASSERT_TRUE(content);
    std::vector<std::string> pictures;
    for (const auto& section : content->sections)
      for (const auto& block : section.blocks)
        if (const auto* picture = std::get_if<document::Picture>(&block)) pictures.push_back(picture->id);
    EXPECT_EQ(std::count(pictures.begin(), pictures.end(), "time-line-1"), 1);
    EXPECT_EQ(std::count(pictures.begin(), pictures.end(), "year-wheel"), 1);
    EXPECT_GE(pictures.size(), 3u) << "and the strategy model";
    const auto kind = format == "pdf" ? document::Format::pdf : format == "docx" ? document::Format::docx : document::Format::html;
    const auto made = document::make_file(*content, kind, {120, 1024});  // other tests run beside it
    ASSERT_TRUE(made) << format << made.error().message.text;
    const std::string text = text_in(*made, format);
    for (const std::string& all : document::words_of(*content))
      for (const std::string& word : words_of(without(all, "–", "– "))) {
        std::string shown = word;
        if (format != "pdf") {
          shown.clear();
          page::append_escaped(shown, word);
        }
        EXPECT_TRUE(holds(text, without_blanks(shown))) << format << ": " << word;
      }
    if (format != "pdf") continue;
    const std::string structure = document::said_of(*made, "qpdf --qdf --object-streams=disable made -");
    const auto count = [&](const std::string& part) {
      std::size_t found = 0;
      for (auto at = structure.find(part); at != std::string::npos; at = structure.find(part, at + 1)) ++found;
      return found;
    };
    EXPECT_EQ(count("/S /Figure"), pictures.size());
    EXPECT_EQ(count("/Alt "), pictures.size()) << "each in words too";
  }
}

INSTANTIATE_ON_BOTH_ENGINES(PlanWalk);

}  // namespace
}  // namespace samloft::app
