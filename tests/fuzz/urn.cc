// The answers of a survey as they come in a partnership file: read or refused, and what is read is
// written as the same text again.

#include "base/text.h"
#include "rules.h"
#include "target.h"

using namespace samloft;

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  const auto answers = surveys::read_urn(text);
  if (!answers) return 0;
  for (const surveys::Answer& one : *answers)
    for (const auto& [name, value] : one.values) ensure(is_clean_text(value), "a value is clean text");
  const std::string written = surveys::write_urn(*answers);
  const auto again = surveys::read_urn(written);
  ensure(again && again->size() == answers->size(), "what is written can be read");
  return 0;
}
