#include "core/loading/loadable_library.h"

#include <string>
#include <utility>

#include "core/loading/elf_header.h"
#include "core/loading/elf_initialisers.h"
#include "core/loading/elf_layout.h"
#include "core/loading/elf_section_places.h"
#include "core/loading/elf_versions.h"
#include "core/loading/operator_exports.h"

namespace hotswap {

std::optional<LoadableLibrary> JudgeLoadable(std::span<const std::byte> bytes, LibraryRole role, FindingList& findings) {
  auto image = ElfImage::Parse(bytes);
  if (!findings.Add("segments", image, "is a whole shared library for " + MachineName(kHostMachine))) return std::nullopt;
  if (!findings.Add("layout", CheckLayout(*image), "keeps notes and thread-local storage inside its memory")) {
    return std::nullopt;
  }
  if (!findings.Add("sections", CheckSectionPlaces(*image), "has sections where its segments are")) return std::nullopt;
  auto strings = ElfStrings::Read(*image);
  if (!findings.Add("strings", strings, "has a whole string table")) return std::nullopt;
  if (!findings.Add("dynamic", CheckDynamic(*image, *strings), "has a dynamic section that the loader can follow")) {
    return std::nullopt;
  }
  auto symbols = ReadDynamicSymbols(*image);
  const std::string known = symbols ? "has " + std::to_string(symbols->size()) + " symbols" : "";
  if (!findings.Add("symbols", symbols, known)) return std::nullopt;
  // First, because it says in the author's terms what the next check says of any symbol.
  if (role == LibraryRole::kOperator) {
    findings.Add("exports", CheckOperatorExports(*image, *symbols), "exports create_operator and destroy_operator as functions");
  }
  if (!findings.Add("symbol_values", CheckSymbolValues(*image, *symbols), "has all its symbols inside its memory")) {
    return std::nullopt;
  }
  if (!findings.Add("symbol_versions", CheckVersions(*image, *strings, symbols->size() + 1), "has whole lists of versions")) {
    return std::nullopt;
  }
  auto relocations = CheckRelocations(*image, *symbols);
  if (!findings.Add("relocations", relocations, "relocates its own writable memory alone")) return std::nullopt;
  if (!findings.Add("initialisers", CheckInitialisers(*image, *symbols), "calls its own code when it is loaded and unloaded")) {
    return std::nullopt;
  }
  return LoadableLibrary{std::move(*image), std::move(*strings), std::move(*symbols), *relocations};
}

}  // namespace hotswap
