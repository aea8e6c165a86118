// Addresses that stand in pages and in redirects.

#include "page/html.h"
#include "target.h"
#include "web/http.h"

using namespace samloft;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto text = fuzz::text_of(bytes, size);
  const page::Url url(text);
  ensure(url.text() == text || url.text() == "#", "an address is taken or refused, never mended");
  ensure(page::Url(url.text()).text() == url.text(), "an address that was taken is taken again");
  for (const unsigned char character : url.text())
    ensure(character >= 0x20 && character != 0x7f, "an address holds nothing that browsers leave out");
  for (const char* bad : {"javascript:", "data:", "vbscript:", "//", "/\\", "\t", " "})
    ensure(!url.text().starts_with(bad), "an address leads to a page");
  const std::string link = page::html(R"(<a href="{}">{}</a>)", url, text).text();
  ensure(link.starts_with("<a href=\"") && link.ends_with("</a>"), "a link is a link");
  const std::string_view inside(link.data() + 9, link.size() - 13);
  ensure(inside.find('<') == std::string_view::npos && inside.find('\'') == std::string_view::npos,
         "nothing in a link is markup");
  ensure(inside.find('"') == inside.rfind('"'), "an address ends where its quotation mark stands");
  const auto decoded = web::decode_percent(web::encode_percent(text), false);
  ensure(decoded == std::string(text), "an escaped text reads back");
  for (const auto& [name, value] : web::Response::see_other(text).headers) {
    for (char character : value)
      ensure(character > ' ' && character < 0x7f, "a header holds visible ASCII alone");
  }
  return 0;
}
