#ifndef HOTSWAP_CORE_LOADING_SHA256_H_
#define HOTSWAP_CORE_LOADING_SHA256_H_

#include <openssl/evp.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.h"

namespace hotswap {

/// A SHA-256 over bytes that come in pieces.
///
/// Failure  OpenSSL without SHA-256 (a broken provider) or without memory is remembered and told by HexDigest().
class Sha256 {
 public:
  Sha256();

  void Update(std::span<const std::byte> bytes);

  /// 64 lower-case hex digits. Ends the computation: call it once.
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
