#include "core/loading/operator_exports.h"

#include <string>

#include "core/loading/elf_hash_table.h"

namespace hotswap {
namespace {

Error Missing(std::string why) { return {Errc::kMissingSymbol, std::move(why)}; }

/// Whether `symbol` is a function under the C++ ABI's name mangling, also inside a namespace: the mangled form spells each
/// identifier with its length before it, here `spelled`.
bool IsMangled(std::string_view symbol, std::string_view spelled) {
  return symbol.starts_with("_Z") && symbol.find(spelled) != std::string_view::npos;
}

Error ExplainAbsence(const std::vector<ElfSymbol>& symbols, std::string_view name) {
  const std::string quoted(name);
  const std::string spelled = std::to_string(name.size()) + quoted;
  for (const ElfSymbol& symbol : symbols) {
    if (symbol.defined() && IsMangled(symbol.name, spelled)) {
      return Missing("exports " + quoted + " as C++ " + std::string(symbol.name.substr(0, 100)) + "; declare it extern \"C\"");
    }
  }
  return Missing("does not export " + quoted + "; is it defined, extern \"C\" and visible?");
}

/// dlsym asks the hash table, not the symbol table.
bool IsFound(const ElfImage& image, const std::vector<ElfSymbol>& symbols, std::string_view name) {
  const auto table = ElfHashTable::Read(image);
  if (!table) return false;
  const auto matches = [&](std::uint64_t number) {
    return number != 0 && number <= symbols.size() && symbols[number - 1].name == name;
  };
  return table->Find(name, matches).has_value();
}

}  // namespace

Status CheckExport(const ElfImage& image, const std::vector<ElfSymbol>& symbols, std::string_view name) {
  for (const ElfSymbol& symbol : symbols) {
    if (symbol.name != name) continue;
    const std::string quoted(name);
    if (!symbol.defined()) return Missing("uses " + quoted + " but does not define it");
    if (!symbol.function()) return Missing("exports " + quoted + " as data, not as a function");
    if (!symbol.exported()) return Missing("hides " + quoted + "; give it default visibility");
    if (!image.IsCode(symbol.entry.st_value)) return Missing("exports " + quoted + " outside its code");
    if (!IsFound(image, symbols, name))
      return Missing("exports " + quoted + " but its hash table does not list it; is it damaged?");
    return {};
  }
  return ExplainAbsence(symbols, name);
}

Status CheckOperatorExports(const ElfImage& image, const std::vector<ElfSymbol>& symbols) {
  if (Status create = CheckExport(image, symbols, "create_operator"); !create) return create;
  return CheckExport(image, symbols, "destroy_operator");
}

}  // namespace hotswap
