#include "core/loading/file_findings.h"

#include <unistd.h>

#include <string>
#include <system_error>

#include "core/loading/finding_list.h"

namespace hotswap {
namespace {

void JudgeOwner(const struct stat& status, FindingList& findings) {
  if (status.st_uid == 0 || status.st_uid == geteuid()) return findings.Pass("owner", "belongs to this user or to root");
  findings.Warn("owner", {Errc::kPermissionDenied,
                          "belongs to another user (number " + std::to_string(status.st_uid) +
                              "), who could put other code there before the next load; copy it to a place of your own"});
}

void JudgeMode(const struct stat& status, FindingList& findings) {
  if ((status.st_mode & S_IWOTH) == 0) return findings.Pass("permissions", "cannot be written by everybody");
  findings.Warn("permissions", {Errc::kPermissionDenied,
                                "may be written by every user, who could put other code there before the next load; chmod o-w"});
}

void JudgeDirectory(const std::filesystem::path& file, FindingList& findings) {
  std::error_code error;
  const std::filesystem::path directory = std::filesystem::canonical(file, error).parent_path();
  struct stat status {};
  if (error || stat(directory.c_str(), &status) != 0) {
    return findings.Warn("directory", {Errc::kIo, "lies in a directory that cannot be looked at; it may have been moved"});
  }
  // With the sticky bit, as /tmp has it, a file is replaced by its owner alone.
  if ((status.st_mode & S_IWOTH) == 0 || (status.st_mode & S_ISVTX) != 0) {
    return findings.Pass("directory", "lies in a directory in which not everybody may replace it");
  }
  findings.Warn("directory", {Errc::kPermissionDenied, "lies in " + directory.string() +
                                                           ", where every user may replace it before the next load; chmod o-w or "
                                                           "chmod +t that directory"});
}

}  // namespace

std::vector<Finding> FileFindings(const std::filesystem::path& file, const struct stat& status) {
  std::vector<Finding> found;
  FindingList findings("G0", found);
  JudgeOwner(status, findings);
  JudgeMode(status, findings);
  JudgeDirectory(file, findings);
  return found;
}

}  // namespace hotswap
