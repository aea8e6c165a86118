// libqrencode's modules as one SVG path.
// Tested by second_factor_pages_test.cc

#include "access/qr.h"

#include <qrencode.h>

#include <memory>

#include "base/result.h"

namespace samloft::access {
namespace {

constexpr int kQuiet = 4;  // modules of white around it, as the standard wants

struct FreeQr {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

page::Html qr_picture(const std::string& text, std::string_view title) {
  const std::unique_ptr<QRcode, FreeQr> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
  if (!code) throw Broken("no QR code can be made of the text");
  const int width = code->width, side = width + 2 * kQuiet;
  std::string path;
  for (int y = 0; y < width; ++y) {
    for (int x = 0; x < width; ++x) {
      const int start = x;
      while (x < width && (code->data[y * width + x] & 1) != 0) ++x;
      if (x > start) {
        path += "M" + std::to_string(start + kQuiet) + " " + std::to_string(y + kQuiet) + "h" +
                std::to_string(x - start) + "v1h-" + std::to_string(x - start) + "z";
      }
    }
  }
  return page::html(
      R"(<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges"><rect class="qr__paper" width="{}" height="{}"/><path class="qr__ink" d="{}"/></svg>
)",
      side, side, title, side, side, path);
}

}  // namespace samloft::access
