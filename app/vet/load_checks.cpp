#include "app/vet/load_checks.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <link.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "app/vet/report.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap::vet {
namespace {

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// A C++ name as its author wrote it.
std::string Demangled(const std::string& symbol) {
  char* readable = abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, nullptr);
  std::string text = readable != nullptr ? readable : symbol;
  std::free(readable);
  return text;
}

/// What stands behind `mark` in `text`, up to a blank, comma or parenthesis.
std::string WordBehind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + mark.size());
  return std::string(rest.substr(0, rest.find_first_of(" ,(")));
}

[[noreturn]] void RefuseLoad(std::string text) {
  // The name under which the loader knows the file means nothing to a person.
  const std::string prefix = std::string(kLibraryPath) + ": ";
  if (text.starts_with(prefix)) text.erase(0, prefix.size());
  if (Contains(text, "cannot open shared object file")) {
    const std::string library = text.substr(0, text.find(':'));
    report::Refuse(Errc::kMissingLibrary,
                   "needs the library " + library +
                       ", which this machine lacks or the dynamic loader does not find, so that it cannot be "
                       "loaded; install it, or link it statically");
  }
  if (const std::string symbol = WordBehind(text, "undefined symbol: "); !symbol.empty()) {
    report::Refuse(Errc::kUndefinedSymbol,
                   "uses " + Demangled(symbol) +
                       ", which no library defines, so that it cannot be loaded; link the library that has it "
                       "(-Wl,-z,defs tells at link time)");
  }
  if (Contains(text, "version `") || Contains(text, "not defined in file")) {
    report::Refuse(Errc::kUndefinedSymbol,
                   "needs another version of a library than this machine has, so that it cannot be loaded: " + text +
                       "; build it on a system as old as this one, or install the newer library");
  }
  report::Refuse(Errc::kLoadFailed, "cannot be loaded: " + text + "; build it again for this machine");
}

struct Search {
  std::string_view path;
  bool found = false;
};

int LookFor(dl_phdr_info* info, std::size_t, void* data) {
  auto* search = static_cast<Search*>(data);
  search->found = search->found || search->path == info->dlpi_name;
  return 0;
}

bool IsMapped() {
  void* again = dlopen(kLibraryPath, RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  if (again != nullptr) dlclose(again);
  Search search{kLibraryPath};
  dl_iterate_phdr(LookFor, &search);
  return again != nullptr || search.found;
}

/// Beside the operator itself, the program, and the kernel's own image, which have no file.
void ReportLibraries() {
  std::vector<std::string> paths;
  const auto note = [](dl_phdr_info* info, std::size_t, void* data) {
    if (info->dlpi_name[0] == '/' && info->dlpi_name != std::string_view(kLibraryPath)) {
      static_cast<std::vector<std::string>*>(data)->emplace_back(info->dlpi_name);
    }
    return 0;
  };
  dl_iterate_phdr(note, &paths);
  for (const std::string& path : paths) report::Library(path);
}

}  // namespace

void* CheckLoad() {
  report::Begin(vetting_stage::kLoad);
  void* handle = nullptr;
  Guarded("a static constructor", [&handle] { handle = dlopen(kLibraryPath, RTLD_NOW | RTLD_LOCAL); });
  if (handle == nullptr) {
    const char* text = dlerror();
    RefuseLoad(text != nullptr ? text : "the dynamic loader gave no reason");
  }
  ReportLibraries();
  report::Passed("loads with all its symbols bound");
  return handle;
}

Factory CheckFactory(void* handle) {
  report::Begin(vetting_stage::kFactory);
  link_map* library = nullptr;
  dlinfo(handle, RTLD_DI_LINKMAP, &library);
  const auto find = [&](const char* name) {
    void* symbol = dlsym(handle, name);
    Dl_info info{};
    link_map* owner = nullptr;
    const bool known = symbol != nullptr && dladdr1(symbol, &info, reinterpret_cast<void**>(&owner), RTLD_DL_LINKMAP) != 0;
    if (known && owner == library) return symbol;
    const std::string problem = symbol == nullptr ? " is not exported" : " comes from another library";
    report::Refuse(Errc::kMissingSymbol, "cannot be used, since its " + std::string(name) + problem +
                                             "; define it in the operator itself, extern \"C\" and visible");
  };
  Factory factory;
  factory.create = reinterpret_cast<IScoreOperator* (*)()>(find("create_operator"));
  factory.destroy = reinterpret_cast<void (*)(IScoreOperator*)>(find("destroy_operator"));
  report::Passed("defines create_operator and destroy_operator itself");
  return factory;
}

void CheckUnload(void* handle, bool strict) {
  report::Begin(vetting_stage::kUnload);
  Guarded("a static destructor", [handle] { dlclose(handle); });
  if (!IsMapped()) return report::Passed("leaves the process completely when it is unloaded");
  constexpr std::string_view kText =
      "stays in memory after it is unloaded (a unique symbol, a thread_local with a destructor, or the flag NODELETE), so that "
      "each swap to another build adds one more until the process restarts; build it with -fno-gnu-unique and without these";
  if (strict) report::Refuse(Errc::kNotUnloaded, kText);
  report::Warn(Errc::kNotUnloaded, kText);
}

}  // namespace hotswap::vet
