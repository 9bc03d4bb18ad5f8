#ifndef HOTSWAP_TESTS_CORE_LOADING_PROCESS_RESOURCES_H_
#define HOTSWAP_TESTS_CORE_LOADING_PROCESS_RESOURCES_H_

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

namespace hotswap::testing {

inline std::size_t OpenDescriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

/// Mappings whose line in /proc/self/maps names `directory` or what is below; with "" all mappings, of which those of the heap
/// come and go with any allocation.
inline std::size_t MappingsOf(const std::filesystem::path& directory) {
  std::size_t count = 0;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) count += line.find(directory.string()) != std::string::npos ? 1 : 0;
  return count;
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_PROCESS_RESOURCES_H_
