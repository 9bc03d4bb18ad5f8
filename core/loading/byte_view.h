#ifndef HOTSWAP_CORE_LOADING_BYTE_VIEW_H_
#define HOTSWAP_CORE_LOADING_BYTE_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace hotswap {

/// Bytes of unknown origin, read without ever leaving them.
class ByteView {
 public:
  explicit ByteView(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::uint64_t size() const { return bytes_.size(); }

  /// Whether [offset, offset + length) lies inside; both may be any number.
  bool Contains(std::uint64_t offset, std::uint64_t length) const { return offset <= size() && length <= size() - offset; }

  /// The bytes of [offset, offset + length), which must lie inside.
  std::span<const std::byte> Span(std::uint64_t offset, std::uint64_t length) const { return bytes_.subspan(offset, length); }

  /// A copy of the T at `offset`, which need not be aligned.
  template <typename T>
  std::optional<T> Read(std::uint64_t offset) const {
    static_assert(std::is_trivially_copyable_v<T>);
    if (!Contains(offset, sizeof(T))) return std::nullopt;
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof(T));
    return value;
  }

  /// The text at `offset` up to its NUL, which must come before `end` (an offset).
  std::optional<std::string_view> Text(std::uint64_t offset, std::uint64_t end) const {
    if (offset >= end || !Contains(offset, end - offset)) return std::nullopt;
    const char* start = reinterpret_cast<const char*>(bytes_.data()) + offset;
    const void* nul = std::memchr(start, '\0', end - offset);
    if (nul == nullptr) return std::nullopt;
    return std::string_view(start, static_cast<std::size_t>(static_cast<const char*>(nul) - start));
  }

  bool StartsWith(std::string_view prefix) const {
    return prefix.size() <= size() && std::memcmp(bytes_.data(), prefix.data(), prefix.size()) == 0;
  }

 private:
  std::span<const std::byte> bytes_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_BYTE_VIEW_H_
