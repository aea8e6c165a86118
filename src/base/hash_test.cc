#include "base/hash.h"

#include <gtest/gtest.h>

namespace samloft {
namespace {

// RFC 7693 prints BLAKE2b-512; these are what b2sum -l 256 of coreutils says.
TEST(Hash, IsBlake2bOf256Bits) {
  EXPECT_EQ(hash_of(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(hash_of("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Hash, DoesNotSeeWherePiecesMeet) {
  Hash hash;
  hash.add("a");
  hash.add("");
  hash.add("bc");
  EXPECT_EQ(hash.end(), hash_of("abc"));
}

}  // namespace
}  // namespace samloft
