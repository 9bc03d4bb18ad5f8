// Judges every shared library below the given directories as the static gate does, without asking for an operator's exports.
//
//   library_sweep [DIR…]        (default: /usr/lib and /lib)
//
// Prints each refusal with its reason. A library for another machine or word size is refused rightly; any other refusal is the
// gate's own mistake, or a library that is damaged. Exits with 1 when there is one, or when under 99 % are accepted.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "core/loading/loadable_library.h"
#include "core/loading/mapped_file.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

struct Tally {
  std::uint64_t judged = 0;
  std::uint64_t foreign = 0;
  std::uint64_t refused = 0;
};

bool IsElf(const MappedFile& file) { return ByteView(file.bytes()).StartsWith({ELFMAG, SELFMAG}); }

void Judge(const fs::path& path, Tally& tally) {
  const auto file = MappedFile::Open(path);
  if (!file || !IsElf(*file)) return;  // Linker scripts are called .so, too.
  ++tally.judged;
  std::vector<Finding> found;
  FindingList findings("G2", found);
  if (JudgeLoadable(file->bytes(), LibraryRole::kAny, findings)) return;
  const Finding& refusal = found.back();
  const bool foreign = refusal.code == ErrcName(Errc::kWrongElfClass) || refusal.code == ErrcName(Errc::kWrongMachine);
  ++(foreign ? tally.foreign : tally.refused);
  std::cout << path.string() << ": " << refusal.check << " (" << refusal.code << "): " << refusal.text << '\n';
}

bool IsSharedLibrary(const fs::directory_entry& entry) {
  std::error_code ignored;
  const std::string name = entry.path().filename().string();
  const bool named = name.ends_with(".so") || name.find(".so.") != std::string::npos;
  return named && !entry.is_symlink(ignored) && entry.is_regular_file(ignored);
}

void Sweep(const fs::path& root, Tally& tally) {
  std::error_code error;
  if (fs::is_symlink(root, error)) return;  // /lib is /usr/lib on most systems.
  fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (IsSharedLibrary(*entry)) Judge(entry->path(), tally);
  }
}

int Run(std::vector<fs::path> roots) {
  if (roots.empty()) roots = {"/usr/lib", "/lib"};
  Tally tally;
  for (const fs::path& root : roots) Sweep(root, tally);
  const std::uint64_t accepted = tally.judged - tally.foreign - tally.refused;
  std::cout << tally.judged << " libraries, " << accepted << " accepted, " << tally.foreign << " for another machine, "
            << tally.refused << " refused\n";
  return tally.judged > 0 && tally.refused == 0 && accepted * 100 >= tally.judged * 99 ? 0 : 1;
}

}  // namespace
}  // namespace hotswap

int main(int argc, char** argv) { return hotswap::Run({argv + 1, argv + argc}); }
