// Looking for a line of a very long file.
// Tested by leaked_passwords_test.cc

#include "access/leaked_passwords.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/result.h"
#include "base/text.h"
#include "web/log.h"

namespace samloft::access {
namespace {

constexpr std::int64_t kLongestLine = 128;  // a hash has 40 digits, and no count a dozen
constexpr std::int64_t kLooks = 1000;       // when the file is opened
// So many bytes hold twenty thousand hashes, the last of which begins with FF.
constexpr std::int64_t kEndsWithTheLast = 1 << 20;
constexpr const char* kAsItShouldBe =
    ". It should be Have I Been Pwned's list of SHA-1 hashes in one file, ordered by hash; docs/running.md says how to get it";

struct Line {
  std::int64_t begin, end;  // with its line end
  Sha1 hash;
};

std::optional<Sha1> hash_in(std::string_view line) {
  constexpr std::size_t kDigits = 2 * sizeof(Sha1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() < kDigits || (line.size() > kDigits && line[kDigits] != ':')) return std::nullopt;
  Sha1 hash{};
  return read_hex(line.substr(0, kDigits), hash) ? std::optional(hash) : std::nullopt;
}

}  // namespace

Sha1 sha1_of(std::string_view text) {
  Sha1 hash{};
  const bool made = EVP_Digest(text.data(), text.size(), hash.data(), nullptr, EVP_sha1(), nullptr) == 1;
  ensure(made, "OpenSSL knows SHA-1");
  return hash;
}

class LeakedPasswords::File {
 public:
  // Without waiting, as the name may be a pipe's.
  explicit File(const std::string& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    struct stat about {};
    if (number_ >= 0 && ::fstat(number_, &about) == 0 && S_ISREG(about.st_mode)) size_ = about.st_size;
  }
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  bool is_open() const { return number_ >= 0; }
  std::int64_t size() const { return size_; }
  std::optional<Line> line_at(std::int64_t place) const;
  std::optional<std::string> fault() const;

 private:
  std::size_t read(std::array<char, 2 * kLongestLine>& bytes, std::int64_t from) const;

  int number_;
  std::int64_t size_ = 0;  // when it was opened; nothing unless it is a plain file
};

std::size_t LeakedPasswords::File::read(std::array<char, 2 * kLongestLine>& bytes, std::int64_t from) const {
  const ssize_t size = ::pread(number_, bytes.data(), bytes.size(), from);
  if (size < 0) throw Broken(std::string("the file of leaked passwords cannot be read: ") + std::strerror(errno));
  return static_cast<std::size_t>(size);
}

// The line that the byte at the place belongs to; nothing if that is no line of such a file.
std::optional<Line> LeakedPasswords::File::line_at(std::int64_t place) const {
  std::array<char, 2 * kLongestLine> bytes;
  const std::int64_t from = std::max<std::int64_t>(0, place - kLongestLine);
  const std::string_view text(bytes.data(), read(bytes, from));
  const auto at = static_cast<std::size_t>(place - from);
  if (at >= text.size()) return std::nullopt;  // it has become shorter
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  if (before == std::string_view::npos && from > 0) return std::nullopt;
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', at), text.size());
  if (end == text.size() && from + static_cast<std::int64_t>(end) < size_) return std::nullopt;
  const auto hash = hash_in(text.substr(begin, end - begin));
  if (!hash) return std::nullopt;
  return Line{from + static_cast<std::int64_t>(begin), from + static_cast<std::int64_t>(end) + 1, *hash};
}

// What keeps it from being such a list, as far as some lines tell.
std::optional<std::string> LeakedPasswords::File::fault() const {
  if (size_ == 0) return "is empty or no plain file";
  std::optional<Line> before;
  for (std::int64_t look = 0; look <= kLooks; ++look) {
    const std::int64_t place = (size_ - 1) / kLooks * look + (size_ - 1) % kLooks * look / kLooks;
    const auto line = line_at(place);
    const std::string where = " at byte " + std::to_string(place);
    if (!line) return "has no line with a hash" + where;
    if (before && before->begin != line->begin && before->hash >= line->hash) return "is not in order" + where;
    before = line;
  }
  if (size_ > kEndsWithTheLast && before->hash[0] != 0xff) return "was cut off: its last hash does not begin with FF";
  return std::nullopt;
}

LeakedPasswords::LeakedPasswords(const std::string& path) {
  const auto file = std::make_shared<const File>(path);
  const auto fault = file->is_open() ? file->fault() : std::string("cannot be opened: ") + std::strerror(errno);
  if (fault) throw Broken("the file of leaked passwords " + path + " " + *fault + kAsItShouldBe);
  file_ = file;
}

bool LeakedPasswords::include(const Sha1& hash) const {
  // Lines that begin before low have smaller hashes, and those that begin at high or later greater ones.
  std::int64_t low = 0, high = file_ ? file_->size() : 0;
  while (low < high) {
    const auto line = file_->line_at(low + (high - low) / 2);
    if (!line) {  // where, is not told: it would tell the password's first digits
      web::log_event("warning", "leaked passwords are no list here", {{"mend", "get the file anew"}});
      return false;
    }
    if (line->hash == hash) return true;
    if (line->hash < hash) low = line->end;
    else high = line->begin;
  }
  return false;
}

}  // namespace samloft::access
