// Escaping and addresses.
// Tested by html_test.cc

#include "page/html.h"

namespace samloft::page {

void append_escaped(std::string& out, std::string_view text) {
  for (char character : text) {
    switch (character) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += character;
    }
  }
}

Url::Url(std::string_view address) {
  // "//host" and "/\host" leave the installation; "javascript:" and its kin are no addresses.
  const bool within = address.starts_with('#') || address.starts_with('?') ||
                      (address.starts_with('/') && !address.starts_with("//") &&
                       !address.starts_with("/\\"));
  const bool outside = address.starts_with("https://") || address.starts_with("http://") ||
                       address.starts_with("mailto:");
  text_ = within || outside ? std::string(address) : "#";
}

}  // namespace samloft::page
