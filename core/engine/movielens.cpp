#include "core/engine/movielens.h"

#include <cstdlib>

namespace hotswap {
namespace {

/// The XDG base directory rules: a relative path counts as none.
std::filesystem::path AbsoluteFromEnvironment(const char* variable) {
  const char* value = std::getenv(variable);
  std::filesystem::path path = value == nullptr ? "" : value;
  return path.is_absolute() ? path : std::filesystem::path();
}

}  // namespace

std::filesystem::path MovieLensFile() {
  std::filesystem::path cache = AbsoluteFromEnvironment("XDG_CACHE_HOME");
  if (cache.empty()) cache = AbsoluteFromEnvironment("HOME") / ".cache";
  return cache / "hotswap-monitor" / "movielens.csv";
}

}  // namespace hotswap
