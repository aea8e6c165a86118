// A document as a municipality would have it, with one of everything.
#pragma once

#include <string>

#include "document/document.h"

namespace samloft::document {

inline Table sample_table(int rows) {
  Table table{
      "Deltakere i nettverkene", {"Nettverk", "Bydel", "Deltakere"}, {}, {false, false, true}};
  for (int i = 1; i <= rows; ++i)
    table.rows.push_back(
        {"Nettverk " + std::to_string(i), i % 2 ? "Vågsbygd" : "Søgne", std::to_string(i * 7)});
  return table;
}

inline Picture sample_picture(int number) {
  const std::string name = "Tiltak over tid, figur " + std::to_string(number);
  std::string bars;
  for (int i = 0; i < 6; ++i) {
    const std::string y = std::to_string(20 + 40 * i);
    bars += "<text x=\"0\" y=\"" + y + "\">Tiltak " + std::to_string(i + 1) +
            "</text><rect class=\"tl-bar" + (i % 3 == 1 ? " tl-bar--done" : "") + "\" x=\"" +
            std::to_string(120 + 40 * i) + "\" y=\"" + std::to_string(8 + 40 * i) + "\" width=\"" +
            std::to_string(300 - 20 * i) + "\" height=\"24\" rx=\"3\"/>";
  }
  return {"tiltak-" + std::to_string(number),
          name,
          "Seks tiltak begynner etter hverandre; to av dem er avsluttet.",
          "<svg class=\"figure__svg\" viewBox=\"0 0 640 270\"><line class=\"tl-grid\" x1=\"120\" "
          "y1=\"0\" x2=\"120\" y2=\"250\"/>" +
              bars + "<text class=\"ax\" x=\"120\" y=\"260\">2026</text></svg>",
          {"Tallene bak " + name,
           {"Tiltak", "Start", "Uker"},
           {{"Veiledning", "januar 2026", "30"}, {"Språkmiljø", "mars 2026", "28"}},
           {false, false, true}}};
}

inline Document sample_document() {
  Document document{Language::bokmal,
                    "Strategisk kompetanseplan 2026–2029",
                    "For ansatte rundt barna i barnehage, skole og PPT",
                    "Kristiansand kommune",
                    "Versjon 2, vedtatt 25. november 2026",
                    "26. november 2026",
                    {}};
  document.sections = {
      {"bakgrunn",
       "1",
       "Bakgrunn",
       {Paragraph{"Planen bygger på 3 < 4 & \"det vi vet\"."},
        Prose{
            "# Hvorfor nå\n\nVi **prioriterer** tre områder:\n\n1. språk\n2. lek\n3. samarbeid\n\n"
            "> Laget rundt barnet lærer sammen.\n\nLes mer på [udir.no](https://www.udir.no/)."}}},
      {"maal",
       "2",
       "Mål og tiltak",
       {Bullets{{"Alle barnehager deltar", "Foreldre blir hørt"}}, sample_table(8),
        sample_picture(1)}},
      {"språk og kultur", "3", "Språk: đáhttu", {Prose{"Giella lea dehálaš.\n\nاللغة مهمة"}}},
      {"okonomi", "4", "Økonomi", {}},
  };
  return document;
}

}  // namespace samloft::document
