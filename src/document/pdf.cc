// PDF by WeasyPrint.
// Tested by files_pdf_test.cc

#include "document/html.h"
#include "document/making.h"

namespace samloft::document {

Result<std::string> make_pdf(const Document& document, const Limits& limits) {
  const TemporaryFolder folder;
  folder.write("document.html", print_html(document, Purpose::pdf));
  const Command make{"/usr/bin/python3", {"-I", "-c", std::string(kPdfMaker)}};
  TRY(run_or_explain(make, "weasyprint", folder, limits));
  return folder.read("document.pdf");
}

}  // namespace samloft::document
