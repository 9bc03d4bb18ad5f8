#include "app/directory_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <system_error>
#include <utility>

namespace hotswap {
namespace {

// Never IN_MODIFY: a file that is being written is half a file.
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

}  // namespace

DirectoryWatch::DirectoryWatch(std::filesystem::path file)
    : file_(std::move(file)), descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}

void DirectoryWatch::Drain() {
  std::array<char, 4096> events;
  while (read(descriptor_.get(), events.data(), events.size()) > 0) {
  }
}

bool DirectoryWatch::Renew() {
  if (!descriptor_.valid()) return false;
  std::error_code failure;
  const auto absolute = std::filesystem::absolute(file_, failure);
  const bool watched = inotify_add_watch(descriptor_.get(), absolute.parent_path().c_str(), kEvents) >= 0;
  const auto target = std::filesystem::canonical(absolute, failure);
  if (!failure) static_cast<void>(inotify_add_watch(descriptor_.get(), target.parent_path().c_str(), kEvents));
  return watched;
}

}  // namespace hotswap
