#ifndef HOTSWAP_CORE_WATCH_WATCHED_PLACE_H_
#define HOTSWAP_CORE_WATCH_WATCHED_PLACE_H_

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/watch/folder_events.h"
#include "core/watch/link_chain.h"
#include "core/watch/settle_policy.h"

namespace hotswap {

/// Whether a file of this name in a watched folder is a library: NAME.so, and not hidden or of an editor.
bool IsLibraryName(std::string_view name);

/// A file or a folder of libraries that is watched, and how far each of its files has come to rest.
///
/// Threads  One thread only.
class WatchedPlace {
 public:
  /// The SHA-256 of a regular file's bytes, or why there is none: kChangedWhileRead and kNotFound pass by themselves.
  using Digest = std::function<Result<std::string>(const std::filesystem::path& file)>;

  /// A file that came to rest with other bytes, or something that a person should know.
  struct News {
    std::filesystem::path file;
    std::string digest;      ///< Empty: `trouble` says something.
    bool lay_there = false;  ///< Since before it was watched.
    std::string trouble{};   ///< A sentence that names the file.
  };

  /// `path` is absolute. Nothing is looked at before the first Scan().
  WatchedPlace(std::filesystem::path path, const SettleLimits& limits);

  const std::filesystem::path& path() const { return path_; }

  /// The folders whose events concern it, as of the last Scan().
  const std::set<std::filesystem::path>& folders() const { return folders_; }

  /// Finds out where the path leads now and looks at every file there, whether anything was told or not.
  /// `exchanged`: since something on its way was exchanged as a whole, such as a link.
  void Scan(TimePoint now, bool exchanged = false);

  /// Takes what was told of a folder.
  void Stir(const FolderEvents::Told& told, TimePoint now);

  /// Looks at the files that are due, and reads no more than a few at once: call it again while due() says so.
  std::vector<News> Look(TimePoint now, const Digest& digest);

  /// When Look() has something to do.
  std::optional<TimePoint> due() const;

 private:
  void ScanFolder(TimePoint now, bool exchanged);
  SettlePolicy& FileAt(const std::filesystem::path& file);
  bool LooksAt(const std::filesystem::path& file, SettlePolicy& policy, TimePoint now, const Digest& digest,
               std::vector<News>& news);
  void Complain(std::string trouble);

  const std::filesystem::path path_;
  const SettleLimits limits_;
  bool scanned_ = false;
  bool is_folder_ = false;
  LinkChain chain_;
  std::set<std::filesystem::path> folders_;
  std::map<std::filesystem::path, SettlePolicy> files_;
  std::string complaint_;         // the last one about the place itself
  std::vector<News> complaints_;  // to be told with the next Look()
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_WATCHED_PLACE_H_
