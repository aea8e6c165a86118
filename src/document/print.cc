// A document as a file of its own, for WeasyPrint, pandoc and a browser.
// Tested by html_test.cc

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "document/direction.h"
#include "document/html.h"
#include "document/paper.h"
#include "document/picture.h"
#include "document/sections.h"

namespace samloft::document {
namespace {

using page::Html;
using page::html;

// What fits between the margins, at 96 dots an inch.
constexpr double kWidth = 612, kHeight = 720;

const std::string& alternative(const Picture& picture) {
  return picture.description.empty() ? picture.title : picture.description;
}

// pandoc makes a caption of a <figure>'s alternative text, so there it is a plain paragraph.
Html image(const Texts& t, const Picture& picture, std::size_t number, Purpose purpose) {
  const auto drawing = drawing_of(picture.svg);
  if (!drawing) return missing_drawing(t);
  const double scale = std::min({1.0, kWidth / drawing->width, kHeight / drawing->height});
  const int width = static_cast<int>(drawing->width * scale);
  if (purpose == Purpose::docx)
    return html("<p><img src=\"picture-{}.png\" width=\"{}\" alt=\"{}\"></p>\n", number, width,
                alternative(picture));
  return html(
      R"(<figure><img src="data:image/svg+xml;base64,{}" style="width: {}px" alt="{}"></figure>
)",
      to_base64(svg_file(*drawing, picture.title)), width, alternative(picture));
}

// What a column takes, in letters: its longest word, which must not break, and its longest text,
// within reason.
struct Room {
  double word = 0, text = 0;
};

// In letters of middling width: what of a text must stand on one line is its widest word, up to the dash
// in 01.08.2022–01.07.2025, after which a line may end.
double widest_word(std::string_view text) {
  constexpr double kMost = 26;
  constexpr std::string_view kNarrow = "iljtfrI.,;:!'()[]|-/", kWide = "mwMW%@ABCDEFGHKLNOPQRSTUVXYZ";
  double widest = 0, width = 0;
  for (const char byte : text) {
    const bool goes_on = (byte & 0xC0) == 0x80;
    if (byte == '\xE2') widest = std::max(widest, width + 1.4);  // as only dashes and quotes begin
    if (byte == ' ' || byte == '\xE2') width = 0;
    else if (kNarrow.find(byte) != std::string_view::npos) width += 0.6;
    else if (kWide.find(byte) != std::string_view::npos) width += 1.4;
    else if (!goes_on) width += byte >= '0' && byte <= '9' ? 1.25 : 1.05;
    widest = std::max(widest, width);
  }
  return std::min(widest, kMost);
}

Room room_of(const Table& table, std::size_t column) {
  constexpr double kAir = 4, kMost = 160;
  // Heads are bold, and may break between their words.
  Room room{1.15 * widest_word(table.columns[column]), 0};
  for (const auto& row : table.rows) {
    if (column >= row.size()) continue;
    room.word = std::max(room.word, widest_word(row[column]));
    room.text = std::max(room.text, static_cast<double>(length(row[column])));
  }
  room.word += kAir;
  room.text = std::max(room.word, std::min(room.text, kMost) + kAir);
  return room;
}

// WeasyPrint takes a third of its time to find out how wide columns are, so they are told: room for
// each column's words, and what is left by what its texts would like.
Html table_with_widths(const Table& table, Purpose purpose) {
  const double letters = purpose == Purpose::pdf ? 104 : 90;  // of middling width in a line
  std::vector<Room> rooms;
  double words = 0, texts = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    rooms.push_back(room_of(table, i));
    words += rooms.back().word;
    texts += rooms.back().text - rooms.back().word;
  }
  const double left = std::max(0.0, letters - words);
  const Html columns = page::each(rooms, [&](const Room& one) {
    const double more = texts > 0 ? left * (one.text - one.word) / texts : 0;
    const double all = words + (texts > 0 ? left : 0);
    return html(R"(<col style="width: {}%">)", std::lround(100 * (one.word + more) / all));
  });
  return table_of(table, html("<colgroup>{}</colgroup>", columns));
}

