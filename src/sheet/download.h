// A sheet as the file that a page gives.
#pragma once

#include <string>
#include <string_view>

#include "sheet/sheet.h"
#include "web/http.h"

namespace samloft::sheet {

enum class Format { csv, xlsx };

// To be saved as the name with the format's ending; the title names the worksheet.
web::Response download(const Sheet& sheet, Format format, const std::string& name,
                       std::string_view title);

}  // namespace samloft::sheet
