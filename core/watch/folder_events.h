#ifndef HOTSWAP_CORE_WATCH_FOLDER_EVENTS_H_
#define HOTSWAP_CORE_WATCH_FOLDER_EVENTS_H_

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file_descriptor.h"
#include "core/base/result.h"

namespace hotswap {

/// What the system tells of folders: which of their names got a finished file, another file, or a link.
///
/// Threads   One thread only.
/// Failure   Without inotify it tells nothing, and trouble() says why; whoever looks now and then goes on to see everything.
class FolderEvents {
 public:
  struct Told {
    std::filesystem::path folder;
    std::string name;  ///< Empty: the folder itself went away or was exchanged, so anything may have happened.
  };

  FolderEvents();

  /// To be polled for reading; negative without inotify.
  int descriptor() const { return descriptor_.get(); }

  /// Watches these folders as they are now, and no others. Those that are not watched yet, or are another folder under the old name,
  /// come back: what is in them has to be looked at. A folder that is not there is watched at a later call.
  std::set<std::filesystem::path> Watch(const std::set<std::filesystem::path>& folders);

  /// What was told since the last time. `everything`: some of it was lost, so anything may have happened anywhere.
  std::vector<Told> Take(bool& everything);

  /// Why some or all of it is not told, a clause; empty when all is.
  const std::string& trouble() const { return trouble_; }

 private:
  bool Add(const std::filesystem::path& folder);
  void Forget(const std::filesystem::path& folder);
  void Note(int watch, std::string_view name, unsigned mask, std::vector<Told>& told);

  FileDescriptor descriptor_;
  std::string start_trouble_;
  std::string trouble_;
  std::map<std::filesystem::path, int> watches_;
  std::map<int, std::set<std::filesystem::path>> folders_;  // by watch: two paths may lead to one folder
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_FOLDER_EVENTS_H_
