#include "core/loading/note_marker.h"

#include <elf.h>
#include <string.h>

#include <array>
#include <string_view>

#include "core/abi/operator_module.h"

namespace hotswap {
namespace {

constexpr std::size_t kLength = sizeof(HotswapNoteDescription::marker);
/// No value of a byte.
constexpr std::uint16_t kNone = 0x100;

constexpr std::array<std::uint8_t, kLength> Invert(const char (&marker)[kLength]) {
  std::array<std::uint8_t, kLength> inverted{};
  for (std::size_t i = 0; i < kLength; ++i) inverted[i] = static_cast<std::uint8_t>(~static_cast<unsigned char>(marker[i]));
  return inverted;
}
constexpr std::array<std::uint8_t, kLength> kInverted = Invert(HOTSWAP_NOTE_MARKER);

/// The marker, for each byte value where in it that is, and which value comes next there.
struct Marker {
  Marker() {
    const std::uint8_t* source = kInverted.data();
    // Put together at run time from bytes that the compiler cannot look through: no program that holds this code may hold the
    // marker, or it would be taken for a damaged operator.
    asm volatile("" : "+r"(source));
    next.fill(kNone);
    for (std::size_t i = 0; i < kLength; ++i) {
      bytes[i] = static_cast<std::uint8_t>(~source[i]);
      index[bytes[i]] = static_cast<std::uint8_t>(i);
      if (i > 0) next[bytes[i - 1]] = bytes[i];
    }
  }

  std::array<std::uint8_t, kLength> bytes;
  std::array<std::uint8_t, 256> index{};
  std::array<std::uint16_t, 256> next;
};

const Marker& TheMarker() {
  static const Marker marker;
  return marker;
}

}  // namespace

bool IsNoteMarker(const std::byte* bytes) { return memcmp(bytes, TheMarker().bytes.data(), kLength) == 0; }

bool ContainsNoteMarker(std::span<const std::byte> bytes) {
  // No two bytes of the marker are equal. Wherever it lies, one of its bytes but the last is the last of a group of 31: that byte
  // and the one behind it are a pair that hardly any other data have, so that the processor guesses the way on right, and the
  // byte's value tells where the marker would begin.
  constexpr std::size_t kStride = kLength - 1;
  const Marker& marker = TheMarker();
  for (std::size_t at = kStride - 1; at + 1 < bytes.size(); at += kStride) {
    const auto value = static_cast<std::uint8_t>(bytes[at]);
    if (marker.next[value] != static_cast<std::uint8_t>(bytes[at + 1])) continue;
    const std::size_t start = at - marker.index[value];
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
