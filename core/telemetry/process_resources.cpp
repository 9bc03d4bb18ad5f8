#include "core/telemetry/process_resources.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace hotswap {
namespace {

std::uint64_t ResidentKib() {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "re"), &std::fclose);
  unsigned long long size = 0;
  unsigned long long resident = 0;
  if (file == nullptr || std::fscanf(file.get(), "%llu %llu", &size, &resident) != 2) return 0;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / 1024;
}

std::uint64_t OpenDescriptors() {
  DIR* directory = opendir("/proc/self/fd");
  if (directory == nullptr) return 0;
  std::uint64_t count = 0;
  while (const dirent* entry = readdir(directory)) {
    if (entry->d_name[0] != '.') ++count;
  }
  closedir(directory);
  return count - 1;  // the directory's own
}

/// Reads without stdio: a buffer that grows with the file would itself become a mapping.
std::uint64_t Mappings() {
  const int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  std::array<char, 4096> buffer;
  std::uint64_t lines = 0;
  for (ssize_t n = 0; (n = read(file, buffer.data(), buffer.size())) > 0;) {
    lines += static_cast<std::uint64_t>(std::count(buffer.begin(), buffer.begin() + n, '\n'));
  }
  close(file);
  return lines;
}

}  // namespace

ResourceUse ReadProcessResources() { return {.rss_kib = ResidentKib(), .fds = OpenDescriptors(), .mappings = Mappings()}; }

}  // namespace hotswap
