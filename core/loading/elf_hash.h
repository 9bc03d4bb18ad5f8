#ifndef HOTSWAP_CORE_LOADING_ELF_HASH_H_
#define HOTSWAP_CORE_LOADING_ELF_HASH_H_

#include <cstdint>
#include <string_view>

namespace hotswap {

/// The hash of DT_GNU_HASH. Source: https://sourceware.org/legacy-ml/binutils/2006-10/msg00377.html
inline std::uint32_t GnuHash(std::string_view name) {
  std::uint32_t hash = 5381;
  for (const char c : name) hash = hash * 33 + static_cast<unsigned char>(c);
  return hash;
}

/// The hash of DT_HASH and of version names. Source: System V ABI, "Hash Table".
inline std::uint32_t SysvHash(std::string_view name) {
  std::uint32_t hash = 0;
  for (const char c : name) {
    hash = (hash << 4) + static_cast<unsigned char>(c);
    hash ^= (hash & 0xF000'0000) >> 24;
    hash &= 0x0FFF'FFFF;
  }
  return hash;
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_ELF_HASH_H_
