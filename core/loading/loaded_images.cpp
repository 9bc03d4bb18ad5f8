#include "core/loading/loaded_images.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdint>

#include "core/loading/thread_starters.h"

namespace hotswap {

LoadedImage::LoadedImage(const dl_phdr_info& info)
    : base_(info.dlpi_addr), headers_(info.dlpi_phdr, info.dlpi_phnum), path_(info.dlpi_name != nullptr ? info.dlpi_name : "") {
  for (const ElfW(Phdr) & header : headers_) {
    if (header.p_type == PT_DYNAMIC) dynamic_ = reinterpret_cast<const ElfW(Dyn)*>(base_ + header.p_vaddr);
  }
  const auto* names = reinterpret_cast<const char*>(AddressOf(DT_STRTAB));
  if (names == nullptr) return;
  for (const ElfW(Dyn)* entry = dynamic_; entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag == DT_SONAME) own_name_ = names + entry->d_un.d_val;
    if (entry->d_tag == DT_NEEDED) needed_.emplace_back(names + entry->d_un.d_val);
  }
}

bool LoadedImage::Answers(const std::string& name) const {
  if (name.find('/') != std::string::npos) return path_ == name;
  return own_name_ == name || path_.substr(path_.rfind('/') + 1) == name;
}

/// The address that an entry of the dynamic section tells, which glibc has turned into that in memory, but for the kernel's own
/// image; 0 when there is none in the image.
ElfW(Addr) LoadedImage::AddressOf(ElfW(Sxword) tag) const {
  for (const ElfW(Dyn)* entry = dynamic_; entry != nullptr && entry->d_tag != DT_NULL; ++entry) {
    if (entry->d_tag != tag) continue;
    const ElfW(Addr) address = entry->d_un.d_ptr < base_ ? entry->d_un.d_ptr + base_ : entry->d_un.d_ptr;
    const bool inside = std::ranges::any_of(headers_, [&](const ElfW(Phdr) & header) {
      const ElfW(Addr) first = base_ + header.p_vaddr;
      return header.p_type == PT_LOAD && address >= first && address < first + header.p_memsz;
    });
    return inside ? address : 0;
  }
  return 0;
}

/// The symbols of which some are imported: all of them, or those before the first that is exported, since a GNU hash table has
/// only exported ones, which come last.
std::span<const ElfW(Sym)> LoadedImage::ImportingSymbols() const {
  const auto* symbols = reinterpret_cast<const ElfW(Sym)*>(AddressOf(DT_SYMTAB));
  const auto* hash = reinterpret_cast<const std::uint32_t*>(AddressOf(DT_HASH));
  const auto* gnu_hash = reinterpret_cast<const std::uint32_t*>(AddressOf(DT_GNU_HASH));
  if (symbols == nullptr || (hash == nullptr && gnu_hash == nullptr)) return {};
  return {symbols, hash != nullptr ? hash[1] : gnu_hash[1]};
}

bool LoadedImage::StartsThreads() const {
  const auto* names = reinterpret_cast<const char*>(AddressOf(DT_STRTAB));
  return names != nullptr && std::ranges::any_of(ImportingSymbols(), [names](const ElfW(Sym) & symbol) {
           return symbol.st_shndx == SHN_UNDEF && !ThreadStarter(names + symbol.st_name).empty();
         });
}

LoadedImages LoadedImages::Read() {
  LoadedImages images;
  const auto add = [](dl_phdr_info* info, std::size_t, void* data) {
    static_cast<std::vector<LoadedImage>*>(data)->emplace_back(*info);
    return 0;
  };
  dl_iterate_phdr(add, &images.images_);
  return images;
}

const LoadedImage* LoadedImages::Of(void* handle) const {
  const link_map* opened = nullptr;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &opened) != 0) return nullptr;
  const auto found = std::ranges::find(images_, opened->l_ld, &LoadedImage::dynamic);
  return found == images_.end() ? nullptr : &*found;
}

std::vector<const void*> LoadedImages::Closure(std::vector<const LoadedImage*> from) const {
  std::vector<const void*> closure;
  while (!from.empty()) {
    const LoadedImage& image = *from.back();
    from.pop_back();
    if (std::ranges::find(closure, image.identity()) != closure.end()) continue;
    closure.push_back(image.identity());
    for (const std::string& name : image.needed()) {
      const auto needed = std::ranges::find_if(images_, [&name](const LoadedImage& other) { return other.Answers(name); });
      if (needed != images_.end()) from.push_back(&*needed);
    }
  }
  return closure;
}

}  // namespace hotswap
