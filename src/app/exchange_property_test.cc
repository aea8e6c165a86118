// Partnerships that nobody thought of, out of the descriptions of all kinds: what goes out comes in
// again, byte for byte.

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "base/text.h"
#include "basis/basis.h"
#include "compose.h"
#include "db/db.h"
#include "document/document.h"
#include "governance/governance.h"
#include "records/document.h"
#include "records/store.h"
#include "statements/statements.h"
#include "surveys/surveys.h"
#include "testing/world.h"

namespace samloft::app {
namespace {

using Known = std::map<std::string, std::vector<Uuid>, std::less<>>;

// Fills the fields of a record with what may be typed, links with what is there.
class Filler final : public Fields {
 public:
  Filler(std::mt19937_64& random, const Known& known) : random_(random), known_(known) {}

  void text(const Field& f, std::string& value) override {
    value.clear();
    if (f.must == Must::no && up_to(1) == 0) return;
    value = f.name == "slug" || f.name == "code" ? "a" + std::to_string(up_to(9999)) : words(f.longest, false);
  }
  void prose(const Field&, std::string& value) override { value = up_to(1) ? words(200, true) : ""; }
  void number(const Field& f, std::optional<std::int64_t>& value) override {
    if (!there(f)) return;
    if (f.name.starts_with("points_")) value = up_to(4);
    else value = f.name.ends_with("year") ? 2015 + up_to(15) : up_to(60);
  }
  void money(const Field& f, std::optional<Ore>& value) override {
    if (there(f)) value = Ore{up_to(1'000'000'000)};
  }
  void percent(const Field& f, std::optional<std::int64_t>& value) override {
    if (there(f)) value = up_to(4000);
  }
  void date(const Field& f, std::optional<Date>& value) override {
    if (there(f)) value = Date(2015, 1, 1).plus_days(static_cast<int>(up_to(5000)));
  }
  void yes_no(const Field&, bool& value) override { value = up_to(1) == 1; }
  void choice_at(const Field&, Choices choices, std::size_t& index) override {
    index = static_cast<std::size_t>(up_to(static_cast<std::int64_t>(choices.size()) - 1));
  }
  void options(const Field&, Choices choices, std::uint64_t& bits) override {
    bits = static_cast<std::uint64_t>(up_to((std::int64_t{1} << choices.size()) - 1));
  }
  void link(const Field& f, std::string_view kind, Uuid& id) override {
    if (!there(f)) return;
    const auto found = known_.find(kind);
    if (found != known_.end() && !found->second.empty()) id = found->second[index_below(found->second.size())];
  }
  void links(const Field&, std::string_view kind, std::vector<Uuid>& ids) override {
    const auto found = known_.find(kind);
    if (found == known_.end()) return;
    for (const Uuid& id : found->second) {
      if (up_to(2) == 0) ids.insert(up_to(1) ? ids.begin() : ids.end(), id);
    }
  }

 private:
  std::int64_t up_to(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(random_); }
  std::size_t index_below(std::size_t size) {
    return static_cast<std::size_t>(up_to(static_cast<std::int64_t>(size) - 1));
  }
  bool there(const Field& f) { return f.must == Must::be_filled || up_to(2) != 0; }
  std::string words(std::size_t longest, bool lines) {
    static const std::vector<std::string> kPieces{"Bø", " ", "åse", "<b>", "\"", "\\", "'; --", "🌱",
                                                  "Čáhppe", "%", "{}", "&amp;", "محمد", "/", "\t"};
    std::string out = "x";
    for (auto count = up_to(6); count > 0; --count) {
      const std::string piece = lines && up_to(3) == 0 ? "\n" : kPieces[index_below(kPieces.size())];
      if (length(out + piece) <= longest) out += piece;
    }
    return trimmed(out);
  }
  std::mt19937_64& random_;
  const Known& known_;
};

// What has a form that no random words hit: seals, times, addresses.
void give_form(Record& record) {
  if (auto* basis = dynamic_cast<basis::DecisionBasis*>(&record))
    basis->fingerprint = basis::fingerprint_of(*basis);
  if (auto* minutes = dynamic_cast<governance::Minutes*>(&record))
    minutes->fingerprint = document::fingerprint(minutes->content);
  if (auto* urn = dynamic_cast<surveys::Urn*>(&record))
    urn->content = "samloft-urn 1\n= 0123456789abcdef0123456789abcdef\n";
  if (auto* meeting = dynamic_cast<governance::Meeting*>(&record)) {
    meeting->starts = "09.00";
    meeting->ends.clear();
  }
  if (auto* series = dynamic_cast<governance::MeetingSeries*>(&record))
    series->starts = series->ends = "";
  if (auto* round = dynamic_cast<statements::Round*>(&record)) {
    round->due_time = "23.59";
    round->opens_on.reset();
  }
  if (auto* paper = dynamic_cast<governance::Paper*>(&record))
    paper->address = "https://fjordby.example/" + paper->id.text();
}

class Partnerships : public samloft::testing::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database = samloft::testing::fresh_database(GetParam(), place);
    database->migrate(partnership_migrations());
  }
  void TearDown() override {
    if (!database) return;
    database.reset();
    samloft::testing::drop_database(GetParam(), place);
  }
  // Runs the work in a write of which nothing is kept.
  std::string undone(const std::function<std::string(records::Work&)>& work) {
    std::string out;
    const auto kept = database->write([&](db::Connection& db) -> Result<void> {
      const Viewer viewer = Viewer::command_line();
      records::Work within{db, kinds, viewer, Instant{1795572000000}, {}};
      out = work(within);
      return Problem::not_found();
    });
    EXPECT_FALSE(kept);
    return out;
  }
  // A partnership of what the rules let through; its kinds are noted.
  std::string generated(std::uint64_t seed) {
    return undone([&](records::Work& work) {
      std::mt19937_64 random(seed);
      Known known;
      for (const records::Kind& kind : kinds.all()) {
        auto& made = known[std::string(kind.name)];
        for (int tries = 0; tries < 30 && made.size() < 3; ++tries) {
          auto record = kind.make();
          Filler filler(random, known);
          record->describe(filler);
          give_form(*record);
          record->id = Uuid::of_name("generated", std::to_string(random()));
          if (const auto id = records::create(work, kind, *record)) made.push_back(*id);
        }
        if (!made.empty()) seen.insert(kind.name);
      }
      return records::write_document(work.db, kinds, kHead);
    });
  }
  std::string through(const std::string& document) {
    return undone([&](records::Work& work) {
      const auto imported = records::read_document(work, document);
      if (!imported) {
        std::string faults = "refused:";
        for (const FieldError& one : imported.error().fields)
          faults += " " + one.field + " " + Texts()(one.message);
        return faults;
      }
      return records::write_document(work.db, kinds, imported->head);
    });
  }

  const records::DocumentHead kHead{Uuid::of_name("generated", "partnership"), "fjordby", "Fjordby & <co>"};
  std::unique_ptr<db::Database> database;
  std::string place;
  records::Kinds kinds = all_kinds();
  std::set<std::string_view> seen;
};

TEST_P(Partnerships, ComeBackByteForByteWhateverTheyHold) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const std::string out = generated(seed);
    ASSERT_EQ(through(out), out) << "seed " << seed;
  }
  // A generator whose records are all refused would prove nothing.
  std::string never;
  for (const records::Kind& kind : kinds.all())
    if (!seen.contains(kind.name)) never += std::string(kind.name) + " ";
  EXPECT_EQ(never, "");
}

INSTANTIATE_ON_BOTH_ENGINES(Partnerships);

}  // namespace
}  // namespace samloft::app
