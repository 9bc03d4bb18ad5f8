#ifndef HOTSWAP_CORE_LOADING_OPERATOR_STORE_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_STORE_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/api/verdict.h"
#include "core/base/result.h"
#include "core/loading/store_directory.h"
#include "core/loading/stored_library.h"

namespace hotswap {

/// Gate G0: keeps a private copy of every library by SHA-256, so that what was judged is what gets loaded.
///
/// Threads   Control thread only. Several processes may use one directory.
/// Lifetime  Copies stay: a rollback works after the user's file was overwritten or deleted, and across restarts.
/// Failure   Error texts begin with the user's path; a failed import leaves nothing behind.
class OperatorStore {
 public:
  static constexpr std::uint64_t kDefaultMaxBytes = 512ull << 20;

  /// Makes `directory` (mode 0700) when it is not there. Refused: what cannot be written, is not a directory, or may be written
  /// by other users.
  static Result<OperatorStore> Open(const std::filesystem::path& directory, std::uint64_t max_bytes = kDefaultMaxBytes);

  /// $XDG_DATA_HOME/hotswap/store, or ~/.local/share/hotswap/store. Empty when neither variable names an absolute path.
  static std::filesystem::path DefaultDirectory();

  /// Copies `file` beside the entries, for the later gates to judge, or finds the entry that has its bytes already.
  Result<StagedLibrary> Stage(const std::filesystem::path& file) const;

  /// Makes what the gates let pass an entry. Where gates that follow refuse it Forget() is the caller's duty, so that no entry
  /// that stays was ever refused.
  Result<StoredLibrary> Accept(StagedLibrary staged) const;

  /// Takes back what Accept() made an entry, because a later gate refused it. Another process that found the entry meanwhile has
  /// to import its file again. What is mapped stays so.
  void Forget(const StoredLibrary& library) const;

  /// Both steps, for a caller that judges afterwards.
  Result<StoredLibrary> Import(const std::filesystem::path& file) const;

  /// `library`, when the copy still has the bytes that its name promises and nobody else can write to it: kNotFound, kStale or
  /// kPermissionDenied when not. To be asked before each load. The bytes are hashed through one descriptor, and the path still
  /// stands for the file that it opened. From then until the load only this user and root could put another file there, since
  /// the directory lets nobody else in. Where nothing can be executed from the store's file system, the bytes come along in
  /// sealed memory.
  Result<StoredLibrary> Verified(const StoredLibrary& library) const;

  /// What a person should know of every library that is loaded from here, such as that it is loaded from memory.
  std::optional<Finding> Limitation() const;

  const std::filesystem::path& directory() const { return directory_.path(); }

 private:
  OperatorStore(StoreDirectory directory, std::uint64_t max_bytes) : directory_(std::move(directory)), max_bytes_(max_bytes) {}
  Status MakeLoadable(StagedLibrary& library) const;

  StoreDirectory directory_;
  std::uint64_t max_bytes_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_STORE_H_
