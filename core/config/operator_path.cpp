#include "core/config/operator_path.h"

#include <system_error>

namespace hotswap {

std::filesystem::path ResolveOperator(const std::filesystem::path& name, const std::filesystem::path& directory,
                                      const std::filesystem::path& plugin_directory) {
  if (name.is_absolute()) return name;
  std::error_code ignored;
  const std::filesystem::path beside = (std::filesystem::absolute(directory, ignored) / name).lexically_normal();
  if (std::filesystem::exists(beside, ignored) || plugin_directory.empty()) return beside;
  const std::filesystem::path shipped = (std::filesystem::absolute(plugin_directory, ignored) / name).lexically_normal();
  return std::filesystem::exists(shipped, ignored) ? shipped : beside;
}

}  // namespace hotswap
