#include "core/loading/library_code.h"

#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <span>

#include "core/loading/thread_starters.h"

namespace hotswap {
namespace {

std::span<const ElfW(Phdr)> HeadersOf(const dl_phdr_info& library) { return {library.dlpi_phdr, library.dlpi_phnum}; }

const ElfW(Dyn) * DynamicSection(const dl_phdr_info& library) {
  for (const ElfW(Phdr) & header : HeadersOf(library)) {
    if (header.p_type == PT_DYNAMIC) return reinterpret_cast<const ElfW(Dyn)*>(library.dlpi_addr + header.p_vaddr);
  }
  return nullptr;
}

/// The address that an entry of the dynamic section tells, which glibc has turned into that in memory; 0 when there is none.
ElfW(Addr) AddressIn(const dl_phdr_info& library, ElfW(Sxword) tag) {
  const ElfW(Dyn)* entry = DynamicSection(library);
  for (; entry != nullptr && entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == tag)
      return entry->d_un.d_ptr < library.dlpi_addr ? entry->d_un.d_ptr + library.dlpi_addr : entry->d_un.d_ptr;
  }
  return 0;
}

/// The symbols of which some are imported: all of them, or those before the first that is exported, since a GNU hash table has only
/// exported ones, which come last.
std::span<const ElfW(Sym)> ImportingSymbols(const dl_phdr_info& library) {
  const auto* symbols = reinterpret_cast<const ElfW(Sym)*>(AddressIn(library, DT_SYMTAB));
  const auto* hash = reinterpret_cast<const std::uint32_t*>(AddressIn(library, DT_HASH));
  const auto* gnu_hash = reinterpret_cast<const std::uint32_t*>(AddressIn(library, DT_GNU_HASH));
  if (symbols == nullptr || (hash == nullptr && gnu_hash == nullptr)) return {};
  return {symbols, hash != nullptr ? hash[1] : gnu_hash[1]};
}

bool StartsThreads(const dl_phdr_info& library) {
  const auto* names = reinterpret_cast<const char*>(AddressIn(library, DT_STRTAB));
  return names != nullptr && std::ranges::any_of(ImportingSymbols(library), [names](const ElfW(Sym) & symbol) {
           return symbol.st_shndx == SHN_UNDEF && !ThreadStarter(names + symbol.st_name).empty();
         });
}

/// Calls `look` for each library that is mapped now.
template <typename Look>
void ForEachLibrary(Look look) {
  const auto call = [](dl_phdr_info* library, std::size_t, void* data) {
    (*static_cast<Look*>(data))(*library);
    return 0;
  };
  dl_iterate_phdr(call, &look);
}

}  // namespace

LibraryCode LibraryCode::BeforeOpening() {
  LibraryCode code;
  ForEachLibrary([&code](const dl_phdr_info& library) { code.mapped_before_.insert(library.dlpi_phdr); });
  return code;
}

void LibraryCode::Opened(void* handle) {
  const link_map* opened = nullptr;
  dlinfo(handle, RTLD_DI_LINKMAP, &opened);
  ForEachLibrary([&](const dl_phdr_info& library) {
    const bool is_opened = opened != nullptr && DynamicSection(library) == opened->l_ld;
    if (mapped_before_.contains(library.dlpi_phdr) && !is_opened) return;
    starts_threads_ = starts_threads_ || StartsThreads(library);
    for (const ElfW(Phdr) & header : HeadersOf(library)) {
      if (header.p_type != PT_LOAD) continue;
      const std::uint64_t first = library.dlpi_addr + header.p_vaddr;
      all_.push_back({first, first + header.p_memsz});
      if ((header.p_flags & PF_X) != 0) code_.push_back(all_.back());
    }
  });
  mapped_before_.clear();
}

bool LibraryCode::Contains(std::uint64_t address) const { return AnyHas(code_, address); }

bool LibraryCode::Owns(std::uint64_t address) const { return AnyHas(all_, address); }

bool LibraryCode::AnyHas(const std::vector<Range>& ranges, std::uint64_t address) {
  return std::ranges::any_of(ranges, [address](const Range& range) { return address >= range.first && address < range.last; });
}

}  // namespace hotswap
