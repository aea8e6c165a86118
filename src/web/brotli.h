// Brotli (RFC 7932) of answers. What many answers hold word for word is compressed once for all of
// them, and better than there would be time for in each: a stream is a row of meta-blocks, and a row
// that begins at a whole byte and looks back at nothing before itself fits into any stream. Private to
// this part.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samloft::web {

// A text that answers have in common, as long as somebody keeps it.
using CommonPart = std::shared_ptr<const std::string>;

class Compressor {
 public:
  // Nothing if it would not be smaller. A part that is short, does not stand in the text or is asked
  // for the first time is compressed with the rest. Any thread may ask.
  std::optional<std::string> compressed(std::string_view text, const std::vector<CommonPart>& parts);

 private:
  using Stream = std::shared_ptr<const std::string>;
  struct Known {
    std::weak_ptr<const std::string> text;
    Stream stream;
    bool is_made = false;
    std::uint64_t asked = 0;  // when, counted in questions
  };
  struct Place {
    std::size_t at, size;
    Stream stream;
  };
  Stream stream_of(const CommonPart& part);
  std::vector<Place> places_of(std::string_view text, const std::vector<CommonPart>& parts);
  void forget_some();

  std::mutex mutex_;  // guards all below
  std::map<const std::string*, Known> known_;
  std::uint64_t questions_ = 0;
};

}  // namespace samloft::web
