// Measurements as a spreadsheet: out with every state as a word, in all or not at all. Private.
#pragma once

#include <string>
#include <vector>

#include "base/texts.h"
#include "goals/goals.h"
#include "sheet/sheet.h"

namespace samloft::db {
class Connection;
}

namespace samloft::goals {

// Every measurement, in the words of the language; what it writes it reads, in any of the three.
sheet::Sheet measurement_sheet(db::Connection& db, const Texts& t);
// The columns alone, and a line for each sign.
sheet::Sheet empty_measurement_sheet(db::Connection& db, const Texts& t);

struct ImportFault {
  int line = 0;        // as a spreadsheet program shows it; 0: of the whole sheet
  std::string column;  // as it stands in the sheet
  std::string cell;
  Message message;
};
// Makes a measurement of each row, in the batch of the work. With a fault nothing is to be kept.
std::vector<ImportFault> take_measurements(records::Work& work, const sheet::Sheet& sheet);

}  // namespace samloft::goals
