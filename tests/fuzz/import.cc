// Partnership files: what a rehearsal takes, an import takes, and what is then exported comes in again
// as the same bytes. What is refused says where. The kinds are those of people, which have fields and
// links of all sorts: more of them would be the same reader again.

#include "base/text.h"
#include "people/people.h"
#include "records/document.h"
#include "target.h"
#include "testing/world.h"

using namespace samloft;

namespace {

samloft::testing::World& world() {
  static samloft::testing::World one(db::Engine::sqlite, {people::migrations()}, {people::kinds()});
  return one;
}

void expect_reasons(const Problem& problem) {
  ensure(problem.kind == Problem::Kind::invalid && !problem.fields.empty(), "a refusal has its reasons");
  for (const FieldError& error : problem.fields) {
    ensure(error.field.empty() || error.field.starts_with('/'), "a reason names its place");
    ensure(!error.message.text.empty(), "a reason says what is wrong");
  }
}

// What the file becomes when it is imported and exported; empty if it was refused. Nothing stays.
std::string through(const std::string& text) {
  std::string out;
  const auto undone = world().database().write([&](db::Connection& db) -> Result<void> {
    const Viewer viewer = Viewer::command_line();
    records::Work work{db, world().kinds(), viewer, world().now, {}};
    const auto imported = records::read_document(work, text);
    if (imported) {
      out = records::write_document(db, world().kinds(), imported->head);
    } else {
      expect_reasons(imported.error());
    }
    return Problem::not_found();
  });
  ensure(!undone.has_value(), "a rehearsal is undone");
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(fuzz::text_of(bytes, size));
  const auto head = records::read_head(text);
  const std::string out = through(text);
  if (out.empty()) return 0;
  ensure(head.has_value(), "an imported file has a head");
  ensure(is_clean_text(out), "an export is clean text");
  ensure(through(text) == out, "a rehearsal leaves nothing behind");
  ensure(through(out) == out, "what goes out comes in again");
  return 0;
}
