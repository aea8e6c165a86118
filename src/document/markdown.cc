// Markdown by cmark-gfm, tidied in its tree before it becomes HTML.
// Tested by markdown_test.cc

#include "document/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/text.h"

namespace samloft::document {
namespace {

using page::Html;

constexpr int kDeepestNesting = 40;
// cmark-gfm 0.29 tries each opening bracket against each closing one: 5000 take a tenth of a
// second, 30 000 three seconds. And it fills every short row of a table up to the width of its
// head.
constexpr std::ptrdiff_t kMostBrackets = 5000;
constexpr std::size_t kMostCells = 200'000;

using Node = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;
using Parser = std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)>;
using Iterator = std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)>;

Parser new_parser() {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  Parser parser(cmark_parser_new(CMARK_OPT_DEFAULT), cmark_parser_free);
  for (const char* name : {"table", "strikethrough"}) {
    cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
    ensure(extension != nullptr, "cmark-gfm knows its own extensions");
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  return parser;
}

bool is_tangled(std::string_view markdown) {
  if (std::count(markdown.begin(), markdown.end(), '[') > kMostBrackets) return true;
  std::size_t lines = 0, widest = 0;
  for (const std::string& line : split(markdown, '\n')) {
    ++lines;
    widest = std::max(widest, static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')));
  }
  return lines * widest > kMostCells;
}

bool is_safe_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://") ||
         address.starts_with("mailto:") || address.starts_with("#");
}

bool is_html(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

bool is_frame(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_IMAGE) return true;
  if (type != CMARK_NODE_LINK) return false;
  const char* address = cmark_node_get_url(node);
  return address == nullptr || !is_safe_address(address);
}

// Leaves the words of a link or picture in its place.
void unframe(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  cmark_node_free(node);
}

// Leaves HTML as the text that it was typed as.
void show_as_typed(cmark_node* node) {
  cmark_node* text = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(text, cmark_node_get_literal(node));
  if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
    cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node_append_child(paragraph, text);
    text = paragraph;
  }
  cmark_node_insert_before(node, text);
  cmark_node_free(node);
}

struct Findings {
  int depth = 0;
  std::vector<cmark_node*> html;
  std::vector<cmark_node*> frames;
  std::vector<cmark_node*> headings;
};

// Nothing is changed while the tree is walked: an iterator does not outlive its node.
Findings look_through(cmark_node* root) {
  Findings found;
  const Iterator iterator(cmark_iter_new(root), cmark_iter_free);
  int depth = 0;
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (cmark_node_first_child(node) != nullptr) depth += event == CMARK_EVENT_ENTER ? 1 : -1;
    found.depth = std::max(found.depth, depth);
    if (event != CMARK_EVENT_ENTER) continue;
    if (is_html(node)) found.html.push_back(node);
    if (is_frame(node)) found.frames.push_back(node);
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) found.headings.push_back(node);
  }
  return found;
}

void tidy(const Findings& found) {
  std::for_each(found.html.begin(), found.html.end(), show_as_typed);
  std::for_each(found.frames.begin(), found.frames.end(), unframe);
  for (cmark_node* heading : found.headings)
    cmark_node_set_heading_level(heading, std::min(6, cmark_node_get_heading_level(heading) + 2));
}

struct Tag {
  std::string_view written, wanted;
};
constexpr Tag kTags[] = {
    {"<p>", R"(<p dir="auto">)"},
    {"<li>", R"(<li dir="auto">)"},
    {"<h3>", R"(<h3 dir="auto">)"},
    {"<h4>", R"(<h4 dir="auto">)"},
    {"<h5>", R"(<h5 dir="auto">)"},
    {"<h6>", R"(<h6 dir="auto">)"},
    {"<table>", R"(<table class="ds-table" data-size="sm">)"},
    {"<th>", R"(<th scope="col" dir="auto">)"},
    {R"(<th align="left">)", R"(<th scope="col" dir="auto">)"},
    {R"(<th align="center">)", R"(<th scope="col" dir="auto">)"},
    {R"(<th align="right">)", R"(<th scope="col" class="num" dir="auto">)"},
    {"<td>", R"(<td dir="auto">)"},
    {R"(<td align="left">)", R"(<td dir="auto">)"},
    {R"(<td align="center">)", R"(<td dir="auto">)"},
    {R"(<td align="right">)", R"(<td class="num" dir="auto">)"},
};

// cmark knows no attributes of ours. Every < that is not a tag's has become &lt;, so a tag is found
// by its letters.
std::string with_our_tags(std::string_view html) {
  std::string out;
  out.reserve(html.size() + html.size() / 8);
  while (!html.empty()) {
    const std::size_t start = std::min(html.find('<'), html.size());
    out += html.substr(0, start);
    html.remove_prefix(start);
    const auto* tag = std::find_if(std::begin(kTags), std::end(kTags),
                                   [&](const Tag& one) { return html.starts_with(one.written); });
    if (tag != std::end(kTags)) {
      out += tag->wanted;
      html.remove_prefix(tag->written.size());
    } else if (!html.empty()) {
      out += '<';
      html.remove_prefix(1);
    }
  }
  return out;
}

std::string rendered(cmark_node* root, cmark_parser* parser) {
  using Bytes = std::unique_ptr<char, void (*)(void*)>;
  const Bytes html(
      cmark_render_html(root, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser)),
      cmark_get_default_mem_allocator()->free);
  return html.get();
}

bool is_control(unsigned char byte, unsigned char next) {
  if (byte == 0xc2) return next >= 0x80 && next < 0xa0 && next != 0x85;  // U+0080 to U+009F
  return byte == 0x7f || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r');
}

// A character reference names what nobody may type: &#27; is an escape, and no XML may hold it.
std::string without_controls(std::string text) {
  if (is_clean_text(text)) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    if (is_control(byte, next)) {
      out += "\ufffd";
      if (byte == 0xc2) ++at;
    } else {
      out += text[at];
    }
  }
  return out;
}

Html as_typed(std::string_view text) {
  return page::html(R"(<p dir="auto" class="as-typed">{}</p>)", text);
}

}  // namespace

Html from_markdown(const Texts& t, std::string_view markdown) {
  if (markdown.size() > kLongestMarkdown)
    return page::html("<p>{}</p>", t(N_("Teksten er for lang til å vises her.")));
  if (!is_clean_text(markdown))
    return page::html("<p>{}</p>", t(N_("Teksten inneholder tegn som ikke kan vises.")));
  if (is_tangled(markdown)) return as_typed(markdown);
  const Parser parser = new_parser();
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  const Node root(cmark_parser_finish(parser.get()), cmark_node_free);
  const Findings found = look_through(root.get());
  if (found.depth > kDeepestNesting) return as_typed(markdown);
  tidy(found);
  return Html::trusted(without_controls(with_our_tags(rendered(root.get(), parser.get()))));
}

}  // namespace samloft::document
