// DOCX by pandoc.
// Tested by files_docx_test.cc

#include <future>
#include <variant>
#include <vector>

#include "document/html.h"
#include "document/making.h"
#include "document/picture.h"

namespace samloft::document {
namespace {

// Word shows SVG unlike anyone else, so drawings are pixels: 300 to the inch across the page.
Result<void> draw(const Picture& picture, const std::string& name, const TemporaryFolder& folder,
                  const Limits& limits) {
  const auto drawing = drawing_of(picture.svg);
  if (!drawing) return {};
  folder.write(name + ".svg", svg_file(*drawing, picture.title));
  return run_or_explain({"/usr/bin/rsvg-convert",
                         {"--width", "2000", "--height", "2400", "--keep-aspect-ratio", "--output",
                          name + ".png", name + ".svg"}},
                        "librsvg2-bin", folder, limits);
}

std::vector<const Picture*> pictures_of(const Document& document) {
  std::vector<const Picture*> all;
  for (const Section& section : document.sections) {
    for (const Block& block : section.blocks) {
      if (const auto* picture = std::get_if<Picture>(&block)) all.push_back(picture);
    }
  }
  return all;
}

// Most of a drawing's time is the program's start, so half of them are drawn beside the others.
Result<void> draw_all(const Document& document, const TemporaryFolder& folder,
                      const Limits& limits) {
  const std::vector<const Picture*> pictures = pictures_of(document);
  const auto draw_every_second = [&](std::size_t first) -> Result<void> {
    for (std::size_t i = first; i < pictures.size(); i += 2)
      TRY(draw(*pictures[i], "picture-" + std::to_string(i + 1), folder, limits));
    return {};
  };
  auto others = std::async(std::launch::async, draw_every_second, 1);
  const Result<void> ours = draw_every_second(0);
  TRY(others.get());
  return ours;
}

}  // namespace

Result<std::string> make_docx(const Document& document, const Limits& limits) {
  const TemporaryFolder folder;
  folder.write("document.html", print_html(document, Purpose::docx));
  TRY(draw_all(document, folder, limits));
  TRY(run_or_explain({"/usr/bin/pandoc",
                      {"--from=html", "--to=docx", "--standalone", "--shift-heading-level-by=-1",
                       "--output=document.docx", "document.html"}},
                     "pandoc", folder, limits));
  finish_docx((folder.path() / "document.docx").string(), document);
  return folder.read("document.docx");
}

}  // namespace samloft::document
