#ifndef HOTSWAP_APP_DIRECTORY_WATCH_H_
#define HOTSWAP_APP_DIRECTORY_WATCH_H_

#include <filesystem>

#include "core/base/file_descriptor.h"

namespace hotswap {

/// Tells when something was written or moved in the folder of a file, and in that of the file that it is a symbolic link to.
///
/// Threads  One thread only.
/// Failure  Without inotify, or while there is no folder, it tells nothing; Renew() tries again.
class DirectoryWatch {
 public:
  explicit DirectoryWatch(std::filesystem::path file);

  /// To be polled for reading; negative when the system gives none.
  int descriptor() const { return descriptor_.get(); }

  /// Takes what was told.
  void Drain();

  /// Watches the folders as they are now: links may point elsewhere, folders may have been replaced. Whether the file's is watched.
  bool Renew();

 private:
  const std::filesystem::path file_;
  FileDescriptor descriptor_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_DIRECTORY_WATCH_H_
