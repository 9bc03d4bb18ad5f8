#ifndef HOTSWAP_TESTS_CAMPAIGNS_MUTATION_H_
#define HOTSWAP_TESTS_CAMPAIGNS_MUTATION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hotswap {

/// The ways in which a file gets damaged, from a flipped bit to a lost half.
enum class MutationKind {
  kFlippedBits,
  kOtherBytes,
  kElfHeader,
  kProgramHeaders,
  kDynamicSection,
  kLoaderTables,  ///< Symbols, strings, hashes, versions, relocations, initialisers.
  kNotes,
  kCutOff,
  kZeroedBlock,
  kRandomBlock,
  kInsertedBytes,
  kExtremeNumbers,  ///< In any of the tables above.
};
inline constexpr std::array<std::string_view, 12> kMutationNames{
    "flipped bits", "other bytes", "ELF header",   "program headers", "dynamic section", "loader tables",
    "notes",        "cut off",     "zeroed block", "random block",    "inserted bytes",  "extreme numbers"};

/// Makes damaged copies of one library, the same ones for the same seed.
class Mutator {
 public:
  Mutator(std::string original, std::uint64_t seed);

  /// The next copy; never equal to the original.
  std::string Next(MutationKind kind);

 private:
  struct Area {
    std::uint64_t offset, length;
  };
  std::uint64_t Below(std::uint64_t limit) { return limit == 0 ? 0 : random_() % limit; }
  std::uint64_t PlaceIn(const std::vector<Area>& areas);
  void FindAreas();
  void Mutate(MutationKind kind, std::string& bytes);
  void SetBytes(std::string& bytes, const std::vector<Area>& areas, std::uint64_t most);
  void SetExtremeNumber(std::string& bytes);
  void OverwriteBlock(std::string& bytes, bool zeroed);

  const std::string original_;
  std::vector<Area> program_headers_, dynamic_, tables_, notes_;
  std::mt19937_64 random_;
};

}  // namespace hotswap

#endif  // HOTSWAP_TESTS_CAMPAIGNS_MUTATION_H_
