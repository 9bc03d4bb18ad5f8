#ifndef HOTSWAP_CORE_LOADING_LIBRARY_CALLS_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_CALLS_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/loading/library_call.h"
#include "core/loading/trial_thread.h"

namespace hotswap {

/// Makes calls into libraries with a limit, and remembers those that never came back.
///
/// Threads   Control thread only; the calls run on a TrialThread.
/// Lifetime  What a pass uses must be its own, since its thread may be in it for ever.
class LibraryCalls {
 public:
  using GoOn = std::function<bool()>;
  using Progress = std::function<std::uint64_t()>;

  /// What `pass` returned, or nothing when it was given up; see TrialThread::Run(). `pass` may set the step of `call`. What it
  /// holds stays for ever once it was given up, also when it comes back late.
  std::optional<Status> Run(std::shared_ptr<LibraryCall> call, std::function<Status()> pass, std::chrono::nanoseconds longest,
                            const GoOn& go_on, const Progress& progress = {});

  /// The call that was given up and still keeps the dynamic loader to itself; null when there is none. With calls that wait for
  /// one another it is the one that they all wait for.
  std::shared_ptr<const LibraryCall> LoaderHolder() const;

  /// The call into these bytes that was given up and has not come back; null when there is none.
  std::shared_ptr<const LibraryCall> StuckIn(const std::string& sha256) const;

  /// Each that was given up and has not come back, as a clause that begins with the user's file. Those that only wait for
  /// LoaderHolder() are left out: they did nothing wrong.
  std::vector<std::string> Stuck() const;

 private:
  struct Entry {
    std::shared_ptr<const LibraryCall> call;
    bool given_up = false;
    bool Stuck() const { return given_up && !call->over; }
  };

  TrialThread thread_;
  std::vector<Entry> calls_;  // under way or given up, oldest first
};

/// "does not come back from create_operator in this process (waited 5 s); …": what it means and what to do.
std::string WhyGivenUp(const LibraryCall& call);

/// Why nothing can be loaded or unloaded while `holder` has not come back: a clause that begins with the holder's file.
std::string HoldsTheLoaderText(const LibraryCall& holder);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_CALLS_H_
