// Ids: UUIDv7, so that newer ids sort after older ones. Stored as 16 bytes (SQLite) or uuid
// (PostgreSQL), shown as 26 characters of Crockford's base32 (no i, l, o, u).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samloft {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool empty() const { return *this == Uuid{}; }
  explicit operator bool() const { return !empty(); }
  auto operator<=>(const Uuid&) const = default;

  std::string text() const;        // 26 characters, lower case
  std::string hyphenated() const;  // 8-4-4-4-12, as PostgreSQL writes it

  // Reads 26 characters of either case; Crockford's look-alikes (i, l → 1, o → 0) are accepted.
  // Refuses other lengths, other characters and more than 128 bits.
  static std::optional<Uuid> parse(std::string_view text);
  static Uuid from_hyphenated(std::string_view text);

  // A fresh id: milliseconds since 1970 in front, 74 random bits behind.
  static Uuid fresh();
  // The same id for the same name in the same space, for readable names in hand-written files:
  // the first 122 bits of a BLAKE2b hash, marked as version 8.
  static Uuid of_name(std::string_view space, std::string_view name);
};

// An id that knows what it points at: using NeedId = Key<struct NeedTag>.
template <class Tag>
struct Key : Uuid {
  Key() = default;
  explicit Key(const Uuid& id) : Uuid(id) {}
};

struct UuidHash {
  std::size_t operator()(const Uuid& id) const;
};

}  // namespace samloft
