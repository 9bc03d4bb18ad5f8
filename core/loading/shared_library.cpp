#include "core/loading/shared_library.h"

#include <dlfcn.h>
#include <link.h>

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

namespace hotswap {
namespace {

std::atomic<bool> any_left_open = false;

}  // namespace

Result<SharedLibrary> SharedLibrary::Open(const std::filesystem::path& file) {
  LibraryThreads threads = LibraryThreads::BeforeOpening();
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle != nullptr) {
    threads.Opened(handle);
    return SharedLibrary(handle, std::move(threads));
  }
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

SharedLibrary::SharedLibrary(SharedLibrary&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      threads_(std::move(other.threads_)),
      occupant_(std::move(other.occupant_)) {}

SharedLibrary::~SharedLibrary() {
  if (handle_ == nullptr) return;
  if (Occupant().empty()) {
    dlclose(handle_);
  } else {
    any_left_open = true;
  }
}

bool SharedLibrary::AnyLeftOpen() { return any_left_open; }

const std::string& SharedLibrary::Occupant() const {
  if (occupant_.empty()) occupant_ = threads_.FindOne();
  return occupant_;
}

void* SharedLibrary::Symbol(const char* name) const { return dlsym(handle_, name); }

}  // namespace hotswap
