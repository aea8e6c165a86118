// Amounts and shares as people type them.

#include "base/money.h"

#include "target.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  if (const auto amount = parse_kroner(text)) {
    ensure(parse_kroner(kroner(*amount)) == amount, "an amount reads back");
    ensure(parse_kroner(plain_kroner(*amount)) == amount, "an amount reads back from a form");
  }
  if (const auto share = parse_percent(text))
    ensure(parse_percent(percent(*share)) == share, "a share reads back");
  return 0;
}
