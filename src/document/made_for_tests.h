// Looking at made files with other programs' eyes.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "document/files.h"
#include "document/process.h"
#include "document/sample_for_tests.h"

namespace samloft::document {

inline bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

inline std::string made(const Document& document, Format format) {
  const auto file = make_file(document, format);
  if (file) return *file;
  ADD_FAILURE() << file.error().message.text
                << (file.error().message.arguments.empty() ? ""
                                                           : file.error().message.arguments.back());
  return {};
}

// What a shell command says of the bytes, which it finds in a file named "made".
inline std::string said_of(const std::string& bytes, const std::string& command) {
  const TemporaryFolder folder;
  folder.write("made", bytes);
  const Ending ending = run({"/bin/sh", {"-c", command + " > said"}}, folder, {60, 4096});
  EXPECT_EQ(ending.how, Ending::How::well) << command << ": " << ending.complaint;
  return folder.read("said");
}

// Texts without the blanks and soft hyphens that line breaking moves about.
inline std::string squeezed(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return c != ' ' && c != '\n' && c != '\f' && c != '\r' && c != '\t'; });
  return out;
}

// Everything that a reader must find, whatever the format.
inline std::vector<std::string> words_of(const Document& document) {
  std::vector<std::string> words = {document.title, document.subtitle, document.issuer,
                                    document.version};
  const auto add_table = [&](const Table& table) {
    words.push_back(table.caption);
    words.insert(words.end(), table.columns.begin(), table.columns.end());
    for (const auto& row : table.rows) words.insert(words.end(), row.begin(), row.end());
  };
  for (const Section& section : document.sections) {
    words.push_back(section.title);
    for (const Block& block : section.blocks) {
      if (const auto* table = std::get_if<Table>(&block)) add_table(*table);
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) words.push_back(paragraph->text);
      if (const auto* bullets = std::get_if<Bullets>(&block))
        words.insert(words.end(), bullets->items.begin(), bullets->items.end());
      if (const auto* picture = std::get_if<Picture>(&block)) {
        words.push_back(picture->title);
        words.push_back(picture->description);
        add_table(picture->table);
      }
    }
  }
  return words;
}

// As long as a plan of a municipality gets: 20 pictures and 15 tables.
inline Document long_document() {
  Document document = sample_document();
  const std::string prose =
      "Vi **lærer** sammen i laget rundt barnet, og vi ser etter om det hjelper. Ansatte i "
      "barnehage, "
      "skole og PPT møtes i nettverk gjennom året og prøver ut det de har avtalt.\n\n";
  for (int i = 1; i <= 20; ++i) {
    Section section{"kapittel-" + std::to_string(i),
                    std::to_string(i + 4),
                    "Kapittel " + std::to_string(i),
                    {}};
    std::string text;
    for (int j = 0; j < 7; ++j) text += prose;
    section.blocks = {Prose{"# Om kapitlet\n\n" + text}, sample_picture(i + 1)};
    if (i <= 15) section.blocks.push_back(sample_table(25));
    document.sections.push_back(std::move(section));
  }
  return document;
}

}  // namespace samloft::document
