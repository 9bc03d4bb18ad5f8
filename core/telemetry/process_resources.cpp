#include "core/telemetry/process_resources.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>

namespace hotswap {
namespace {

/// As the page tables say. What /proc/self/statm tells lags behind by up to 128 KiB and more for each processor, which would look like
/// a leak, or hide one; it answers only where a kernel does not have the other.
std::uint64_t ResidentKib() {
  unsigned long long resident = 0;
  std::array<char, 1024> text{};
  const int file = open("/proc/self/smaps_rollup", O_RDONLY | O_CLOEXEC);
  const bool told = file >= 0 && read(file, text.data(), text.size() - 1) > 0;
  if (file >= 0) close(file);
  const char* const line = told ? std::strstr(text.data(), "Rss:") : nullptr;
  if (line != nullptr && std::sscanf(line, "Rss: %llu kB", &resident) == 1) return resident;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> counters(std::fopen("/proc/self/statm", "re"), &std::fclose);
  unsigned long long size = 0;
  if (counters == nullptr || std::fscanf(counters.get(), "%llu %llu", &size, &resident) != 2) return 0;
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
