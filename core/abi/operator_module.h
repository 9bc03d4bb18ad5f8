// What makes a class an operator library: the two exports, and an ABI note that the host reads before it loads the library.
//
//   #include "core/abi/operator_module.h"
//
//   namespace {
//
//   struct MeanOperator final : IScoreOperator {
//     double compute_score(const Feature& feature) override { return 0.5 * (feature.user_feature + feature.item_feature); }
//     const char* name() const override { return "Mean"; }
//   };
//
//   }  // namespace
//
//   HOTSWAP_OPERATOR(MeanOperator, "org.example.mean", "1.0.0", "Example Ltd.");
//
// Write it once per library, outside every namespace; the class needs a constructor without arguments. The id is yours for ever
// (reverse-DNS by convention), the version says which release this is, the vendor is for people. An operator that differs from
// what hosts take for granted says so: HOTSWAP_OPERATOR_WITH(HOTSWAP_STATEFUL | HOTSWAP_PER_WORKER, MeanOperator, …).
//
// The note tells the layout that this compiler gave to Feature and IScoreOperator, so that a host whose layout differs refuses
// the library in words instead of computing plausible wrong scores. `hotswap seal` writes the SHA-256 of all other bytes into
// it; from then on a damaged copy is refused. An operator without the note loads too, as unverified.
//
// For 64-bit targets, g++ or clang++, C++11 and later. The note is allocated memory that nothing refers to: it survives
// --gc-sections, strip and -fvisibility=hidden.
#ifndef HOTSWAP_CORE_ABI_OPERATOR_MODULE_H_
#define HOTSWAP_CORE_ABI_OPERATOR_MODULE_H_

#include <cstddef>
#include <cstdint>

#include "core/abi/operator_interface.h"

// A major is another interface and never loads into a host of another one; a minor only adds what is optional.
#define HOTSWAP_ABI_MAJOR 1
#define HOTSWAP_ABI_MINOR 0

// Flags of HOTSWAP_OPERATOR_WITH.
#define HOTSWAP_STATEFUL 1u    // A score may depend on earlier calls.
#define HOTSWAP_PER_WORKER 2u  // Not safe for two threads at once: each worker gets an instance of its own.

// How the note is found in a file of which only parts are whole: 32 bytes, no two of them equal, so that one look at every 32nd
// byte of a file finds it.
// clang-format off
#define HOTSWAP_NOTE_MARKER                                                                                                   \
  {'H', 'O', 'T', 'S', 'W', 'A', 'P', '-', 'a', 'b', 'i', '.', 'n', 'o', 't', 'e', '\xF1', '\xE2', '\xD3', '\xC4', '\xB5',    \
   '\xA6', '\x97', '\x88', '\xF9', '\xEA', '\xDB', '\xCC', '\xBD', '\xAE', '\x9F', '\x81'}
// clang-format on

// The state of the seal: two words of which no few damaged bits make the other two.
#define HOTSWAP_UNSEALED_1 0x64656C6165736E75ULL  // "unsealed" in the file.
#define HOTSWAP_UNSEALED_2 0x2E68736168206F6EULL  // "no hash."
#define HOTSWAP_SEALED_1 0x312D44454C414553ULL    // "SEALED-1"
#define HOTSWAP_SEALED_2 0x3A3635322D414853ULL    // "SHA-256:"

