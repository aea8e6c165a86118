// Dossiers: written and read, zipped, and checked by other programs.

#include "document/dossier.h"

#include "document/made_for_tests.h"

namespace samloft::document {
namespace {

Dossier sample_dossier() {
  Dossier dossier{Date(2026, 11, 25), {}};
  dossier.enclosures.push_back({"grunnlag-1", "", sample_document()});
  dossier.enclosures.push_back({"kilder.json", "{\"needs\": [\"åæø\"]}\n", {}});
  dossier.enclosures.push_back({"tom.txt", "", {}});
  dossier.enclosures.push_back({"melding-1", "", sample_document(), true});
  return dossier;
}
Dossier of_texts(const std::vector<std::string>& names) {
  Dossier dossier{Date(2026, 11, 25), {}};
  for (const std::string& name : names) dossier.enclosures.push_back({name, "tekst", {}});
  return dossier;
}

TEST(Dossier, ComesBackAsItWasWritten) {
  const Dossier dossier = sample_dossier();
  const auto read = read_dossier(write(dossier));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, dossier);
}

TEST(Dossier, IsNotReadFromAnythingElse) {
  for (const char* text :
       {"", "{}", "[]", "null", R"({"day": "2026-11-25"})",
        R"({"day": "i dag", "enclosures": []})", R"({"day": "2026-11-25", "enclosures": {}})",
        R"({"day": "2026-11-25", "enclosures": [1]})",
        R"({"day": "2026-11-25", "enclosures": [{"name": "a"}]})",
        R"({"day": "2026-11-25", "enclosures": [{"name": "a", "text": 1}]})",
        R"({"day": "2026-11-25", "enclosures": [{"name": "a", "document": "{}"}]})",
        R"({"day": "2026-11-25", "enclosures": [{"name": "a", "pdf": "{}"}]})",
        R"({"day": "2026-11-25", "enclosures": [{"name": 1, "text": "b"}]})"})
    EXPECT_FALSE(read_dossier(text)) << text;
}

TEST(Dossier, HasPlainNamesEachOnce) {
  EXPECT_TRUE(read_dossier(write(of_texts({"a", "b.txt", "plan-2.jsonl"}))));
  for (const std::string name : {"", ".skjult", "../opp", "/rot", "a b", "Ø", "c:x", "SHA256SUMS"})
    EXPECT_FALSE(read_dossier(write(of_texts({name})))) << name;
  EXPECT_FALSE(read_dossier(write(of_texts({"a", "a"}))));
  Dossier shadowed = of_texts({"plan.pdf"});
  shadowed.enclosures.push_back({"plan", "", sample_document()});
  EXPECT_FALSE(read_dossier(write(shadowed))) << "a text may not stand where a file goes";
  EXPECT_THROW(static_cast<void>(make_zip(shadowed)), Broken);
  std::vector<std::string> many;
  for (std::size_t i = 0; i <= kMostEnclosures; ++i) many.push_back("a" + std::to_string(i));
  EXPECT_FALSE(read_dossier(write(of_texts(many))));
}

// Four files are made of the sample; whoever waits hears of each, and may stop it.
TEST(Dossier, TellsHowFarItHasCome) {
  std::vector<std::pair<std::size_t, std::size_t>> told;
  const auto stopped = make_zip(sample_dossier(), {}, [&](std::size_t made, std::size_t all) {
    told.emplace_back(made, all);
    return told.size() < 2;
  });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, Problem::Kind::conflict);
  EXPECT_EQ(told, (std::vector<std::pair<std::size_t, std::size_t>>{{0, 6}, {1, 6}}));
}

TEST(Dossier, IsTheSameBytesForTheSameTexts) {
  const auto once = make_zip(of_texts({"a", "b"})), again = make_zip(of_texts({"a", "b"}));
  ASSERT_TRUE(once && again);
  EXPECT_EQ(*once, *again);
}

// With the programs that a receiver would use: Python's zipfile unpacks, coreutils check.
TEST(Dossier, IsUnpackedAndCheckedByOtherPrograms) {
  const auto zip = make_zip(sample_dossier());
  ASSERT_TRUE(zip);
  const std::string unpack = "python3 -m zipfile -e made all; cd all; ";
  const std::string checked = said_of(*zip, "(" + unpack + "sha256sum -c --strict SHA256SUMS)");
  EXPECT_EQ(checked,
            "grunnlag-1.pdf: OK\ngrunnlag-1.docx: OK\ngrunnlag-1.html: OK\nkilder.json: OK\n"
            "tom.txt: OK\nmelding-1.pdf: OK\n");
  EXPECT_EQ(said_of(*zip, "(" + unpack + "cat kilder.json)"), "{\"needs\": [\"åæø\"]}\n");
  EXPECT_EQ(said_of(*zip, "(" + unpack + "head -c 5 grunnlag-1.pdf)"), "%PDF-");
  EXPECT_EQ(said_of(*zip, "python3 -c \"import zipfile; "
                          "print({i.date_time[:3] for i in zipfile.ZipFile('made').infolist()})\""),
            "{(2026, 11, 25)}\n");
}

}  // namespace
}  // namespace samloft::document
