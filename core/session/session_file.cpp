#include "core/session/session_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <string>
#include <utility>

#include "core/base/file_descriptor.h"
#include "core/session/session_text.h"

namespace hotswap {
namespace {

std::filesystem::path FolderOf(const std::filesystem::path& file) { return file.has_parent_path() ? file.parent_path() : "."; }

/// Where the bytes go: a link is followed, so that it stays one.
std::filesystem::path PlaceOf(const std::filesystem::path& file) {
  std::error_code failure;
  if (!std::filesystem::is_symlink(file, failure)) return file;
  const auto target = std::filesystem::weakly_canonical(file, failure);
  return failure ? file : target;
}

/// A device or a folder is not: a rename would put a file in its place, or fail with words about something else.
bool MayBeReplaced(const std::filesystem::path& place) {
  struct stat present {};
  return stat(place.c_str(), &present) != 0 || S_ISREG(present.st_mode);
}

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// A name, not an entry of the folder, is what a rename changes: without this a crash may bring the old one back.
void SyncFolder(const std::filesystem::path& folder) {
  const FileDescriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.valid()) static_cast<void>(fsync(opened.get()));
}

std::string NowText() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

/// An errno value, 0 for success.
int WriteTo(int fd, std::string_view text) {
  if (!WriteAll(fd, text) || fsync(fd) != 0) return errno;
  return 0;
}

Result<std::string> ReadAll(int fd, std::size_t size) {
  std::string text(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t read_now = read(fd, text.data() + done, size - done);
    if (read_now < 0 && errno == EINTR) continue;
    if (read_now < 0) return SystemError("it", errno);
    if (read_now == 0) break;
    done += static_cast<std::size_t>(read_now);
  }
  text.resize(done);
  return text;
}

}  // namespace

Status WriteWhole(std::string_view what, const std::filesystem::path& file, std::string_view text) {
  const std::string object = std::string(what) + " " + file.string() + " cannot be written";
  const auto failure = [&](Error error) {
    error.text += "; what was there before is as it was. Choose another place or make room";
    return error;
  };
  const std::filesystem::path place = PlaceOf(file);
  if (!MayBeReplaced(place)) return failure({Errc::kNotRegularFile, object + ": there is something that is no file"});
  // Of the thread: two of one process may save into a folder at the same moment.
  const std::string temporary = (FolderOf(place) / (".hotswap-save-" + std::to_string(gettid()))).string();
  unlink(temporary.c_str());  // What a killed process of this number left.
  const FileDescriptor fd(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!fd.valid()) return failure(SystemError(object, errno));
  int error = WriteTo(fd.get(), text);
  if (error == 0 && std::rename(temporary.c_str(), place.c_str()) != 0) error = errno;
  if (error == 0) {
    SyncFolder(FolderOf(place));
    return {};
  }
  unlink(temporary.c_str());
  return failure(SystemError(object, error));
}

Status SaveSession(const Snapshot& snapshot, std::string_view program, const std::filesystem::path& file) {
  const Session session{.program = std::string(program),
                        .saved_at = NowText(),
                        .snapshot = std::shared_ptr<const Snapshot>(std::shared_ptr<const void>(), &snapshot)};
  return WriteWhole("the session", file, SessionText(session));
}

Result<Session> ReadSession(const std::filesystem::path& file) {
  const std::string object = "the session " + file.string();
  // Not to wait for the other side of a FIFO, nor to make a terminal this process's.
  const FileDescriptor fd(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!fd.valid()) return SystemError(object + " cannot be opened", errno);
  struct stat status {};
  if (fstat(fd.get(), &status) != 0) return SystemError(object + " cannot be opened", errno);
  if (!S_ISREG(status.st_mode)) return Error{Errc::kNotRegularFile, object + " is not a file; name one that was saved"};
  if (static_cast<std::uint64_t>(status.st_size) > kLargestSession) {
    return Error{Errc::kTooLarge, object + " has " + std::to_string(status.st_size >> 20) +
                                      " MiB, and no session has more than " + std::to_string(kLargestSession >> 20) +
                                      " MiB; name one that was saved"};
  }
  if (status.st_size == 0) return Error{Errc::kParse, object + " is empty; name one that was saved whole"};
  auto text = ReadAll(fd.get(), static_cast<std::size_t>(status.st_size));
  if (!text.ok()) return std::move(text).error().During(object + " cannot be read");
  auto session = ParseSession(*text);
  if (!session.ok()) return Error{session.error().code, "the file " + file.string() + " " + session.error().text};
  return session;
}

}  // namespace hotswap
