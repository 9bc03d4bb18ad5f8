#ifndef HOTSWAP_CORE_LOADING_LOADER_CACHE_H_
#define HOTSWAP_CORE_LOADING_LOADER_CACHE_H_

#include <filesystem>
#include <string_view>

namespace hotswap {

/// Where `cache` (as ldconfig writes /etc/ld.so.cache) says that the library `name` for this processor is; empty when it does
/// not know, or is of a format that glibc 2.2 and later do not write.
std::filesystem::path FindInLoaderCache(const std::filesystem::path& cache, std::string_view name);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LOADER_CACHE_H_