/// What the note says. Frozen like the interface: later minors add fields at the end, and `size` tells how many there are.
struct HotswapNoteDescription {
  char marker[32];     // HOTSWAP_NOTE_MARKER.
  std::uint32_t size;  // Of this description, in bytes.
  std::uint32_t abi_major;
  std::uint32_t abi_minor;
  std::uint32_t flags;
  // The layout of Feature: its size, and the offsets of its fields in their order.
  std::uint32_t feature_size;
  std::uint32_t user_id_offset;
  std::uint32_t item_id_offset;
  std::uint32_t user_feature_offset;
  std::uint32_t item_feature_offset;
  // The compiler: __GXX_ABI_VERSION; _GLIBCXX_USE_CXX11_ABI, or 2 for another standard library than libstdc++.
  std::uint32_t compiler_abi;
  std::uint32_t string_abi;
  std::uint32_t reserved;  // 0.
  // Where the virtual table has the two functions, in the compiler's own words (Itanium C++ ABI, section 2.3).
  double (IScoreOperator::*compute_score)(const Feature&);
  const char* (IScoreOperator::*name)() const;
  // Texts, zero up to the end.
  char id[64];
  char version[32];
  char vendor[64];
  // The seal: HOTSWAP_UNSEALED_1 and _2 with a digest of zeros, or HOTSWAP_SEALED_1 and _2 with the SHA-256 of the file in
  // which the digest is zeros.
  std::uint64_t seal[2];
  unsigned char digest[32];
};

/// The ELF note: its description begins where readers of 4-byte and of 8-byte alignment both expect it.
struct HotswapNote {
  std::uint32_t name_size;
  std::uint32_t description_size;
  std::uint32_t type;
  char name[12];
  HotswapNoteDescription description;
};

#define HOTSWAP_NOTE_TYPE 1u
#define HOTSWAP_NOTE_NAME "HotswapNote"

static_assert(sizeof(void*) == 8, "operators are 64-bit libraries");
static_assert(offsetof(HotswapNote, description) == 24, "the note's description begins at an unexpected place");
static_assert(sizeof(HotswapNoteDescription) == 320, "the note's description has holes");

#ifdef _GLIBCXX_USE_CXX11_ABI
#define HOTSWAP_STRING_ABI _GLIBCXX_USE_CXX11_ABI
#else
#define HOTSWAP_STRING_ABI 2
#endif

#define HOTSWAP_OPERATOR(operator_class, id, version, vendor) HOTSWAP_OPERATOR_WITH(0u, operator_class, id, version, vendor)

// clang-format off
#define HOTSWAP_OPERATOR_WITH(flags, operator_class, id, version, vendor)                                                     \
  static_assert(sizeof(id) > 1 && sizeof(id) <= 64, "the operator's id must have 1 to 63 bytes");                             \
  static_assert(sizeof(version) > 1 && sizeof(version) <= 32, "the operator's version must have 1 to 31 bytes");              \
  static_assert(sizeof(vendor) <= 64, "the operator's vendor must have at most 63 bytes");                                    \
  static_assert(((flags) & ~(HOTSWAP_STATEFUL | HOTSWAP_PER_WORKER)) == 0, "the operator has an unknown flag");               \
  __attribute__((used, section(".note.hotswap"), aligned(8))) static const HotswapNote hotswap_note = {                       \
      sizeof(HOTSWAP_NOTE_NAME),                                                                                              \
      sizeof(HotswapNoteDescription),                                                                                         \
      HOTSWAP_NOTE_TYPE,                                                                                                      \
      HOTSWAP_NOTE_NAME,                                                                                                      \
      {HOTSWAP_NOTE_MARKER, sizeof(HotswapNoteDescription), HOTSWAP_ABI_MAJOR, HOTSWAP_ABI_MINOR, (flags), sizeof(Feature),   \
       offsetof(Feature, user_id), offsetof(Feature, item_id), offsetof(Feature, user_feature),                               \
       offsetof(Feature, item_feature), __GXX_ABI_VERSION, HOTSWAP_STRING_ABI, 0, &IScoreOperator::compute_score,             \
       &IScoreOperator::name, id, version, vendor, {HOTSWAP_UNSEALED_1, HOTSWAP_UNSEALED_2}, {0}}};                           \
  IScoreOperator* create_operator() { return new operator_class; }                                                            \
  void destroy_operator(IScoreOperator* instance) { delete instance; }                                                        \
  static_assert(true, "takes the semicolon")
// clang-format on

#endif  // HOTSWAP_CORE_ABI_OPERATOR_MODULE_H_