Html printed_picture(const Texts& t, const Picture& picture, std::size_t number, Purpose purpose) {
  return html(
      R"(<div class="picture" id="{}"><div class="picture__whole">
<div class="picture__title" data-custom-style="Picture Title"><p dir="auto">{}</p></div>
<div class="picture__words" data-custom-style="Picture Words"><p dir="auto">{}</p></div>
{}</div>
{}</div>
)",
      anchor(picture.id, "bilde", number), picture.title, picture.description,
      image(t, picture, number, purpose), table_with_widths(picture.table, purpose));
}

std::string css_text(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\' || character == '<') out += '\\';
    out += character;
  }
  return out + "\"";
}

// Side 3 av 12, in the document's language.
std::string page_number_style(const Texts& t) {
  const std::string mark = "\n";
  const std::string words = t.fill(N_("Side {} av {}"), {mark, mark});
  const auto first = words.find(mark), second = words.rfind(mark);
  return fmt::format(
      "@page {{ @bottom-right {{ content: {} counter(page) {} counter(pages) {}; }} }}\n",
      css_text(words.substr(0, first)), css_text(words.substr(first + 1, second - first - 1)),
      css_text(words.substr(second + 1)));
}

std::string state(const Document& document) {
  const bool both = !document.version.empty() && !document.date.empty();
  return document.version + (both ? " · " : "") + document.date;
}

Html line(std::string_view class_name, const std::string& text) {
  return page::when(!text.empty(), html("<p class=\"{}\" dir=\"auto\">{}</p>\n", class_name, text));
}

Html cover(const Document& document) {
  return html(
      "<header class=\"cover\">\n{}<h1 dir=\"auto\">{}</h1>\n{}<p class=\"cover__version\">"
      "<span class=\"cover__state\">{}</span></p>\n</header>\n",
      line("cover__issuer", document.issuer), document.title,
      line("cover__subtitle", document.subtitle), state(document));
}

Html contents_page(const Document& document) {
  if (document.sections.size() < 2) return {};
  return html(
      "<nav class=\"contents\">\n<div class=\"contents__title\" data-custom-style=\"TOC Heading\">"
      "<p>{}</p></div>\n{}</nav>\n",
      Texts(document.language)(N_("Innhold")), contents(document));
}

// pandoc makes the title page of these.
Html head_of(const Document& document, Purpose purpose) {
  Html head = html("<meta charset=\"utf-8\">\n<title>{}</title>\n", document.title);
  if (!document.issuer.empty())
    head += html("<meta name=\"author\" content=\"{}\">\n", document.issuer);
  if (purpose == Purpose::pdf) {
    return head + html("<style>\n{}{}</style>\n", Html::trusted(std::string(kPaperStyle)),
                       Html::trusted(page_number_style(Texts(document.language))));
  }
  return head +
         html("<meta name=\"subtitle\" content=\"{}\">\n<meta name=\"date\" content=\"{}\">\n",
              document.subtitle, state(document));
}

// pandoc takes alignment from style alone. Text has its quotes escaped, so these are tags' letters.
std::string with_aligned_numbers(std::string html) {
  constexpr std::string_view from = R"( class="num")", to = R"( style="text-align: right")";
  for (auto at = html.find(from); at != std::string::npos; at = html.find(from, at + to.size()))
    html.replace(at, from.size(), to);
  return html;
}

}  // namespace

std::string print_html(const Document& document, Purpose purpose) {
  const Texts t(document.language);
  const Html main =
      sections(document,
               {[&](const Table& table) { return table_with_widths(table, purpose); },
                [&](const Picture& picture, std::size_t number) {
                  return printed_picture(t, picture, number, purpose);
                }});
  const Html top = purpose == Purpose::pdf ? cover(document) : Html();
  const Html whole = html(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n{}</head>\n<body>\n{}{}<main>\n{}</main>\n"
      "</body>\n</html>\n",
      tag(document.language), head_of(document, purpose), top, contents_page(document), main);
  return purpose == Purpose::docx ? with_aligned_numbers(whole.text())
                                  : with_directions(whole.text());
}

}  // namespace samloft::document
