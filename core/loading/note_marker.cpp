#include "core/loading/note_marker.h"

#include <elf.h>
#include <string.h>

#include <array>
#include <string_view>

#include "core/abi/operator_module.h"

namespace hotswap {
namespace {

constexpr std::size_t kLength = sizeof(HotswapNoteDescription::marker);
constexpr std::uint8_t kNotInMarker = 0xFF;

constexpr std::array<std::uint8_t, kLength> Invert(const char (&marker)[kLength]) {
  std::array<std::uint8_t, kLength> inverted{};
  for (std::size_t i = 0; i < kLength; ++i) inverted[i] = static_cast<std::uint8_t>(~static_cast<unsigned char>(marker[i]));
  return inverted;
}
constexpr std::array<std::uint8_t, kLength> kInverted = Invert(HOTSWAP_NOTE_MARKER);

/// The marker, and where in it each byte value is.
struct Marker {
  Marker() {
    const std::uint8_t* source = kInverted.data();
    // Put together at run time from bytes that the compiler cannot look through: no program that holds this code may hold the
    // marker, or it would be taken for a damaged operator.
    asm volatile("" : "+r"(source));
    index.fill(kNotInMarker);
    for (std::size_t i = 0; i < kLength; ++i) {
      bytes[i] = static_cast<std::uint8_t>(~source[i]);
      index[bytes[i]] = static_cast<std::uint8_t>(i);
    }
  }

  std::array<std::uint8_t, kLength> bytes;
  std::array<std::uint8_t, 256> index;
};

const Marker& TheMarker() {
  static const Marker marker;
  return marker;
}

}  // namespace

bool IsNoteMarker(const std::byte* bytes) { return memcmp(bytes, TheMarker().bytes.data(), kLength) == 0; }

bool ContainsNoteMarker(std::span<const std::byte> bytes) {
  // No two bytes of the marker are equal. Wherever it lies, exactly one of its bytes is the last of a group of 32, and that
  // byte's value tells where the marker would begin.
  const Marker& marker = TheMarker();
  for (std::size_t at = kLength - 1; at < bytes.size(); at += kLength) {
    const std::uint8_t index = marker.index[static_cast<std::uint8_t>(bytes[at])];
    if (index == kNotInMarker) continue;
    const std::size_t start = at - index;
    if (bytes.size() - start >= kLength && memcmp(&bytes[start], marker.bytes.data(), kLength) == 0) return true;
  }
  return false;
}

bool NamesNoteSection(const ByteView& file) {
  using namespace std::string_view_literals;
  constexpr std::string_view kName = "\0.note.hotswap\0"sv;
  const auto header = file.Read<Elf64_Ehdr>(0);
  if (!header || header->e_shentsize != sizeof(Elf64_Shdr) || header->e_shoff > file.size()) return false;
  const auto names = file.Read<Elf64_Shdr>(header->e_shoff + std::uint64_t{header->e_shstrndx} * sizeof(Elf64_Shdr));
  if (!names || !file.Contains(names->sh_offset, names->sh_size)) return false;
  const auto text = file.Span(names->sh_offset, names->sh_size);
  return memmem(text.data(), text.size(), kName.data(), kName.size()) != nullptr;
}

}  // namespace hotswap
