#include "core/loading/elf_inspection.h"

#include <string_view>
#include <utility>
#include <vector>

#include "core/loading/elf_image.h"
#include "core/loading/elf_symbol_table.h"
#include "core/loading/mapped_file.h"

namespace hotswap {
namespace {

Error Missing(std::string why) { return {Errc::kMissingSymbol, std::move(why)}; }

/// Whether `symbol` is the function `name` under the C++ ABI's name mangling, also inside a namespace: the mangled form spells
/// each identifier with its length before it.
bool IsMangled(std::string_view symbol, std::string_view name) {
  const std::string spelled = std::to_string(name.size()) + std::string(name);
  return symbol.starts_with("_Z") && symbol.find(spelled) != std::string_view::npos;
}

Error ExplainAbsence(const std::vector<ElfSymbol>& symbols, std::string_view name) {
  const std::string quoted(name);
  for (const ElfSymbol& symbol : symbols) {
    if (symbol.defined() && IsMangled(symbol.name, name)) {
      return Missing("exports " + quoted + " as C++ " + std::string(symbol.name) + "; declare it extern \"C\"");
    }
  }
  return Missing("does not export " + quoted + "; is it defined, extern \"C\" and visible?");
}

Status CheckExport(const ElfImage& image, const std::vector<ElfSymbol>& symbols, std::string_view name) {
  for (const ElfSymbol& symbol : symbols) {
    if (symbol.name != name) continue;
    const std::string quoted(name);
    if (!symbol.defined()) return Missing("uses " + quoted + " but does not define it");
    if (!symbol.function()) return Missing("exports " + quoted + " as data, not as a function");
    if (!symbol.exported()) return Missing("hides " + quoted + "; give it default visibility");
    if (!image.IsCode(symbol.entry.st_value)) return Missing("exports " + quoted + " outside its code");
    return {};
  }
  return ExplainAbsence(symbols, name);
}

}  // namespace

Status InspectElf(std::span<const std::byte> bytes) {
  auto image = ElfImage::Parse(bytes);
  if (!image) return std::move(image).error();
  auto symbols = ReadDynamicSymbols(*image);
  if (!symbols) return std::move(symbols).error();
  if (Status create = CheckExport(*image, *symbols, "create_operator"); !create) return create;
  return CheckExport(*image, *symbols, "destroy_operator");
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
  }
  return {};
}

}  // namespace hotswap
