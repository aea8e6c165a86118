// BLAKE2b-256 by libsodium.
// Tested by hash_test.cc

#include "base/hash.h"

#include <sodium.h>

#include "base/text.h"

namespace samloft {

struct Hash::State {
  crypto_generichash_state state;
};

Hash::Hash() : state_(std::make_unique<State>()) {
  crypto_generichash_init(&state_->state, nullptr, 0, crypto_generichash_BYTES);
}

Hash::~Hash() = default;

void Hash::add(std::string_view bytes) {
  crypto_generichash_update(&state_->state, reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}

std::string Hash::end() {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash_final(&state_->state, hash.data(), hash.size());
  return to_hex(hash.data(), hash.size());
}

std::string hash_of(std::string_view bytes) {
  Hash hash;
  hash.add(bytes);
  return hash.end();
}

}  // namespace samloft
