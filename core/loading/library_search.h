#ifndef HOTSWAP_CORE_LOADING_LIBRARY_SEARCH_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_SEARCH_H_

#include <filesystem>
#include <string_view>

namespace hotswap {

/// Where the loader would find the needed library `name` (without a slash): in `run_path` (directories with ":" between them;
/// those with a $ token are left out), LD_LIBRARY_PATH, the loader's cache, then the system's directories. Empty when it would
/// not. `run_path` is searched first, as for DT_RPATH; for DT_RUNPATH only the order differs.
std::filesystem::path FindNeededLibrary(std::string_view name, std::string_view run_path);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_SEARCH_H_
