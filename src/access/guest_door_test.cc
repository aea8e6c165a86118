// Guests who knock with wrong codes, and letters in the reader's language.

#include "access/guest_door.h"

#include "access/letters.h"
#include "gate_for_tests.h"

namespace samloft::access {
namespace {

class GuestDoor : public Gate {
 protected:
  web::Response knock(const std::string& client) {
    web::Request request = Browser{*site, {}, {}}.request("GET", "/knock/code");
    request.client = client;
    return site->answer(request);
  }
  void SetUp() override {
    Gate::SetUp();
    if (IsSkipped()) return;
    site->add({{"GET", "/knock/code", Who::anyone(), [](Visit& visit) {
                  if (is_shut(visit, "code", 3)) return visit.page("Stengt", {}, {}, 429);
                  count_wrong(visit, "code", 3);
                  return visit.page("Feil", {}, {}, 404);
                }}});
  }
};

TEST_P(GuestDoor, IsShutToTheAddressOfManyWrongCodesForAQuarter) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(knock("192.0.2.7").status, 404);
  EXPECT_EQ(knock("192.0.2.7").status, 429);
  EXPECT_EQ(knock("192.0.2.8").status, 404) << "others are let in";
  now.milliseconds += 16 * kMinute;
  EXPECT_EQ(knock("192.0.2.7").status, 404);
}

TEST_P(GuestDoor, LettersSpeakTheLanguageOfTheirReader) {
  const Uuid person = Uuid::fresh(), unknown = Uuid::fresh();
  in_registry([&](db::Connection& registry) {
    const Account account = ensure_account(registry, "nynorsk@fjordby.example", "Nn", Language::nynorsk, now);
    set_member(registry, account.id, fjordby.id, person);
  });
  const auto words = [](const Texts& t) { return Words{std::string(tag(t.language())), "tekst"}; };
  const auto before = mails.size();
  send(site->parts(), fjordby.id, {{person, "nynorsk@fjordby.example", words},
                                   {unknown, "ukjent@fjordby.example", words}});
  ASSERT_EQ(mails.size(), before + 2);
  EXPECT_EQ(mails[before].subject, "nn");
  EXPECT_EQ(mails[before + 1].subject, "nb");
}

INSTANTIATE_TEST_SUITE_P(Engines, GuestDoor,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres));

}  // namespace
}  // namespace samloft::access
