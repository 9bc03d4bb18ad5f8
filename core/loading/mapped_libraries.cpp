#include "core/loading/mapped_libraries.h"

#include <elf.h>
#include <link.h>

#include <cstdint>

namespace hotswap {
namespace {

/// DT_SONAME of a mapped library, read in memory, where the loader has checked it.
std::string SonameInMemory(const dl_phdr_info& info) {
  const Elf64_Dyn* entry = nullptr;
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    if (info.dlpi_phdr[i].p_type == PT_DYNAMIC) {
      entry = reinterpret_cast<const Elf64_Dyn*>(info.dlpi_addr + info.dlpi_phdr[i].p_vaddr);
    }
  }
  std::uint64_t strings = 0;
  std::uint64_t soname = 0;
  for (; entry != nullptr && entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_STRTAB) strings = entry->d_un.d_ptr;
    if (entry->d_tag == DT_SONAME) soname = entry->d_un.d_val;
  }
  if (strings == 0 || soname == 0) return {};
  // The loader has made it an absolute address, unless the dynamic section cannot be written.
  if (strings < info.dlpi_addr) strings += info.dlpi_addr;
  return reinterpret_cast<const char*>(strings + soname);
}

}  // namespace

std::vector<MappedLibrary> MappedLibraries() {
  std::vector<MappedLibrary> libraries;
  const auto add = [](dl_phdr_info* info, std::size_t, void* to) {
    // The program and the vDSO have no path here.
    if (info->dlpi_name == nullptr || info->dlpi_name[0] != '/') return 0;
    static_cast<std::vector<MappedLibrary>*>(to)->push_back({info->dlpi_name, SonameInMemory(*info)});
    return 0;
  };
  dl_iterate_phdr(add, &libraries);
  return libraries;
}

}  // namespace hotswap
