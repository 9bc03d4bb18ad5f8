#ifndef HOTSWAP_APP_CLI_REMOTE_COMMAND_H_
#define HOTSWAP_APP_CLI_REMOTE_COMMAND_H_

#include <optional>
#include <string>
#include <vector>

#include "app/cli/remote_options.h"
#include "core/remote/request.h"

namespace CLI {
class App;
}

namespace hotswap {

/// The sub-commands that a running engine carries out: load, swap, configure, rollback, rollout, shadow, promote, abort, pause, resume,
/// status.
///
/// Lifetime  Outlives the parsing of `app`, and stays where it is.
class RemoteCommands {
 public:
  explicit RemoteCommands(CLI::App& app);
  RemoteCommands(const RemoteCommands&) = delete;
  RemoteCommands& operator=(const RemoteCommands&) = delete;

  /// Carries out the one that was parsed; nothing when none was. The exit status: 0 done, 1 refused, failed or no engine runs, 2 bad
  /// usage.
  std::optional<int> Run() const;

 private:
  void AddRollouts(CLI::App& app);
  CLI::App* Add(CLI::App& app, const char* name, const char* description);
  bool Is(const char* name) const;
  Result<RemoteRequest> Request(RemoteTarget& target) const;
  Result<RemoteRequest> ConfigureRequest() const;
  Result<RemoteRequest> SwapRequest(const RemoteTarget& target) const;
  Result<RemoteRequest> RolloutRequest(const RemoteTarget& target) const;
  Result<RemoteRequest> ShadowRequest(const RemoteTarget& target) const;

  std::vector<CLI::App*> commands_;
  RemoteOptions options_;
  MomentOptions moment_;
  std::string target_;
  std::string steps_;
  std::string strategy_;
  std::vector<std::string> guards_;
  std::optional<std::string> text_;
  bool restart_ = false;
  std::optional<std::string> duration_;
  bool stop_ = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_REMOTE_COMMAND_H_
