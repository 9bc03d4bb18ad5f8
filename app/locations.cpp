#include "app/locations.h"

#include <cstdlib>
#include <system_error>

namespace hotswap {
namespace {

std::filesystem::path ProgramDirectory() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path(".") : program.parent_path();
}

std::filesystem::path FirstThere(const std::filesystem::path& built, const std::filesystem::path& installed) {
  std::error_code ignored;
  return std::filesystem::exists(built, ignored) ? built : installed;
}

/// The XDG base directory rules: a relative path counts as none.
std::filesystem::path AbsoluteFromEnvironment(const char* variable) {
  const char* value = std::getenv(variable);
  const std::filesystem::path path = value == nullptr ? "" : value;
  return path.is_absolute() ? path : std::filesystem::path();
}

}  // namespace

std::filesystem::path UserConfigFile() {
  std::filesystem::path directory = AbsoluteFromEnvironment("XDG_CONFIG_HOME");
  const std::filesystem::path home = AbsoluteFromEnvironment("HOME");
  if (directory.empty() && !home.empty()) directory = home / ".config";
  return directory.empty() ? directory : directory / "hotswap" / "config.toml";
}

std::filesystem::path ShippedOperators() {
  const auto directory = ProgramDirectory();
  return FirstThere(directory.parent_path() / "plugins", directory.parent_path() / "lib/hotswap/plugins");
}

std::filesystem::path ShippedResource(const std::filesystem::path& name) {
  const auto directory = ProgramDirectory();
  return FirstThere(directory.parent_path() / "resources" / name, directory.parent_path() / "share/hotswap" / name);
}

}  // namespace hotswap
