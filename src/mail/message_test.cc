#include "mail/message.h"

#include <gtest/gtest.h>
#include <sodium.h>

namespace samloft::mail {
namespace {

// What a mail program shows for a header text.
std::string shown(std::string_view header) {
  if (!header.starts_with("=?")) return std::string(header);
  std::string text;
  while (!header.empty()) {
    EXPECT_TRUE(header.starts_with("=?UTF-8?B?"));
    const auto end = header.find("?=");
    const auto word = header.substr(10, end - 10);
    std::string piece(word.size(), '\0');
    std::size_t size = 0;
    EXPECT_EQ(
        sodium_base642bin(reinterpret_cast<unsigned char*>(piece.data()), piece.size(), word.data(),
                          word.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL),
        0);
    EXPECT_LE(end + 2, 75u);
    piece.resize(size);
    EXPECT_EQ(one_line(piece), piece) << "a piece ends between characters";
    text += piece;
    header.remove_prefix(end + 2);
    if (!header.empty()) {
      EXPECT_TRUE(header.starts_with("\r\n "));
      header.remove_prefix(3);
    }
  }
  return text;
}

TEST(Message, AddressesAreSafeOrRefused) {
  for (const char* address :
       {"kari@example.no", "samloft@localhost", "a.b+c@x.y.no", "bjørg@ås.no"})
    EXPECT_TRUE(is_safe_address(address)) << address;
  for (const char* address : {"",
                              "kari",
                              "@example.no",
                              "kari@",
                              "a@b@c",
                              "kari@example.no\r\nBcc: x@y.no",
                              "kari@example.no\n",
                              "kari@example.no\t",
                              "kari@example.no x",
                              "Kari <kari@example.no>",
                              "a@b.no,c@d.no",
                              "a@b.no;c@d.no",
                              "\"a b\"@c.no",
                              "a@b.no\x7f",
                              "a@b.no\u0085x",
                              "a@b.no\u2028x",
                              "a\u00a0@b.no",
                              "a@b.no\xff",
                              "a@b.no>",
                              "a@[127.0.0.1]"}) {
    EXPECT_FALSE(is_safe_address(address)) << address;
  }
  EXPECT_FALSE(is_safe_address(std::string_view("a\0@b.no", 7)));
  EXPECT_FALSE(is_safe_address(std::string(250, 'a') + "@b.no"));
}

TEST(Message, OneLineHasNoControlCharacters) {
  EXPECT_EQ(one_line("Møte\r\nBcc: x@y.no"), "Møte Bcc: x@y.no");
  EXPECT_EQ(one_line("a\u2028b\u0085c\x7f"), "a b c");
  EXPECT_EQ(one_line("\r\n a\xff"), " a\ufffd");
  EXPECT_EQ(one_line(std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(one_line("\t\n"), "");
}

TEST(Message, HeaderTextIsPlainOrEncodedAndFolded) {
  EXPECT_EQ(header_text("Welcome"), "Welcome");
  EXPECT_EQ(header_text("Møte"), "=?UTF-8?B?TcO4dGU=?=");
  const std::string far_too_long(2'000, 'x');
  std::string mixed;
  for (int times = 0; times < 100; ++times) mixed += "æ€𝄞a";
  for (const std::string& text : {std::string("=?UTF-8?B?eA==?="), far_too_long, mixed})
    EXPECT_EQ(shown(header_text(text)), text);
}

TEST(Message, HeadersSayWhoWhatAndWhen) {
  const Uuid id = *Uuid::parse("01kaw0000000000000000000k1");
  const auto all =
      headers({"samloft@example.no", "Samløft"}, id, {"kari@example.no", "Møte\r\nX-Evil: 1", "…"},
              Instant::parse_iso("2026-11-25T02:10:38.123Z"));
  EXPECT_EQ(all, (std::vector<std::string>{
                     "From: =?UTF-8?B?U2FtbMO4ZnQ=?= <samloft@example.no>",
                     "To: <kari@example.no>",
                     "Subject: =?UTF-8?B?TcO4dGUgWC1FdmlsOiAx?=",
                     "Date: Wed, 25 Nov 2026 02:10:38 +0000",
                     "Message-ID: <01kaw0000000000000000000k1@example.no>",
                     "Auto-Submitted: auto-generated",
                 }));
}

TEST(Message, UnsafeAddressesNeverBecomeHeaders) {
  EXPECT_THROW(headers({"a@b.no", ""}, {}, {"x@y.no\r\nBcc: z@y.no", "s", "t"}, {}), Broken);
}

TEST(Message, BodyHasOneSortOfLineEnd) {
  EXPECT_EQ(body_text("a\nb\r\nc\rd"), "a\r\nb\r\nc\r\nd\r\n");
  EXPECT_EQ(body_text("a\n\n\tb\n"), "a\r\n\r\n\tb\r\n");
  EXPECT_EQ(body_text("æ\x01\xff"), "æ\ufffd\r\n");
  EXPECT_EQ(body_text(""), "\r\n");
}

TEST(Message, FilesHaveNamesThatStayWhereTheyAre) {
  struct Case {
    const char* name;
    const char* shown;
  };
  const Case cases[] = {
      {"Referat 12. mars.pdf", "attachment; filename=\"Referat 12. mars.pdf\""},
      {"møte.ics", "attachment; filename*=UTF-8''m%C3%B8te.ics"},
      {"الحضانة.pdf", "attachment; filename*=UTF-8''%D8%A7%D9%84%D8%AD%D8%B6%D8%A7%D9%86%D8%A9.pdf"},
      {"a\"; filename=\"b.exe", "attachment; filename*=UTF-8''a--%20filename%3D-b.exe"},
      {"a.pdf\r\nBcc: alle@example.no", "attachment; filename=\"a.pdf Bcc- alle@example.no\""},
      {"../../etc/passwd", "attachment; filename=\"-..-etc-passwd\""},
      {"C:\\autoexec.bat", "attachment; filename=\"C--autoexec.bat\""},
      {"", "attachment; filename=\"fil\""},
      {"...", "attachment; filename=\"fil\""},
      {"\x01\xff.pdf", "attachment; filename*=UTF-8''%EF%BF%BD.pdf"}};
  for (const Case& one : cases) {
    const std::string header = file_disposition({one.name, "", ""});
    if (std::string(one.name).find('@') == std::string::npos) {
      EXPECT_EQ(header, one.shown);
    }
    EXPECT_EQ(header.find_first_of("\r\n"), std::string::npos) << one.name;
  }
  std::string longest;
  for (int times = 0; times < 200; ++times) longest += "𝄞";
  const std::string header = file_disposition({longest + ".docx", "", ""});
  EXPECT_LT(header.size(), 900u);
  EXPECT_TRUE(header.ends_with("%9E.docx")) << "whole characters, and the ending stays";
  EXPECT_EQ(file_type({"", "text/plain\r\nX: y", ""}), "text/plain X: y");
  EXPECT_EQ(file_type({"", "", ""}), "application/octet-stream");
}

TEST(Message, FilesStandAfterTheText) {
  const Mail plain{"kari@example.no", "x", "Hei"};
  EXPECT_EQ(mime_body(plain, "grense"),
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 8bit\r\n\r\nHei\r\n");
  const Mail mail{"kari@example.no", "x", "Hei", {{"a.pdf", "application/pdf", std::string(60, 'a')}}};
  EXPECT_EQ(mime_body(mail, "grense"),
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"grense\"\r\n\r\n"
            "--grense\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 8bit\r\n\r\nHei\r\n\r\n"
            "--grense\r\nContent-Type: application/pdf\r\n"
            "Content-Disposition: attachment; filename=\"a.pdf\"\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
            "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFh\r\n\r\n"
            "--grense--\r\n");
}

TEST(Message, FilesFitOrDoNot) {
  std::vector<Attachment> files{{"a", "b", std::string(kMostAttached, 'x')}};
  EXPECT_TRUE(fit({}));
  EXPECT_TRUE(fit(files));
  files.push_back({"c", "d", "x"});
  EXPECT_FALSE(fit(files));
}

}  // namespace
}  // namespace samloft::mail
