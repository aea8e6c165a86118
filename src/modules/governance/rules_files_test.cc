// Which files may be handed out, as a table.

#include "rules_files.h"

#include <gtest/gtest.h>

namespace samloft::governance {
namespace {

TEST(PaperFiles, HaveANameAndABeginningThatAgree) {
  struct Case {
    const char* name;
    std::string bytes;
    const char* type;  // empty: refused
  };
  const Case cases[] = {{"plan.pdf", "%PDF-1.7 …", "application/pdf"},
                        {"Plan.PDF", "%PDF-1.7", "application/pdf"},
                        {"plan.pdf", "<script>", ""},
                        {"plan.docx", "PK\x03\x04rest", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
                        {"plan.docx", "%PDF-1.7", ""},
                        {"bilde.png", "\x89PNG\r\n\x1a\n", "image/png"},
                        {"bilde.svg", "<svg>", ""},
                        {"side.html", "<html>", ""},
                        {"program.exe", "MZ", ""},
                        {"notat.txt", "Åpent notat: الحضانة", "text/plain; charset=utf-8"},
                        {"notat.txt", std::string("a\0b", 3), ""},
                        {"notat.txt", "", ""},
                        {"plan", "%PDF-1.7", ""},
                        {"tall.csv", "a;b\n1;2\n", "text/csv; charset=utf-8"}};
  for (const Case& one : cases) EXPECT_EQ(type_of_file(one.name, one.bytes).value_or(""), one.type) << one.name;
}

}  // namespace
}  // namespace samloft::governance
