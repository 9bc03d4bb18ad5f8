#include "app/report_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ext/stdio_filebuf.h>
#include <locale>
#include <ostream>
#include <string>
#include <utility>

#include "core/base/output_file.h"

namespace hotswap {
namespace {

std::filesystem::path FolderOf(const std::filesystem::path& file) { return file.has_parent_path() ? file.parent_path() : "."; }

/// Whether a new file may take the place of `file` under its name: not where that is a link or a device. In a folder with the
/// sticky bit, as /tmp is, only the owner of either may replace a file.
bool IsReplaceable(const std::filesystem::path& file) {
  struct stat present {};
  if (lstat(file.c_str(), &present) != 0) return errno == ENOENT;
  if (!S_ISREG(present.st_mode)) return false;
  struct stat folder {};
  if (stat(FolderOf(file).c_str(), &folder) != 0 || (folder.st_mode & S_ISVTX) == 0) return true;
  const uid_t user = geteuid();
  return user == 0 || user == present.st_uid || user == folder.st_uid;
}

/// A new file in the folder of the report, removed again unless it takes the report's place. Its name is short, so that the report
/// may have the longest one.
class TemporaryReport {
 public:
  explicit TemporaryReport(const std::filesystem::path& report) {
    const std::string name = (FolderOf(report) / (".hotswap-report-" + std::to_string(getpid()))).string();
    for (unsigned i = 0; i < kMostLeftovers; ++i) {
      path_ = name + "-" + std::to_string(i);
      fd_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd_ >= 0) return;
      error_ = errno;
      if (error_ != EEXIST) break;
    }
    path_.clear();
  }
  ~TemporaryReport() {
    if (fd_ >= 0) close(fd_);
    if (!path_.empty()) unlink(path_.c_str());
  }
  TemporaryReport(const TemporaryReport&) = delete;
  TemporaryReport& operator=(const TemporaryReport&) = delete;

  bool made() const { return !path_.empty(); }
  int error() const { return error_; }  ///< Why it was not made.
  int TakeDescriptor() { return std::exchange(fd_, -1); }

  /// False when the system does not let it replace what is there.
  bool TakePlaceOf(const std::filesystem::path& report) {
    if (std::rename(path_.c_str(), report.c_str()) != 0) return false;
    path_.clear();
    return true;
  }

 private:
  static constexpr unsigned kMostLeftovers = 100;  // of killed processes that had this number

  int fd_ = -1;
  int error_ = 0;
  std::string path_;  // Empty when there is none.
};

/// Writes to `fd` and closes it.
Status WriteTo(int fd, const LocalEngine& engine, const std::filesystem::path& file) {
  errno = 0;
  __gnu_cxx::stdio_filebuf<char> buffer(fd, std::ios::out | std::ios::binary);
  std::ostream out(&buffer);
  out.imbue(std::locale::classic());  // The global one may be a library's work.
  engine.WriteReport(out);
  out.flush();
  const bool closed = buffer.close() != nullptr;
  return out && closed ? Status() : SystemError(file.string(), errno != 0 ? errno : EIO);
}

/// What is there already: opened without O_CREAT, which the system refuses for files of others in a folder like /tmp.
Status WriteInPlace(const LocalEngine& engine, const std::filesystem::path& file) {
  const int fd = open(file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) return SystemError(file.string(), errno);
  // Only the opening must not wait: for a reader of a FIFO that came after the check.
  if (fcntl(fd, F_SETFL, 0) != 0) {
    const int error = errno;
    close(fd);
    return SystemError(file.string(), error);
  }
  return WriteTo(fd, engine, file);
}

bool MayBeWrittenInPlace(const std::filesystem::path& file) { return access(file.c_str(), W_OK) == 0; }

}  // namespace

Status CheckReportFile(const std::filesystem::path& file) {
  const std::string object = "the report " + file.string() + " cannot be written";
  const auto failure = [](Error error) {
    error.text += "; name another file with --report";
    return error;
  };
  if (Status kind = CheckOutputKind(object, file); !kind.ok()) return failure(std::move(kind).error());
  if (IsReplaceable(file)) {
    const TemporaryReport trial(file);
    if (trial.made() || MayBeWrittenInPlace(file)) return {};
    return failure(SystemError(object + ": its folder " + FolderOf(file).string(), trial.error()));
  }
  if (MayBeWrittenInPlace(file)) return {};
  return failure(SystemError(object, errno));
}

Status WriteReportFile(const LocalEngine& engine, const std::filesystem::path& file) {
  if (!IsReplaceable(file)) return WriteInPlace(engine, file);
  TemporaryReport temporary(file);
  if (!temporary.made()) {
    return MayBeWrittenInPlace(file) ? WriteInPlace(engine, file) : SystemError(file.string(), temporary.error());
  }
  if (Status written = WriteTo(temporary.TakeDescriptor(), engine, file); !written.ok()) return written;
  if (temporary.TakePlaceOf(file)) return {};
  const int error = errno;
  return MayBeWrittenInPlace(file) ? WriteInPlace(engine, file) : SystemError(file.string(), error);
}

Status PrintReport(const LocalEngine& engine, int output) { return WriteTo(output, engine, "standard output"); }

}  // namespace hotswap
