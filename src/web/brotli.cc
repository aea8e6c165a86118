// Compression by pieces, on libbrotli, which this source alone sees.
// Tested by brotli_test.cc

#include "web/brotli.h"

#include <brotli/decode.h>
#include <brotli/encode.h>

#include <algorithm>
#include <cstring>

#include "base/result.h"

namespace samloft::web {
namespace {

// Of 11. A page of 90 KB takes 0.2 ms and becomes 14 KB; at 5 it took 1.2 ms and became 11 KB.
constexpr int kEffort = 1;
// A sixth less than at 1, for half as much time again. It is the highest that does not use Brotli's own
// dictionary, whose words are numbered by how much went before.
constexpr int kEffortForParts = 3;
constexpr std::size_t kWorthKeeping = 8000;  // bytes; a seam costs some 100 bytes and a table of the encoder
constexpr std::size_t kMostKept = 256;
constexpr std::size_t kBeginning = 64;       // of a part, that it is looked for by
constexpr std::uint32_t kSomethingBefore = 1;
constexpr std::size_t kSeam = 16;  // bytes that fill the stream up to a whole one, and more than they are

// Of a text in the stream; `alone` is all of it.
enum class Position { alone, first, middle, last };

std::string encoded(std::string_view text, int effort, Position position) {
  const std::unique_ptr<BrotliEncoderState, decltype(&BrotliEncoderDestroyInstance)> encoder(
      BrotliEncoderCreateInstance(nullptr, nullptr, nullptr), BrotliEncoderDestroyInstance);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_QUALITY, static_cast<std::uint32_t>(effort));
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
  const bool begins = position == Position::alone || position == Position::first;
  const bool ends = position == Position::alone || position == Position::last;
  if (!begins) BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_STREAM_OFFSET, kSomethingBefore);
  const std::size_t size = BrotliEncoderMaxCompressedSize(text.size()) + kSeam;
  const auto out = std::make_unique_for_overwrite<std::uint8_t[]>(size);  // cleared, it cost as much as a page
  auto* next_in = reinterpret_cast<const std::uint8_t*>(text.data());
  auto* next_out = out.get();
  std::size_t left = text.size(), room = size;
  const bool done = BrotliEncoderCompressStream(encoder.get(), ends ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH,
                                                &left, &next_in, &room, &next_out, nullptr);
  ensure(done && left == 0 && !BrotliEncoderHasMoreOutput(encoder.get()), "a text was not compressed");
  return {reinterpret_cast<const char*>(out.get()), size - room};
}

// What a browser would read of a part between others. The library does not promise that its efforts stay
// as they are: whether the stream stands by itself is tried before it is used.
bool reads_as(const std::string& stream, const std::string& text) {
  for (const std::string_view before : {"", "<p>"}) {
    const std::string whole = encoded(before, kEffort, Position::first) + stream +
                              encoded("", kEffort, Position::last);
    std::string out(before.size() + text.size(), '\0');
    std::size_t size = out.size();
    if (BrotliDecoderDecompress(whole.size(), reinterpret_cast<const std::uint8_t*>(whole.data()), &size,
                                reinterpret_cast<std::uint8_t*>(out.data())) != BROTLI_DECODER_RESULT_SUCCESS)
      return false;
    if (size != out.size() || out.compare(before.size(), text.size(), text) != 0) return false;
  }
  return true;
}

// Where the part begins, or npos. A page is full of what parts begin with as far as a byte; not as far as
// sixty-four.
std::size_t find_whole(std::string_view text, std::string_view part) {
  const std::string_view beginning = part.substr(0, kBeginning);
  for (std::size_t from = 0; from + part.size() <= text.size(); ++from) {
    const void* found =
        ::memmem(text.data() + from, text.size() - from, beginning.data(), beginning.size());
    if (found == nullptr) return std::string_view::npos;
    from = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    if (text.substr(from, part.size()) == part) return from;
  }
  return std::string_view::npos;
}

}  // namespace

// Nothing for a part that is asked for the first time: many are never asked for again.
Compressor::Stream Compressor::stream_of(const CommonPart& part) {
  {
    const std::lock_guard lock(mutex_);
    Known& known = known_[part.get()];
    const bool is_new = known.text.lock() != part;
    if (is_new) known = {part, nullptr, false, 0};
    known.asked = ++questions_;
    if (is_new) forget_some();
    if (is_new || known.is_made) return is_new ? nullptr : known.stream;
  }
  auto stream = std::make_shared<const std::string>(encoded(*part, kEffortForParts, Position::middle));
  if (!reads_as(*stream, *part)) stream = nullptr;
  const std::lock_guard lock(mutex_);
  known_[part.get()] = {part, stream, true, ++questions_};
  return stream;
}

// The texts that nobody keeps any more; and then, of too many, the one not asked for longest.
void Compressor::forget_some() {
  if (known_.size() <= kMostKept) return;
  std::erase_if(known_, [](const auto& one) { return one.second.text.expired(); });
  if (known_.size() <= kMostKept) return;
  known_.erase(std::min_element(known_.begin(), known_.end(), [](const auto& one, const auto& other) {
    return one.second.asked < other.second.asked;
  }));
}

std::vector<Compressor::Place> Compressor::places_of(std::string_view text,
                                                     const std::vector<CommonPart>& parts) {
  std::vector<Place> places;
  for (const CommonPart& part : parts) {
    if (part->size() < kWorthKeeping) continue;
    const std::size_t at = find_whole(text, *part);
    if (at == std::string_view::npos) continue;
    if (const Stream stream = stream_of(part)) places.push_back({at, part->size(), stream});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.at < b.at; });
  return places;
}

std::optional<std::string> Compressor::compressed(std::string_view text,
                                                  const std::vector<CommonPart>& parts) {
  std::string out;
  std::size_t done = 0;
  for (const Place& place : places_of(text, parts)) {
    if (place.at < done) continue;  // within the one before
    out += encoded(text.substr(done, place.at - done), kEffort, done == 0 ? Position::first : Position::middle);
    out += *place.stream;
    done = place.at + place.size;
  }
  out += encoded(text.substr(done), kEffort, done == 0 ? Position::alone : Position::last);
  if (out.size() >= text.size()) return std::nullopt;
  return out;
}

}  // namespace samloft::web
