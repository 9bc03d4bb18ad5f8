#include "core/loading/library_search.h"

#include <cstdlib>
#include <string>
#include <system_error>
#include <vector>

#include "core/loading/loader_cache.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

#if defined(__x86_64__)
constexpr const char* kSystemDirectories[] = {
    "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"};
#elif defined(__aarch64__)
constexpr const char* kSystemDirectories[] = {
    "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"};
#else
constexpr const char* kSystemDirectories[] = {"/lib64", "/usr/lib64", "/lib", "/usr/lib"};
#endif

bool IsFile(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored);
}

fs::path FindInPath(std::string_view name, std::string_view directories) {
  while (!directories.empty()) {
    const std::size_t end = std::min(directories.find(':'), directories.size());
    const std::string_view directory = directories.substr(0, end);
    directories.remove_prefix(std::min(end + 1, directories.size()));
    if (directory.empty() || directory.find('$') != std::string_view::npos) continue;
    const fs::path file = fs::path(directory) / name;
    if (IsFile(file)) return file;
  }
  return {};
}

}  // namespace

fs::path FindNeededLibrary(std::string_view name, std::string_view run_path) {
  if (fs::path file = FindInPath(name, run_path); !file.empty()) return file;
  if (const char* path = std::getenv("LD_LIBRARY_PATH")) {
    if (fs::path file = FindInPath(name, path); !file.empty()) return file;
  }
  if (fs::path file = FindInLoaderCache("/etc/ld.so.cache", name); !file.empty() && IsFile(file)) return file;
  for (const char* directory : kSystemDirectories) {
    const fs::path file = fs::path(directory) / name;
    if (IsFile(file)) return file;
  }
  return {};
}

}  // namespace hotswap
