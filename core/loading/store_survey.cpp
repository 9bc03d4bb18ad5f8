#include "core/loading/store_survey.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/loading/store_entry.h"

namespace hotswap {
namespace {

using std::chrono::system_clock;

constexpr std::size_t kHashDigits = 64;
constexpr std::string_view kEnding = ".so";

system_clock::time_point TimeOf(const timespec& time) {
  const auto since = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  return system_clock::time_point(std::chrono::duration_cast<system_clock::duration>(since));
}

/// The hash that an entry's name promises, or nothing for another name.
std::string HashInName(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (name.size() != kHashDigits + kEnding.size() || !name.ends_with(kEnding)) return {};
  const std::string hash = name.substr(0, kHashDigits);
  return hash.find_first_not_of("0123456789abcdef") == std::string::npos ? hash : std::string();
}

/// Whether only the owner of the store could read the file, so that nothing speaks against it.
bool IsClosedToThisUser(const std::filesystem::path& file, uid_t owner) {
  return owner != geteuid() && faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS | AT_SYMLINK_NOFOLLOW) != 0;
}

/// What the bytes of a file with an entry's name make of it; false when it is gone.
bool JudgeEntry(StoreFile& file, uid_t owner) {
  auto entry = OpenVerified(file.path, file.sha256, std::numeric_limits<std::uint64_t>::max(), owner);
  if (entry) return true;
  file.fault = entry.error().text;
  const bool unread = entry.error().code == Errc::kIo || IsClosedToThisUser(file.path, owner);
  file.kind = unread ? StoreFile::Kind::kUnreadable : StoreFile::Kind::kDamaged;
  return entry.error().code != Errc::kNotFound;
}

Status SurveyFolder(const StoreDirectory& store, const std::filesystem::path& folder, SurveyDepth depth,
                    std::vector<StoreFile>& files) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const auto own = {store.IncomingPath(), store.VerdictsPath(), store.JournalPath(), store.LockPath()};
    if (folder == store.path() && std::ranges::find(own, entry->path()) != own.end()) continue;
    if (auto file = SurveyFile(store, entry->path(), depth)) files.push_back(*std::move(file));
  }
  if (error) return SystemError("the operator store " + folder.string(), error.value());
  return {};
}

}  // namespace

const char* StoreFileKindName(StoreFile::Kind kind) {
  switch (kind) {
    case StoreFile::Kind::kEntry: return "entry";
    case StoreFile::Kind::kDamaged: return "damaged";
    case StoreFile::Kind::kUnreadable: return "unreadable";
    case StoreFile::Kind::kImport: return "import";
    case StoreFile::Kind::kStranger: return "stranger";
  }
  return "unknown";
}

Result<std::vector<StoreFile>> SurveyStore(const StoreDirectory& store, SurveyDepth depth) {
  std::vector<StoreFile> files;
  for (const auto& folder : {store.path(), store.IncomingPath()}) {
    if (folder != store.path() && !store.sees_imports()) continue;
    if (Status surveyed = SurveyFolder(store, folder, depth, files); !surveyed) return std::move(surveyed).error();
  }
  std::ranges::sort(files, {}, &StoreFile::path);
  return files;
}

std::optional<StoreFile> SurveyFile(const StoreDirectory& store, const std::filesystem::path& path, SurveyDepth depth) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0) return std::nullopt;
  StoreFile file;
  file.path = path;
  file.size = static_cast<std::uint64_t>(status.st_size);
  file.added = TimeOf(status.st_mtim);
  file.last_used = TimeOf(status.st_atim);
  const bool regular = S_ISREG(status.st_mode);
  if (path.parent_path() == store.IncomingPath() && regular) {
    file.kind = StoreFile::Kind::kImport;
    return file;
  }
  const std::string hash = path.parent_path() == store.path() ? HashInName(path) : std::string();
  if (hash.empty() || (!regular && !S_ISLNK(status.st_mode))) {
    file.fault = "does not belong into a store, which never looks at it";
    return file;
  }
  file.kind = StoreFile::Kind::kEntry;
  file.sha256 = hash;
  if (depth == SurveyDepth::kBytes && !JudgeEntry(file, store.owner())) return std::nullopt;
  return file;
}

}  // namespace hotswap
