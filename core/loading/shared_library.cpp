#include "core/loading/shared_library.h"

#include <dlfcn.h>
#include <link.h>

#include <string>
#include <string_view>
#include <utility>

namespace hotswap {

Result<SharedLibrary> SharedLibrary::Open(const std::filesystem::path& file) {
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle != nullptr) return SharedLibrary(handle);
  const char* text = dlerror();
  return Error{Errc::kLoadFailed, text != nullptr ? text : "the dynamic loader gave no reason"};
}

bool SharedLibrary::IsMapped(const std::filesystem::path& file) {
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NOLOAD);
  if (handle != nullptr) dlclose(handle);
  return handle != nullptr || HasName(file);
}

bool SharedLibrary::HasName(const std::filesystem::path& file) {
  struct Search {
    std::string_view path;
    bool found;
  } search{file.native(), false};
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        auto* wanted = static_cast<Search*>(data);
        wanted->found = wanted->found || (info->dlpi_name != nullptr && wanted->path == info->dlpi_name);
        return 0;
      },
      &search);
  return search.found;
}

SharedLibrary::SharedLibrary(SharedLibrary&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

SharedLibrary::~SharedLibrary() {
  if (handle_ != nullptr) dlclose(handle_);
}

void* SharedLibrary::Symbol(const char* name) const { return dlsym(handle_, name); }

}  // namespace hotswap
