// Ids: what is read is printed, and read again, as the same.

#include "base/id.h"

#include "target.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  if (const auto id = Uuid::parse(text)) {
    ensure(text.size() == 26 && id->text().size() == 26, "an id has 26 characters");
    ensure(Uuid::parse(id->text()) == id, "an id reads back");
    ensure(Uuid::from_hyphenated(id->hyphenated()) == *id, "an id reads back from PostgreSQL");
  }
  (void)Uuid::from_hyphenated(text);
  if (size >= 16) {
    Uuid id;
    std::copy(bytes, bytes + 16, id.bytes.begin());
    ensure(Uuid::parse(id.text()) == id, "every id reads back");
  }
  return 0;
}
