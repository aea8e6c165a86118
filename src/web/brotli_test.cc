// Texts in pieces, read as a browser reads them.

#include "web/brotli.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace samloft::web {
namespace {

std::string read(const std::string& stream, std::size_t size) {
  std::string out(size + 1, '\0');
  std::size_t read = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(stream.size(), reinterpret_cast<const std::uint8_t*>(stream.data()), &read,
                                    reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(read);
  return out;
}

// What a browser reads of the text, if it is worth compressing.
std::string carried(Compressor& compressor, const std::string& text, const std::vector<CommonPart>& parts) {
  const auto stream = compressor.compressed(text, parts);
  return stream ? read(*stream, text.size()) : text;
}

// Rows as a list has them, each a little different.
std::string rows(int count, const std::string& word) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += "<tr><td>" + word + " " + std::to_string(i * 7919) + "</td><td>the people of Norway</td></tr>";
  return out;
}

CommonPart part_of(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

TEST(Compressor, CompressesAPartOnceAndBetter) {
  Compressor compressor;
  const CommonPart list = part_of(rows(200, "need"));
  const std::string page = "<main>" + *list + "</main>";
  const auto first = compressor.compressed(page, {list});
  const auto second = compressor.compressed(page, {list});
  const auto third = compressor.compressed("<main>Kari</main>" + page, {list});
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(read(*first, page.size()), page);
  EXPECT_EQ(read(*second, page.size()), page);
  EXPECT_EQ(read(*third, page.size() + 17), "<main>Kari</main>" + page);
  EXPECT_LT(second->size(), first->size());
  const std::string kept = second->substr(second->size() / 4, second->size() / 2);
  EXPECT_NE(third->find(kept), std::string::npos) << "the same bytes for everybody";
  EXPECT_EQ(first->find(kept), std::string::npos);
}

TEST(Compressor, TakesPartsInAnyOrderAndWhatIsNotThereForNothing) {
  Compressor compressor;
  const CommonPart one = part_of(rows(160, "goal")), other = part_of(rows(150, "measure")),
                   within = part_of(one->substr(500, 9000)), absent = part_of(rows(170, "grant")),
                   almost = part_of(one->substr(0, 9000) + "!" + one->substr(9001));
  const std::string text = *one + "–" + *other + *other;
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(carried(compressor, text, {other, absent, within, almost, one}), text);
  EXPECT_EQ(carried(compressor, "short", {one}), "short");
  EXPECT_EQ(carried(compressor, *other, {other}), *other);
  EXPECT_EQ(carried(compressor, *one + *other, {one, other}), *one + *other);
}

// Another text may come to lie where one was.
TEST(Compressor, KnowsAPartByWhoKeepsIt) {
  Compressor compressor;
  alignas(std::string) std::byte place[sizeof(std::string)];
  for (const char* word : {"need", "goal", "seat"}) {
    auto* text = new (place) std::string(rows(160, word));
    const CommonPart part(text, [](std::string* gone) { std::destroy_at(gone); });
    const std::string page = "<main>" + *part + "</main>";
    for (int i = 0; i < 2; ++i) EXPECT_EQ(carried(compressor, page, {part}), page);
  }
}

TEST(Compressor, ForgetsWhatIsNotAskedFor) {
  Compressor compressor;
  std::vector<CommonPart> parts;
  for (int i = 0; i < 300; ++i) parts.push_back(part_of(rows(140, "unit " + std::to_string(i))));
  for (int round = 0; round < 2; ++round) {
    for (const CommonPart& part : parts) {
      const std::string page = "<p>" + *part + "</p>";
      ASSERT_EQ(carried(compressor, page, {part}), page);
    }
  }
}

// Any bytes, cut anywhere, beside any others.
RC_GTEST_PROP(Compressor, ChangesNothing, (std::string before, std::string after)) {
  const auto bytes = *rc::gen::container<std::string>(*rc::gen::inRange(0, 20000), rc::gen::arbitrary<char>());
  const auto repeated = *rc::gen::inRange(0, 200);
  const CommonPart part = part_of(bytes + rows(repeated, before));
  Compressor compressor;
  const std::string text = before + *part + after;
  for (int i = 0; i < 3; ++i) RC_ASSERT(carried(compressor, text, {part}) == text);
}

}  // namespace
}  // namespace samloft::web
