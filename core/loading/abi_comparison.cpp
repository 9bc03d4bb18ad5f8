// CompareAbi(): each side in words.
#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "core/loading/abi_note.h"

namespace hotswap {
namespace {

/// The first compiler version whose virtual tables and member pointers are those of today (g++ 3.2, and what clang++ says).
constexpr std::uint32_t kOldestSameCompilerAbi = 1002;

Error Mismatch(std::string_view theirs, std::string_view ours) {
  return {Errc::kAbiMismatch, "was built for another interface: " + std::string(theirs) + ", while this program has " +
                                  std::string(ours) + "; rebuild it with this program's core/abi headers and compiler options"};
}

std::string VersionText(std::uint32_t major, std::uint32_t minor) {
  return "ABI " + std::to_string(major) + "." + std::to_string(minor);
}

std::string LayoutText(const HotswapNoteDescription& note) {
  std::string text = "Feature of " + std::to_string(note.feature_size) + " bytes with its fields at";
  for (const std::uint32_t offset :
       {note.user_id_offset, note.item_id_offset, note.user_feature_offset, note.item_feature_offset}) {
    text += " " + std::to_string(offset);
  }
  return text;
}

/// The place in the virtual table, of which each architecture marks "virtual" in a bit of its own.
template <typename Member>
std::string PlaceText(const Member& member) {
  std::array<std::uint64_t, 2> words;
  static_assert(sizeof(words) == sizeof(member));
  std::memcpy(words.data(), &member, sizeof(words));
  if ((words[1] & 1) != 0) return "at byte " + std::to_string(words[0]);
  if ((words[0] & 1) != 0) return "at byte " + std::to_string(words[0] - 1);
  return "nowhere";
}

std::string TableText(const HotswapNoteDescription& note) {
  return "compute_score " + PlaceText(note.compute_score) + " and name " + PlaceText(note.name) + " of the virtual table";
}

bool SameTable(const HotswapNoteDescription& a, const HotswapNoteDescription& b) {
  return std::memcmp(&a.compute_score, &b.compute_score, sizeof(a.compute_score)) == 0 &&
         std::memcmp(&a.name, &b.name, sizeof(a.name)) == 0;
}

std::string CompilerText(const HotswapNoteDescription& note) {
  return "compiler ABI " + std::to_string(note.compiler_abi) + " and std::string ABI " + std::to_string(note.string_abi);
}

bool SameCompiler(const HotswapNoteDescription& a, const HotswapNoteDescription& b) {
  const bool both_of_today = a.compiler_abi >= kOldestSameCompilerAbi && b.compiler_abi >= kOldestSameCompilerAbi;
  return (a.compiler_abi == b.compiler_abi || both_of_today) && a.string_abi == b.string_abi;
}

HotswapNoteDescription Ours() {
  HotswapNoteDescription ours{};
  ours.abi_major = HOTSWAP_ABI_MAJOR;
  ours.abi_minor = HOTSWAP_ABI_MINOR;
  ours.feature_size = sizeof(Feature);
  ours.user_id_offset = offsetof(Feature, user_id);
  ours.item_id_offset = offsetof(Feature, item_id);
  ours.user_feature_offset = offsetof(Feature, user_feature);
  ours.item_feature_offset = offsetof(Feature, item_feature);
  ours.compiler_abi = __GXX_ABI_VERSION;
  ours.string_abi = HOTSWAP_STRING_ABI;
  ours.compute_score = &IScoreOperator::compute_score;
  ours.name = &IScoreOperator::name;
  return ours;
}

}  // namespace

Status CompareAbi(const HotswapNoteDescription& theirs) {
  const HotswapNoteDescription ours = Ours();
  if (theirs.abi_major != ours.abi_major) {
    return Mismatch(VersionText(theirs.abi_major, theirs.abi_minor), VersionText(ours.abi_major, ours.abi_minor));
  }
  if (LayoutText(theirs) != LayoutText(ours)) return Mismatch(LayoutText(theirs), LayoutText(ours));
  if (!SameTable(theirs, ours)) return Mismatch(TableText(theirs), TableText(ours));
  if (!SameCompiler(theirs, ours)) return Mismatch(CompilerText(theirs), CompilerText(ours));
  constexpr std::uint32_t kKnownFlags = HOTSWAP_STATEFUL | HOTSWAP_PER_WORKER;
  if ((theirs.flags & ~kKnownFlags) != 0) {
    return Mismatch("flags " + std::to_string(theirs.flags), "no meaning for some of them");
  }
  return {};
}

}  // namespace hotswap
