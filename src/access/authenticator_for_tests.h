// A passkey in software: real keys and real signatures by OpenSSL, for each of the three algorithms.
// What it says of itself can be bent, so that the tests can lie.
#pragma once

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "access/passkey.h"
#include "base/text.h"

namespace samloft::access {

class Authenticator {
 public:
  explicit Authenticator(int algorithm) : algorithm_(algorithm), key_(fresh_key(algorithm)) {
    std::string id(16, '\0');
    randombytes_buf(id.data(), id.size());
    credential = id;
  }

  std::string host = "samloft.example", origin = "https://samloft.example";
  std::string credential;
  unsigned char flags = 0x05;  // its user is there and has been verified
  std::uint32_t count = 0;
  std::string cross_origin = "false";

  PasskeyAnswer make(const std::string& challenge) {
    PasskeyAnswer answer{credential, client_data("webauthn.create", challenge), "", ""};
    std::string size(2, '\0');
    size[1] = static_cast<char>(credential.size());
    answer.authenticator_data =
        head(static_cast<unsigned char>(flags | 0x40)) + std::string(16, '\0') + size + credential +
        cose_key();
    return answer;
  }
  PasskeyAnswer sign(const std::string& challenge) {
    PasskeyAnswer answer{credential, client_data("webauthn.get", challenge), head(flags), ""};
    answer.signature = signature(answer.authenticator_data + sha256(answer.client_data));
    return answer;
  }
  // As sign(), over other client data.
  PasskeyAnswer sign_data(const std::string& data) {
    PasskeyAnswer answer{credential, data, head(flags), ""};
    answer.signature = signature(answer.authenticator_data + sha256(data));
    return answer;
  }
  std::string client_data(const std::string& act, const std::string& challenge) const {
    return "{\"type\":\"" + act + "\",\"challenge\":\"" + for_addresses(challenge) +
           "\",\"origin\":\"" + origin + "\",\"crossOrigin\":" + cross_origin + "}";
  }

 private:
  struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };
  using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

  static Key fresh_key(int algorithm) {
    if (algorithm == -7) return Key(EVP_EC_gen("P-256"));
    if (algorithm == -8) return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    return Key(EVP_RSA_gen(2048));
  }
  static std::string for_addresses(const std::string& bytes) {
    std::string text = to_base64(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    while (text.ends_with('=')) text.pop_back();
    return text;
  }
  static std::string sha256(const std::string& text) {
    std::string hash(32, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size());
    return hash;
  }
  std::string head(unsigned char said) const {
    std::string out = sha256(host) + static_cast<char>(said);
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(count >> shift);
    return out;
  }
  std::string number(const char* name, std::size_t size) const {
    BIGNUM* value = nullptr;
    EXPECT_EQ(EVP_PKEY_get_bn_param(key_.get(), name, &value), 1);
    std::string out(size, '\0');
    EXPECT_GT(BN_bn2binpad(value, reinterpret_cast<unsigned char*>(out.data()),
                           static_cast<int>(size)), 0);
    BN_free(value);
    return out;
  }
  // CBOR by hand (RFC 9052, 9053): a map of key type, algorithm and the key's numbers.
  std::string cose_key() const {
    const auto raw = [](std::initializer_list<int> bytes) {
      std::string out;
      for (const int byte : bytes) out += static_cast<char>(byte);
      return out;
    };
    if (algorithm_ == -7) {
      return raw({0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32}) +
             number(OSSL_PKEY_PARAM_EC_PUB_X, 32) + raw({0x22, 0x58, 32}) +
             number(OSSL_PKEY_PARAM_EC_PUB_Y, 32);
    }
    if (algorithm_ == -8) {
      std::string key(32, '\0');
      std::size_t size = key.size();
      EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(key.data()), &size);
      return raw({0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32}) + key;
    }
    return raw({0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0}) + number(OSSL_PKEY_PARAM_RSA_N, 256) +
           raw({0x21, 0x43, 1, 0, 1});
  }
  std::string signature(const std::string& text) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, algorithm_ == -8 ? nullptr : EVP_sha256(), nullptr,
                       key_.get());
    std::string out(512, '\0');
    std::size_t size = out.size();
    EXPECT_EQ(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(out.data()), &size,
                             reinterpret_cast<const unsigned char*>(text.data()), text.size()), 1);
    EVP_MD_CTX_free(context);
    out.resize(size);
    return out;
  }

  int algorithm_;
  Key key_;
};

}  // namespace samloft::access
