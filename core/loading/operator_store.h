#ifndef HOTSWAP_CORE_LOADING_OPERATOR_STORE_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_STORE_H_

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace hotswap {

/// A library that the store holds a copy of.
struct StoredLibrary {
  std::string sha256;              ///< 64 lower-case hex digits.
  std::filesystem::path original;  ///< As the user gave it; every error text names this one.
  std::filesystem::path stored;    ///< <store>/<sha256>.so, absolute.
  std::uint64_t size = 0;          ///< In bytes.
};

/// Gate G0: keeps a private copy of every library by SHA-256, so that what was judged is what gets loaded.
///
/// Threads   Control thread only. Several processes may use one directory.
/// Lifetime  Copies stay: a rollback works after the user's file was overwritten or deleted, and across restarts.
/// Failure   Error texts begin with the user's path; a failed import leaves nothing behind.
class OperatorStore {
 public:
  static constexpr std::uint64_t kDefaultMaxBytes = 512ull << 20;

  /// Makes `directory` (mode 0700) when it is not there. Refused: what cannot be written, is not a directory, may be written
  /// by other users, or is on a file system from which nothing can be loaded.
  static Result<OperatorStore> Open(const std::filesystem::path& directory, std::uint64_t max_bytes = kDefaultMaxBytes);

  /// $XDG_DATA_HOME/hotswap/store, or ~/.local/share/hotswap/store. Empty when neither variable names an absolute path.
  static std::filesystem::path DefaultDirectory();

  /// Copies `file` into the store, or finds that its bytes are there already.
  Result<StoredLibrary> Import(const std::filesystem::path& file);

  /// `library`, when the copy still has the bytes that its name promises; kNotFound or kStale when not. To be asked before
  /// each load.
  Result<StoredLibrary> Verified(const StoredLibrary& library) const;

  const std::filesystem::path& directory() const { return directory_; }

 private:
  OperatorStore(std::filesystem::path directory, std::uint64_t max_bytes);
  std::filesystem::path IncomingDirectory() const { return directory_ / "incoming"; }
  void RemoveAbandonedImports() const;

  std::filesystem::path directory_;
  std::uint64_t max_bytes_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_STORE_H_
