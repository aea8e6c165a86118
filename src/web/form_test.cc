// Bodies of forms, well-formed and hostile.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "web/http.h"

namespace samloft::web {
namespace {

Request request(const std::string& type, std::string body) {
  Request made;
  made.method = "POST";
  if (!type.empty()) made.headers.add("content-type", type);
  made.body = std::move(body);
  return made;
}
const std::string kUrlencoded = "application/x-www-form-urlencoded";
const std::string kMultipart = "multipart/form-data; boundary=X";

int status(const std::string& type, std::string body) {
  const auto read = read_form(request(type, std::move(body)));
  const auto* bad = std::get_if<BadRequest>(&read);
  return bad ? bad->status : 200;
}
Form form(const std::string& type, std::string body) {
  auto read = read_form(request(type, std::move(body)));
  EXPECT_TRUE(std::holds_alternative<Form>(read));
  return std::holds_alternative<Form>(read) ? std::get<Form>(read) : Form{};
}

std::string part(const std::string& head, const std::string& content) {
  return "--X\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
}

TEST(Urlencoded, IsRead) {
  const auto read = form(kUrlencoded, "name=%C3%86rlig+talt&goal=1&goal=2&text=a%0D%0Ab%0Dc");
  EXPECT_EQ(read.fields.get("name"), "Ærlig talt");
  EXPECT_EQ(read.fields.every("goal").size(), 2u);
  EXPECT_EQ(read.fields.get("text"), "a\nb\nc");
}

TEST(Urlencoded, RefusesNulBrokenUtf8AndBrokenEscapes) {
  for (const char* body : {"a=%00", "a=%c3%28", "a=\xff", "a=%", "%00=a", "a=%1b[0m"}) {
    EXPECT_EQ(status(kUrlencoded, body), 400) << body;
  }
}

TEST(Urlencoded, RefusesTooManyFields) {
  std::string body;
  for (int i = 0; i < 100'000; ++i) body += "a=1&";
  EXPECT_EQ(status(kUrlencoded, body), 413);
}

TEST(Form, ReadsFiveThousandFieldsAndNoMore) {
  std::string encoded, parts;
  for (int i = 0; i < 5000; ++i) {
    encoded += "a=1&";
    parts += part("name=\"a\"", "1");
  }
  EXPECT_EQ(form(kUrlencoded, encoded).fields.all().size(), 5000u);
  EXPECT_EQ(form(kMultipart, parts + "--X--").fields.all().size(), 5000u);
  EXPECT_EQ(status(kUrlencoded, encoded + "a=1"), 413);
  EXPECT_EQ(status(kMultipart, parts + part("name=\"a\"", "1") + "--X--"), 413);
}

TEST(Form, RefusesOtherContentTypes) {
  for (const char* type : {"application/json", "text/plain", "image/png", "multipart/mixed; boundary=X"}) {
    EXPECT_EQ(status(type, "a=1"), 415) << type;
  }
  EXPECT_EQ(status("", "a=1"), 415);
  EXPECT_EQ(status("application/x-www-form-urlencodedly", "a=1"), 415);
  EXPECT_EQ(status("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=1"), 200);
  EXPECT_EQ(status("", ""), 200);
}

TEST(Multipart, IsRead) {
  const auto read = form(kMultipart, part("name=\"title\"", "Å\r\nto") +
                                         part("name=\"file\"; filename=\"C:\\mine\\liste.csv\"\r\nContent-Type: text/csv",
                                              std::string("a;b\r\n\0\xff--X", 10)) +
                                         "--X--\r\n");
  EXPECT_EQ(read.fields.get("title"), "Å\nto");
  ASSERT_EQ(read.uploads.size(), 1u);
  EXPECT_EQ(read.uploads[0].file_name, "liste.csv");
  EXPECT_EQ(read.uploads[0].type, "text/csv");
  EXPECT_EQ(read.uploads[0].content, std::string("a;b\r\n\0\xff--X", 10));
}

TEST(Multipart, StripsFoldersFromFileNames) {
  for (const char* name : {"../../etc/passwd", "/etc/passwd", "..\\passwd"}) {
    const auto read = form(kMultipart, part("name=\"f\"; filename=\"" + std::string(name) + "\"", "x") + "--X--");
    ASSERT_EQ(read.uploads.size(), 1u);
    EXPECT_EQ(read.uploads[0].file_name, "passwd") << name;
  }
}

TEST(Multipart, TakesNothingInQuotationMarksForAnAttribute) {
  const auto read = form(kMultipart, part("filename=\"a; name=b.csv\"; name=\"file\"", "x") +
                                         part("name=\"c; filename=d\"", "1") + "--X--");
  ASSERT_EQ(read.uploads.size(), 1u);
  EXPECT_EQ(read.uploads[0].field, "file");
  EXPECT_EQ(read.uploads[0].file_name, "a; name=b.csv");
  EXPECT_EQ(read.fields.get("c; filename=d"), "1");
}

TEST(Multipart, NamesFilesAsTheyAreNamed) {
  const auto name = [](const std::string& written) {
    const auto read = form(
        kMultipart, part("name=\"f\"; filename=\"" + written + "\"", "x") + "--X--");
    return read.uploads.empty() ? "no upload" : read.uploads[0].file_name;
  };
  EXPECT_EQ(name("ei %22fin%22 liste.csv"), "ei \"fin\" liste.csv");
  EXPECT_EQ(name("mappe/.."), "");
  EXPECT_EQ(name(""), "");
}

TEST(Multipart, RefusesUncleanNamesAndTypesOfFiles) {
  const std::string file = "name=\"f\"; filename=\"";
  EXPECT_EQ(status(kMultipart, part(file + std::string("a\0b", 3) + "\"", "x") + "--X--"), 400);
  EXPECT_EQ(status(kMultipart, part(file + "a\"\r\nContent-Type: \xff", "x") + "--X--"), 400);
  EXPECT_EQ(status(kMultipart, part(file + "a\"; filename=\"b\"", "x") + "--X--"), 400);
}

TEST(Multipart, RefusesMalformedBodies) {
  const std::string good = part("name=\"a\"", "1") + "--X--\r\n";
  for (std::size_t cut = 0; cut + 4 < good.size(); ++cut) {
    EXPECT_EQ(status(kMultipart, good.substr(0, cut)), 400) << cut;
  }
  for (const std::string& body :
       {part("name=a", "1") + "--Y--", part("nam=\"a\"", "1") + "--X--", part("name=\"\"", "1") + "--X--",
        std::string("--X\r\n\r\n1\r\n--X--"), "garbage" + good, part("name=\"a", "1") + "--X--",
        std::string("--Xgarbage\r\n") + good}) {
    EXPECT_EQ(status(kMultipart, body), 400) << body;
  }
  EXPECT_EQ(status("multipart/form-data", good), 400);
  EXPECT_EQ(status("multipart/form-data; boundary=", good), 400);
  EXPECT_EQ(status("multipart/form-data; boundary=" + std::string(71, 'X'), good), 400);
  EXPECT_EQ(status(kMultipart, part("name=\"a\"", std::string("\0", 1)) + "--X--"), 400);
}

TEST(Form, NeverCrashesOnRandomBytes) {
  EXPECT_TRUE(rc::check("bytes", [] {
    auto body = *rc::gen::string<std::string>();
    if (*rc::gen::arbitrary<bool>()) body = part("name=\"a\"", body) + *rc::gen::string<std::string>();
    for (const auto& type : {kUrlencoded, kMultipart}) {
      const auto read = read_form(request(type, body));
      if (const auto* bad = std::get_if<BadRequest>(&read)) RC_ASSERT(bad->status >= 400);
    }
  }));
}

TEST(Form, ReadsWhatBrowsersWrite) {
  EXPECT_TRUE(rc::check("round trip", [] {
    const auto values = *rc::gen::container<std::vector<std::string>>(
        rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~')));
    std::string encoded, parts;
    for (const auto& value : values) {
      encoded += (encoded.empty() ? "v=" : "&v=") + encode_percent(value);
      RC_PRE(value.find("--X") == std::string::npos);
      parts += part("name=\"v\"", value);
    }
    RC_ASSERT(form(kUrlencoded, encoded).fields.every("v") == values);
    if (!values.empty()) RC_ASSERT(form(kMultipart, parts + "--X--\r\n").fields.every("v") == values);
  }));
}

}  // namespace
}  // namespace samloft::web
