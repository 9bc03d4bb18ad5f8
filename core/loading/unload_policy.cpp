// JudgeUnload().
#include <elf.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "core/loading/elf_dynamic.h"
#include "core/loading/library_policy.h"

namespace hotswap {
namespace {

constexpr std::size_t kMostSymbolText = 100;

bool HasRuntimeInside(const LoadableLibrary& library) {
  return std::ranges::none_of(DynamicStrings(library.image, library.strings, DT_NEEDED), [](std::string_view name) {
    return name.starts_with("libstdc++.so") || name.starts_with("libc++.so");
  });
}

/// Of libstdc++.a itself, which was compiled with unique symbols: static data of namespace std, and what guards it. The tag of
/// std::make_shared is in it, too, but comes from the library's own code.
bool IsOfRuntime(std::string_view symbol) {
  constexpr std::string_view kPrefixes[] = {"_ZNSt",   "_ZNKSt",  "_ZNSs",   "_ZNSb",  "_ZSt",
                                            "_ZGVNSt", "_ZGVNSs", "_ZTINSt", "_ZTISt", "_ZTSSt"};
  return symbol.find("_Sp_make_shared_tag") == std::string_view::npos &&
         std::ranges::any_of(kPrefixes, [symbol](std::string_view prefix) { return symbol.starts_with(prefix); });
}

void JudgeUniqueSymbols(const LoadableLibrary& library, bool refuse, FindingList& findings) {
  const auto is_unique = [](const ElfSymbol& symbol) { return symbol.defined() && symbol.unique(); };
  const auto count = std::ranges::count_if(library.symbols, is_unique);
  if (count == 0) {
    findings.Pass("unique_symbols", "has no unique symbol, which would keep it mapped");
    return;
  }
  const auto first = std::ranges::find_if(library.symbols, is_unique);
  if (HasRuntimeInside(library) && std::ranges::all_of(library.symbols, [&](const ElfSymbol& symbol) {
        return !is_unique(symbol) || IsOfRuntime(symbol.name);
      })) {
    // It may well go: only the vetting sees whether the loader bound one of them.
    return findings.Warn("unique_symbols",
                         {Errc::kPolicy, "has the C++ runtime inside and exports its " + std::to_string(count) +
                                             " unique symbols (-static-libstdc++): one that another library uses, too, "
                                             "would keep it mapped after a swap; link it with -Wl,--exclude-libs,ALL"});
  }
  const bool by_make_shared = first->name.find("_Sp_make_shared_tag") != std::string_view::npos;
  const std::string cause =
      by_make_shared ? "uses std::make_shared without -fno-gnu-unique" : "was compiled without -fno-gnu-unique";
  const std::string more = count > 1 ? " and " + std::to_string(count - 1) + " more" : "";
  findings.Doubt("unique_symbols", refuse,
                 {Errc::kPolicy, cause + " (unique symbol " + std::string(first->name.substr(0, kMostSymbolText)) + more +
                                     "): it would stay mapped after a swap, and the next version could use its static data; "
                                     "rebuild it with -fno-gnu-unique"});
}

void JudgeNoDelete(const LoadableLibrary& library, bool refuse, FindingList& findings) {
  if ((library.image.Dynamic(DT_FLAGS_1).value_or(0) & DF_1_NODELETE) == 0) {
    findings.Pass("nodelete", "may be unloaded");
    return;
  }
  findings.Doubt("nodelete", refuse,
                 {Errc::kPolicy, "was linked with -z nodelete: it would stay mapped after a swap; link it without"});
}

void JudgeThreadDestructors(const LoadableLibrary& library, bool refuse, FindingList& findings) {
  const auto registers = [](const ElfSymbol& symbol) {
    return !symbol.defined() && (symbol.name == "__cxa_thread_atexit" || symbol.name == "__cxa_thread_atexit_impl");
  };
  if (std::ranges::none_of(library.symbols, registers)) {
    findings.Pass("thread_local_destructors", "has no thread_local object with a destructor");
    return;
  }
  findings.Doubt("thread_local_destructors", refuse,
                 {Errc::kPolicy,
                  "has a thread_local object with a destructor: it would stay mapped after a swap while a thread that touched it "
                  "lives; make the object trivially destructible, or keep it in the operator"});
}

}  // namespace

void JudgeUnload(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings) {
  JudgeUniqueSymbols(library, policy.strict, findings);
  JudgeNoDelete(library, policy.strict, findings);
  JudgeThreadDestructors(library, policy.strict, findings);
}

}  // namespace hotswap
