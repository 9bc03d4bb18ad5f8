#include "core/loading/elf_inspection.h"

#include <string_view>
#include <utility>
#include <vector>

#include "core/loading/loadable_library.h"
#include "core/loading/mapped_file.h"

namespace hotswap {

Status InspectElf(std::span<const std::byte> bytes) {
  std::vector<Finding> ignored;
  FindingList findings("G2", ignored);
  JudgeLoadable(bytes, LibraryRole::kOperator, findings);
  return findings.status();
}

Status InspectElf(const StoredLibrary& library) {
  const auto named = [&](const Error& error) { return Error{error.code, library.original.string() + ": " + error.text}; };
  auto file = MappedFile::Open(library.stored);
  if (!file) return named(file.error());
  Status verdict = InspectElf(file->bytes());
  if (!verdict) return named(verdict.error());
  return verdict;
}

std::string UnloadObstacle(std::span<const std::byte> bytes) {
  const auto image = ElfImage::Parse(bytes);
  if (!image) return {};
  if ((image->Dynamic(DT_FLAGS_1).value_or(0) & DF_1_NODELETE) != 0) return "it was linked with -z nodelete; link it without";
  const auto symbols = ReadDynamicSymbols(*image);
  if (!symbols) return {};
  for (const ElfSymbol& symbol : *symbols) {
    if (symbol.defined() && symbol.unique()) {
      return "it has the unique symbol " + std::string(symbol.name) + "; compile it with -fno-gnu-unique";
    }
    if (!symbol.defined() && symbol.name.starts_with("__cxa_thread_atexit")) {
      return "it has a thread_local with a destructor, for which it imports " + std::string(symbol.name) +
             ", and a thread that called it may still live; make the thread_local plain data, or keep it in the operator";
    }
  }
  return {};
}

}  // namespace hotswap
