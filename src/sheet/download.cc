// Sheets as answers.
// Tested by app/goals_walk_test.cc and app/survey_walk_test.cc

#include "sheet/download.h"

namespace samloft::sheet {

web::Response download(const Sheet& sheet, Format format, const std::string& name,
                       std::string_view title) {
  const bool csv = format == Format::csv;
  web::Response answer;
  answer.type = csv ? "text/csv; charset=utf-8"
                    : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  answer.body = csv ? write_csv(sheet) : write_xlsx(sheet, title);
  answer.compressible = csv;
  answer.with("Content-Disposition",
              "attachment; filename=\"" + name + (csv ? ".csv\"" : ".xlsx\""));
  return answer;
}

}  // namespace samloft::sheet
