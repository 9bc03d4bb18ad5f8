#include "core/loading/sha256.h"

namespace hotswap {

Sha256::Sha256() : context_(EVP_MD_CTX_new()), good_(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1) {}

void Sha256::Update(std::span<const std::byte> bytes) {
  good_ = good_ && EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1;
}

Result<std::array<std::byte, 32>> Sha256::Digest() {
  std::array<std::byte, 32> digest;
  static_assert(sizeof(digest) == 256 / 8);
  good_ = good_ && EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
  if (!good_) return Error{Errc::kIo, "OpenSSL cannot compute SHA-256; check its configuration"};
  return digest;
}

Result<std::string> Sha256::HexDigest() {
  const auto digest = Digest();
  if (!digest) return digest.error();
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(2 * digest->size());
  for (const std::byte byte : *digest) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 0xF];
  }
  return text;
}

}  // namespace hotswap
