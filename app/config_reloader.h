#ifndef HOTSWAP_APP_CONFIG_RELOADER_H_
#define HOTSWAP_APP_CONFIG_RELOADER_H_

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "app/directory_watch.h"
#include "app/options.h"
#include "core/api/command.h"
#include "core/api/config.h"
#include "core/api/engine.h"
#include "core/base/file_descriptor.h"
#include "core/base/named_thread.h"
#include "core/base/result.h"

namespace hotswap {

/// A wish that the configuration be read again.
///
/// Threads   Ring() on any, also before there is a reloader.
/// Failure   Throws std::system_error when the system has no descriptor left.
class ReloadBell {
 public:
  ReloadBell();

  void Ring() const;

  int descriptor() const { return descriptor_.get(); }
  /// Whether it was rung since the last time.
  bool Take() const;

 private:
  const FileDescriptor descriptor_;
};

/// Reads the configuration again when its file changes and when somebody asks, whole or not at all, and tells the engine.
///
/// Threads   Owns "hs-config": neither a slow disk nor a half-written file holds anything else up.
/// Lifetime  The bell outlives it. Whoever hears its news outlives the time from Start() to Stop(). The destructor stops.
/// Failure   A file that is refused is told once for each fault, or as often as somebody asks. One that is gone changes nothing.
class ConfigReloader {
 public:
  struct Parts {
    std::filesystem::path file;            ///< Not empty.
    Config present;                        ///< What counts now.
    std::function<Result<Config>()> read;  ///< kNotFound when the file is not there.
  };

  /// Has all its descriptors at once, so that a run has as many at its start as at its end.
  ConfigReloader(const ReloadBell& bell, Parts parts);
  ~ConfigReloader() { Stop(); }
  ConfigReloader(const ConfigReloader&) = delete;
  ConfigReloader& operator=(const ConfigReloader&) = delete;

  /// From now on `tell` hears what changed, on hs-config. Once.
  void Start(std::function<void(ApplyConfig)> tell);

  /// Nothing is told any more when this returns. Later calls do nothing.
  void Stop();

 private:
  void Run();
  void Settle();
  void AwaitRest();
  void Read(bool asked);
  void Refuse(const Error& error, bool asked);

  // Fixed after construction.
  const ReloadBell& bell_;
  const Parts parts_;
  const ReloadBell end_;

  // Shared: an operator may have closed the descriptor of the bell.
  std::atomic<bool> ending_{false};

  // Fixed after Start().
  std::function<void(ApplyConfig)> tell_;

  // Only on hs-config.
  Config present_;
  DirectoryWatch watch_;
  std::string refusal_;  // as it was told last; empty when the file was good

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

/// The reloader of a run, which is not started yet; null when there is no place for a configuration file.
std::unique_ptr<ConfigReloader> MakeReloader(const ReloadBell& bell, const RunSetup& setup);

/// While this lives the engine hears the news of the reloader, if there is one.
class Reloading {
 public:
  Reloading(ConfigReloader* reloader, Engine& engine);
  ~Reloading();
  Reloading(const Reloading&) = delete;
  Reloading& operator=(const Reloading&) = delete;

 private:
  ConfigReloader* const reloader_;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CONFIG_RELOADER_H_
