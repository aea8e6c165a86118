// Frozen documents: what is read is written as the same bytes, and its page can be made.

#include "document/document.h"

#include "document/html.h"
#include "target.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto read = document::read(fuzz::text_of(bytes, size));
  if (!read) {
    ensure(!read.error().message.text.empty() || !read.error().fields.empty(), "a refusal says why");
    return 0;
  }
  const std::string written = document::write(*read);
  const auto again = document::read(written);
  ensure(again.has_value() && *again == *read, "a document reads back");
  ensure(document::write(*again) == written, "the same document is the same bytes");
  const std::string page = document::body(*read).text();
  ensure(page.find("<script") == std::string::npos, "a document runs nothing");
  return 0;
}
