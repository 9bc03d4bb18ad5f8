#include "core/watch/folder_events.h"

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace hotswap {
namespace {

// Never IN_MODIFY: a file that is being written is half a file. IN_CREATE only for links, which no writer closes.
constexpr std::uint32_t kWanted = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr unsigned kFolderGone = IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT;

std::string StartTrouble(int error) {
  if (error != EMFILE) return std::string("the system gives no inotify: ") + std::strerror(error);
  return "this user has no inotify instance left; raise the limit with `sysctl fs.inotify.max_user_instances=N`, or that of open "
         "files (`ulimit -n`)";
}

std::string WatchTrouble(const std::filesystem::path& folder, int error) {
  if (error == ENOSPC) {
    return "this user has no inotify watch left for " + folder.string() +
           "; raise the limit with `sysctl fs.inotify.max_user_watches=N`";
  }
  if (error == EACCES) return folder.string() + " may not be read by this user; make it readable (chmod u+rx)";
  return folder.string() + ": " + std::strerror(error);
}

/// A file that was created is empty, and told again when its writer is done. A link is whole from the start.
bool IsWhole(const std::filesystem::path& entry) {
  struct stat status {};
  if (lstat(entry.c_str(), &status) != 0) return false;
  return !S_ISREG(status.st_mode) || status.st_nlink > 1;
}

}  // namespace

FolderEvents::FolderEvents() : descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (!descriptor_.valid()) start_trouble_ = trouble_ = StartTrouble(errno);
}

std::set<std::filesystem::path> FolderEvents::Watch(const std::set<std::filesystem::path>& folders) {
  std::set<std::filesystem::path> changed;
  trouble_ = start_trouble_;
  if (!descriptor_.valid()) return changed;
  const auto before = watches_;
  for (const auto& [folder, watch] : before) {
    if (!folders.contains(folder)) Forget(folder);
  }
  for (const std::filesystem::path& folder : folders) {
    if (Add(folder)) changed.insert(folder);
  }
  return changed;
}

bool FolderEvents::Add(const std::filesystem::path& folder) {
  const int watch = inotify_add_watch(descriptor_.get(), folder.c_str(), kWanted);
  const auto known = watches_.find(folder);
  if (known != watches_.end() && known->second == watch) return false;
  const int error = errno;
  Forget(folder);
  if (watch >= 0) {
    watches_[folder] = watch;
    folders_[watch].insert(folder);
    return true;
  }
  if (error != ENOENT && error != ENOTDIR) trouble_ = WatchTrouble(folder, error);
  return false;
}

void FolderEvents::Forget(const std::filesystem::path& folder) {
  const auto known = watches_.find(folder);
  if (known == watches_.end()) return;
  const int watch = known->second;
  watches_.erase(known);
  const auto sharing = folders_.find(watch);
  if (sharing == folders_.end()) return;
  sharing->second.erase(folder);
  if (!sharing->second.empty()) return;
  folders_.erase(sharing);
  inotify_rm_watch(descriptor_.get(), watch);
}

std::vector<FolderEvents::Told> FolderEvents::Take(bool& everything) {
  std::vector<Told> told;
  alignas(inotify_event) std::array<char, 16384> buffer;
  for (;;) {
    const ssize_t size = descriptor_.valid() ? read(descriptor_.get(), buffer.data(), buffer.size()) : -1;
    if (size <= 0) return told;
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const char* const name = buffer.data() + at + sizeof event;
      everything = everything || (event.mask & IN_Q_OVERFLOW) != 0;
      Note(event.wd, event.len == 0 ? std::string_view() : std::string_view(name), event.mask, told);
      at += sizeof event + event.len;
    }
  }
}

void FolderEvents::Note(int watch, std::string_view name, unsigned mask, std::vector<Told>& told) {
  const auto its = folders_.find(watch);
  if (its == folders_.end()) return;
  const std::set<std::filesystem::path> folders = its->second;
  for (const std::filesystem::path& folder : folders) {
    if ((mask & kFolderGone) != 0) {
      told.push_back({folder, {}});
    } else if ((mask & IN_CREATE) == 0 || IsWhole(folder / name)) {
      told.push_back({folder, std::string(name)});
    }
  }
  if ((mask & kFolderGone) == 0) return;
  // It follows the folder wherever it went; its old name may already be that of another one.
  for (const std::filesystem::path& folder : folders) Forget(folder);
}

}  // namespace hotswap
