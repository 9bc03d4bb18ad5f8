#include "core/loading/sha256.h"

#include <gtest/gtest.h>

#include <span>
#include <string_view>

namespace hotswap {
namespace {

std::string HashOf(std::string_view first, std::string_view second) {
  Sha256 digest;
  digest.Update(std::as_bytes(std::span(first)));
  digest.Update(std::as_bytes(std::span(second)));
  return digest.HexDigest().value();
}

// Vectors: https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
constexpr std::string_view kOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::string_view kOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Sha256Test, AgreesWithThePublishedVectors) {
  EXPECT_EQ(HashOf("", ""), kOfNothing);
  EXPECT_EQ(HashOf("abc", ""), kOfAbc);
}

TEST(Sha256Test, DoesNotDependOnHowTheBytesAreCut) { EXPECT_EQ(HashOf("a", "bc"), kOfAbc); }

}  // namespace
}  // namespace hotswap
