// BLAKE2b-256, by which texts and files are told apart: journal entries, frozen documents, backups.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace samloft {

// Of what comes in pieces; where one ends and the next begins makes no difference.
class Hash {
 public:
  Hash();
  ~Hash();
  Hash(const Hash&) = delete;
  Hash& operator=(const Hash&) = delete;

  void add(std::string_view bytes);
  // 64 hexadecimal digits. Nothing may be added afterwards.
  std::string end();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 64 hexadecimal digits.
std::string hash_of(std::string_view bytes);

}  // namespace samloft
