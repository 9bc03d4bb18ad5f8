#include "core/loading/sip_hash.h"

#include <gtest/gtest.h>

#include <string>

namespace hotswap {
namespace {

/// The key and texts of the reference: bytes 0, 1, 2, …
constexpr SipKey kKey{0x0706050403020100, 0x0f0e0d0c0b0a0908};

std::string CountingBytes(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += static_cast<char>(i);
  return text;
}

TEST(SipHashTest, GivesTheValuesOfTheReference) {
  // Source: https://github.com/veorq/SipHash, vectors.h, and appendix A of the paper.
  EXPECT_EQ(SipHash(kKey, CountingBytes(0)), 0x726fdb47dd0e0e31);
  EXPECT_EQ(SipHash(kKey, CountingBytes(1)), 0x74f839c593dc67fd);
  EXPECT_EQ(SipHash(kKey, CountingBytes(8)), 0x93f5f5799a932462);
  EXPECT_EQ(SipHash(kKey, CountingBytes(15)), 0xa129ca6149be45e5);
}

TEST(SipHashTest, DependsOnTheKey) { EXPECT_NE(SipHash(kKey, "text"), SipHash({kKey[0] ^ 1, kKey[1]}, "text")); }

}  // namespace
}  // namespace hotswap
