#ifndef HOTSWAP_CORE_LOADING_SIP_HASH_H_
#define HOTSWAP_CORE_LOADING_SIP_HASH_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hotswap {

/// A secret that two processes share.
using SipKey = std::array<std::uint64_t, 2>;

/// A code that only who knows `key` can compute for `text`. Allocates nothing: a signal handler may call it.
/// Source: J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012; this is SipHash-2-4, on a little-endian machine.
inline std::uint64_t SipHash(const SipKey& key, std::string_view text) {
  std::uint64_t a = key[0] ^ 0x736f6d6570736575;
  std::uint64_t b = key[1] ^ 0x646f72616e646f6d;
  std::uint64_t c = key[0] ^ 0x6c7967656e657261;
  std::uint64_t d = key[1] ^ 0x7465646279746573;
  const auto mix = [&](int rounds) {
    for (int i = 0; i < rounds; ++i) {
      a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
      c += d, d = std::rotl(d, 16) ^ c;
      a += d, d = std::rotl(d, 21) ^ a;
      c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
    }
  };
  const auto absorb = [&](std::uint64_t word) {
    d ^= word;
    mix(2);
    a ^= word;
  };
  std::size_t at = 0;
  std::uint64_t word = 0;
  for (; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    absorb(word);
  }
  word = std::uint64_t{text.size()} << 56;
  for (std::size_t i = 0; at + i < text.size(); ++i) word |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  absorb(word);
  c ^= 0xff;
  mix(4);
  return a ^ b ^ c ^ d;
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SIP_HASH_H_
