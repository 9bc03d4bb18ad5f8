#include "app/locations.h"

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

}  // namespace

std::filesystem::path ShippedOperators() {
  const auto directory = ProgramDirectory();
  return FirstThere(directory.parent_path() / "plugins", directory.parent_path() / "lib/hotswap/plugins");
}

std::filesystem::path ShippedResource(const std::filesystem::path& name) {
  const auto directory = ProgramDirectory();
  return FirstThere(directory.parent_path() / "resources" / name, directory.parent_path() / "share/hotswap" / name);
}

}  // namespace hotswap
