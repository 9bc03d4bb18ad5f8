#ifndef HOTSWAP_CORE_LOADING_SHA256_H_
#define HOTSWAP_CORE_LOADING_SHA256_H_

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"

namespace hotswap {

/// A SHA-256 over bytes that come in pieces.
///
/// Failure  OpenSSL without SHA-256 (a broken provider) or without memory is remembered and told at the end.
class Sha256 {
 public:
  Sha256();

  void Update(std::span<const std::byte> bytes);

  /// The digest's bytes. Either this or HexDigest() ends the computation: call one of them once.
  Result<std::array<std::byte, 32>> Digest();

  /// 64 lower-case hex digits.
  Result<std::string> HexDigest();

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };

  std::unique_ptr<EVP_MD_CTX, Free> context_;
  bool good_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_SHA256_H_
