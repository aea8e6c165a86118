// What pandoc 2.17 leaves undone in a DOCX.
// Tested by files_docx_test.cc

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "document/direction.h"
#include "document/making.h"
#include "document/package.h"
#include "page/html.h"

namespace samloft::document {
namespace {

using pugi::xml_node;

constexpr auto kParse = pugi::parse_default | pugi::parse_ws_pcdata;

// A part of the package as XML, put back by save().
class Part {
 public:
  Part(Package& package, std::string name) : package_(package), name_(std::move(name)) {
    const std::string bytes = package_.part(name_);
    if (!document_.load_buffer(bytes.data(), bytes.size(), kParse))
      throw Broken("pandoc wrote no XML as " + name_);
  }
  xml_node root() const { return document_.document_element(); }
  void save() {
    std::ostringstream text;
    document_.save(text, "", pugi::format_raw);
    package_.put(name_, text.str());
  }

 private:
  Package& package_;
  std::string name_;
  pugi::xml_document document_;
};

void append(xml_node parent, std::string_view xml) {
  parent.append_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_fragment);
}

std::string escaped(std::string_view text) {
  std::string out;
  page::append_escaped(out, text);
  return out;
}

xml_node first_child(xml_node parent, const char* name) {
  const xml_node found = parent.child(name);
  return found ? found : parent.prepend_child(name);
}

void turn_round(xml_node paragraph) {
  xml_node properties = first_child(paragraph, "w:pPr");
  const xml_node alignment = properties.child("w:jc");
  if (alignment)
    properties.insert_child_before("w:bidi", alignment);
  else
    properties.append_child("w:bidi");
  for (const auto& run : paragraph.select_nodes(".//w:r"))
    first_child(run.node(), "w:rPr").append_child("w:rtl");
}

void mend_paragraph(xml_node paragraph) {
  xml_node properties = paragraph.child("w:pPr");
  // The style comes first, says the schema; pandoc puts a list's numbering before it.
  if (const xml_node style = properties.child("w:pStyle")) properties.prepend_move(style);
  std::string text;
  for (const auto& run : paragraph.select_nodes(".//w:t")) text += run.node().text().get();
  if (is_right_to_left(text)) turn_round(paragraph);
}

// As wide as the page, with rows that stay whole.
void mend_table(xml_node table) {
  xml_node width = table.child("w:tblPr").child("w:tblW");
  width.attribute("w:type") = "pct";
  width.attribute("w:w") = "5000";
  for (xml_node row : table.children("w:tr"))
    first_child(row, "w:trPr").prepend_child("w:cantSplit");
}

constexpr std::string_view kPage = R"xml(
<w:headerReference w:type="default" r:id="rIdHeader"/>
<w:footerReference w:type="default" r:id="rIdFooter"/>
<w:footerReference w:type="first" r:id="rIdFooter"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1474" w:right="1418" w:bottom="1361" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>
<w:titlePg/>)xml";

void mend_text(Package& package) {
  Part text(package, "word/document.xml");
  for (const auto& found : text.root().select_nodes("//w:p")) mend_paragraph(found.node());
  for (const auto& found : text.root().select_nodes("//w:tbl")) mend_table(found.node());
  xml_node body = text.root().child("w:body");
  body.remove_child("w:sectPr");
  append(body.append_child("w:sectPr"), kPage);
  text.save();
}

const char* word_tag(Language language) {
  switch (language) {
    case Language::nynorsk:
      return "nn-NO";
    case Language::english:
      return "en-GB";
    case Language::bokmal:
      break;
  }
  return "nb-NO";
}

void mend_styles(Package& package, Language language) {
  Part styles(package, "word/styles.xml");
  pugi::xml_document ours;
  ours.append_buffer(kDocxStyles.data(), kDocxStyles.size(),
                     pugi::parse_default | pugi::parse_fragment);
  for (const xml_node& style : ours.children()) {
    const char* id = style.attribute("w:styleId").value();
    if (const xml_node theirs = styles.root().find_child_by_attribute("w:styleId", id))
      styles.root().remove_child(theirs);
    styles.root().append_copy(style);
  }
  xml_node words = styles.root().child("w:docDefaults").child("w:rPrDefault").child("w:rPr");
  words.child("w:lang").attribute("w:val") = word_tag(language);
  styles.save();
}

constexpr std::string_view kNames =
    R"xml(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")xml";

std::string words(std::string_view text) {
  return fmt::format(R"xml(<w:r><w:t xml:space="preserve">{}</w:t></w:r>)xml", escaped(text));
}

std::string field(std::string_view code) {
  return fmt::format(R"xml(<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>)xml",
                     code);
}

std::string page_number(const Texts& t) {
  const std::string text = t.fill(N_("Side {} av {}"), {"\n", "\n"});
  const auto first = text.find('\n'), second = text.rfind('\n');
  return words(text.substr(0, first)) + field("PAGE") +
         words(text.substr(first + 1, second - first - 1)) + field("NUMPAGES") +
         words(text.substr(second + 1));
}

std::string strip(std::string_view element, std::string_view style, std::string_view left,
                  std::string_view right) {
  return fmt::format(
      R"xml(<?xml version="1.0" encoding="UTF-8"?><w:{0} {1}><w:p><w:pPr><w:pStyle w:val="{2}"/></w:pPr>{3}<w:r><w:tab/></w:r>{4}</w:p></w:{0}>)xml",
      element, kNames, style, left, right);
}

void register_part(xml_node types, xml_node relations, std::string_view kind, std::string_view id) {
  append(
      types,
      fmt::format(
          R"xml(<Override PartName="/word/{0}1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{0}+xml"/>)xml",
          kind));
  append(
      relations,
      fmt::format(
          R"xml(<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" Id="{1}" Target="{0}1.xml"/>)xml",
          kind, id));
}

void add_strips(Package& package, const Document& document) {
  Part types(package, "[Content_Types].xml");
  Part relations(package, "word/_rels/document.xml.rels");
  register_part(types.root(), relations.root(), "header", "rIdHeader");
  register_part(types.root(), relations.root(), "footer", "rIdFooter");
  types.save();
  relations.save();
  package.put("word/header1.xml",
              strip("hdr", "Header", words(document.title), words(document.issuer)));
  package.put("word/footer1.xml", strip("ftr", "Footer", words(document.version),
                                        page_number(Texts(document.language))));
}

}  // namespace

void finish_docx(const std::string& path, const Document& document) {
  Package package(path);
  mend_text(package);
  mend_styles(package, document.language);
  add_strips(package, document);
  std::move(package).save();
}

}  // namespace samloft::document
