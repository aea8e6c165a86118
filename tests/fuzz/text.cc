// What is made of people's text: folded for search, keyed for sorting, shortened, named.

#include "base/text.h"

#include <algorithm>

#include "target.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  ensure(from_base64(to_base64(text)) == std::string(text), "base64 reads back");
  if (const auto decoded = from_base64(text)) (void)to_base64(*decoded);
  (void)is_mail_address(text);
  (void)whole_number(text, 0);
  if (!is_clean_text(text)) return 0;
  ensure(is_clean_text(trimmed(text)) && trimmed(trimmed(text)) == trimmed(text), "trimming is done at once");
  ensure(is_clean_text(shortened(text, 20)) && length(shortened(text, 20)) <= 21,
         "what is cut is short, with its ellipsis");
  ensure(is_clean_text(folded(text)) && folded(folded(text)) == folded(text), "folding is done at once");
  const std::string key = sort_key(text), name = slug(text);
  ensure(key.find_first_not_of("0123456789abcdef") == std::string::npos, "a key is hex");
  ensure(slug(name) == name, "a name for an address is one already");
  return 0;
}
