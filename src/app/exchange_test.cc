// The example and the partnership file, on both engines.

#include <fstream>
#include <sstream>

#include "installation_for_tests.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

class Exchange : public samloft::testing::OnBothEngines {};

TEST_P(Exchange, KeepsTheExampleByteForByte) {
  TestInstallation first(GetParam());
  const auto partnership = first.import_example("kristiansand");
  const std::string exported = export_document(*first, partnership);
  TestInstallation second(db::Engine::sqlite);
  const auto imported = import_document(*second, exported, Rehearsal::no);
  ASSERT_TRUE(imported);
  EXPECT_EQ(export_document(*second, {imported->head.id, imported->head.slug, imported->head.name}),
            exported);
}

TEST_P(Exchange, MovesFromSqliteByteForByte) {
  TestInstallation from(db::Engine::sqlite);
  const std::string exported = export_document(*from, from.import_example("flyttet"));
  TestInstallation to(GetParam());
  const auto imported = import_document(*to, exported, Rehearsal::no);
  ASSERT_TRUE(imported);
  EXPECT_EQ(export_document(*to, {imported->head.id, imported->head.slug, imported->head.name}),
            exported);
}

TEST_P(Exchange, StoresNothingInARehearsal) {
  TestInstallation test(GetParam());
  std::string text = *document_text(SAMLOFT_SOURCE "/examples/kristiansand");
  const auto rehearsed = import_document(*test, text, Rehearsal::yes);
  ASSERT_TRUE(rehearsed);
  EXPECT_GT(rehearsed->records, 0);
  EXPECT_TRUE(test->registry().read(access::partnerships).empty());
}

TEST_P(Exchange, RefusesASecondPartnershipAtAnAddress) {
  TestInstallation test(GetParam());
  test.import_example("kristiansand");
  const auto again =
      import_document(*test, *document_text(SAMLOFT_SOURCE "/examples/kristiansand"), Rehearsal::no);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, Problem::Kind::conflict);
}

INSTANTIATE_ON_BOTH_ENGINES(Exchange);

TEST(Schema, IsPublishedAsItIs) {
  std::ifstream file(SAMLOFT_SOURCE "/docs/partnership-file.schema.json");
  std::ostringstream published;
  published << file.rdbuf();
  const std::string now = records::document_schema(all_kinds());
  if (std::getenv("SAMLOFT_ACCEPT")) {
    std::ofstream(SAMLOFT_SOURCE "/docs/partnership-file.schema.json") << now;
  } else {
    EXPECT_TRUE(published.str() == now) << "run script/accept and read the difference";
  }
}

}  // namespace
}  // namespace samloft::app
