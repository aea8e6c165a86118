// XLSX. Bytes that begin as a zip file are taken as they are. Since a checksum guards each part of a
// zip file, others are one part of a sound workbook: the first line names it, the rest replaces it.

#include <zip.h>

#include <map>
#include <memory>

#include "base/text.h"
#include "sheet/sheet.h"
#include "target.h"

using namespace samloft;

namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

const Parts kSound{
    {"_rels/.rels", R"(<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
    {"xl/workbook.xml",
     R"(<workbook xmlns:r="r"><sheets><sheet name="Ark" sheetId="1" r:id="a"/></sheets></workbook>)"},
    {"xl/_rels/workbook.xml.rels",
     R"(<Relationships><Relationship Id="a" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
     R"(<Relationship Id="b" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>)"
     R"(<Relationship Id="c" Type="http://x/styles" Target="styles.xml"/></Relationships>)"},
    {"xl/sharedStrings.xml", "<sst><si><t>Navn</t></si><si><r><t>Rik </t></r><r><t>tekst</t></r></si></sst>"},
    {"xl/styles.xml",
     R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>)"
     R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>)"},
    {"xl/worksheets/sheet1.xml",
     R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Dag</t>)"
     R"(</is></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>45000.5</v></c></row>)"
     R"(</sheetData></worksheet>)"},
};

std::string zipped(const Parts& parts) {
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
  for (const auto& [name, text] : parts) {
    const auto index = zip_file_add(archive, name.c_str(),
                                    zip_source_buffer(archive, text.data(), text.size(), 0), 0);
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
  }
  ensure(zip_close(archive) == 0, "a workbook of parts can be zipped");
  zip_stat_t about;
  zip_source_stat(target, &about);
  std::string bytes(about.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string workbook_of(std::string_view input) {
  if (input.starts_with("PK")) return std::string(input);
  Parts parts = kSound;
  const std::string name(fuzz::first_line(input));
  const auto part = parts.find(name);
  if (part == parts.end()) return "PK\x03\x04";
  part->second = input;
  return zipped(parts);
}

// Reading gives no more of the characters that XML cannot hold than writing takes.
void expect_to_read_back(const sheet::Sheet& sheet) {
  const auto again = sheet::read("fil.xlsx", sheet::write_xlsx(sheet, "Ark"));
  ensure(again.has_value(), "a workbook that we write can be read");
  ensure(again->header == sheet.header && again->rows == sheet.rows, "a workbook reads back");
  ensure(again->formulas.empty(), "we write no formulas");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto sound = sheet::read("fil.xlsx", zipped(kSound));
  ensure(sound.has_value(), "a sound workbook can be read");
  const auto sheet = sheet::read("fil.xlsx", workbook_of(fuzz::text_of(bytes, size)));
  if (!sheet) {
    ensure(!sheet.error().message.text.empty(), "a refusal says why");
    return 0;
  }
  ensure(sheet->header.size() <= sheet::kMostColumns && sheet->rows.size() <= sheet::kMostRows,
         "a sheet is bounded");
  bool formula_rows = !sheet->formulas.empty(), long_text = false;
  for (const auto& row : sheet->rows) {
    ensure(row.size() == sheet->header.size(), "rows are as wide as the header");
    for (const std::string& cell : row) {
      ensure(is_clean_text(cell) && trimmed(cell) == cell, "cells are clean");
      long_text = long_text || cell.size() > 30'000;
    }
  }
  for (const auto& formula : sheet->formulas)
    ensure(sheet->rows.at(static_cast<std::size_t>(formula.row)).at(static_cast<std::size_t>(formula.column)).empty(),
           "a formula has no value");
  if (!formula_rows && !long_text && sheet->rows.size() < 20) expect_to_read_back(*sheet);
  return 0;
}
