#ifndef HOTSWAP_CORE_LOADING_STORE_DIRECTORY_H_
#define HOTSWAP_CORE_LOADING_STORE_DIRECTORY_H_

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace hotswap {

/// The directory of an operator store: private to this user, and locked against being cleaned while a process has it open.
///
/// Inside are the entries, <sha256>.so; `incoming`, where copies lie that are not accepted yet; `verdicts`, what vettings said;
/// `journal`, what runs wrote down; and `lock`.
///
/// Failure  Error texts name the directory, the cause and --store.
class StoreDirectory {
 public:
  static constexpr const char* kVerdicts = "verdicts";
  static constexpr const char* kJournal = "journal";

  /// Makes the directory (mode 0700) when it is not there. Refused: what cannot be written, is not a directory, or may be written
  /// by other users.
  static Result<StoreDirectory> OpenOrMake(const std::filesystem::path& directory);

  /// kNotFound when there is no store at `directory`; nothing is made.
  static Result<StoreDirectory> OpenExisting(const std::filesystem::path& directory);

  /// The same to look only: also a store that cannot be written, or is another user's. Makes nothing, not even a lock.
  static Result<StoreDirectory> OpenToRead(const std::filesystem::path& directory);

  /// Absolute, without links.
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path IncomingPath() const { return path_ / kIncoming; }
  std::filesystem::path LockPath() const { return path_ / kLock; }
  std::filesystem::path VerdictsPath() const { return path_ / kVerdicts; }
  std::filesystem::path JournalPath() const { return path_ / kJournal; }
  std::filesystem::path EntryPath(const std::string& sha256) const { return path_ / (sha256 + ".so"); }

  /// Whether libraries can be loaded from here: not when its file system is mounted noexec.
  bool executable() const { return executable_; }

  /// Whose files lie in it.
  uid_t owner() const { return owner_; }

  /// Whether this user may look into the folder of the imports; only one that was opened to be read can lack that.
  bool sees_imports() const { return sees_imports_; }

  /// What a look at it cannot tell, a clause each that begins with a verb: only one that was opened to be read has any.
  const std::vector<std::string>& unchecked() const { return unchecked_; }

  /// Whether no other process, and no other object of this one, has the store open; until ShareAgain() none can open it.
  bool TakeAlone();
  void ShareAgain();

 private:
  static constexpr const char* kIncoming = "incoming";
  static constexpr const char* kLock = "lock";

  StoreDirectory(std::filesystem::path path, FileDescriptor lock);

  /// Called with each folder of the store before it is looked at.
  using Prepare = std::function<Status(const std::filesystem::path&)>;
  static Result<StoreDirectory> Open(std::filesystem::path absolute, const Prepare& prepare);
  /// Where a store is, once it is sure that there is one.
  static Result<std::filesystem::path> Find(const std::filesystem::path& directory);

  std::filesystem::path path_;
  FileDescriptor lock_;  // Its flock is shared, or exclusive while taken alone. None where it may not even be read.
  bool executable_ = true;
  uid_t owner_ = 0;
  bool sees_imports_ = true;
  std::vector<std::string> unchecked_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_STORE_DIRECTORY_H_
