#ifndef HOTSWAP_CORE_LOADING_VETTING_CHILD_H_
#define HOTSWAP_CORE_LOADING_VETTING_CHILD_H_

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "core/abi/operator_interface.h"
#include "core/base/file_descriptor.h"
#include "core/base/result.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap {

/// How a vetting child ended, and all that it wrote until then.
struct VettingChildEnd {
  enum class Cause {
    kExited,       ///< By itself; `status` is its exit status.
    kSignal,       ///< By a signal that nobody here sent; `status` is its number.
    kStopped,      ///< Killed: it was stopped, by the signal `status`, and would have stayed so.
    kTimeOut,      ///< Killed: nothing more came from it.
    kTooLong,      ///< Killed: it got on, but all together took too long.
    kTooMuch,      ///< Killed: it wrote more than any report has.
    kInterrupted,  ///< Killed: go_on said so.
  };
  /// How many times the limit all checks together may take.
  static constexpr int kPatience = 5;

  Cause cause = Cause::kExited;
  int status = 0;
  std::string written;
};

/// The process hotswap-vet, from its start to its burial.
///
/// Threads   One. The child dies with the thread that started it.
/// Lifetime  The destructor kills the child's whole process group and reaps the child: nothing of it outlives this object.
class VettingChild {
 public:
  /// Starts `helper` with a clean environment, in a process group of its own, with no descriptor but the library, the job
  /// (`head` and `samples`) and the result pipe. The head's parent and sample_count are filled in here.
  static Result<VettingChild> Start(const std::filesystem::path& helper, int library, VettingJob head,
                                    std::span<const Feature> samples);

  VettingChild(VettingChild&&) noexcept;
  VettingChild& operator=(VettingChild&&) = delete;
  ~VettingChild();

  /// Reads what the child writes until it ends, or ends it: when it is stopped, when nothing came from it for `limit`, when all
  /// took kPatience times the limit, or when `go_on`, asked every 10 ms, says no. Time that the child was ready to run but got no
  /// processor does not count: a busy machine must not make a good library hang, nor does a slow one that gets on. Once.
  VettingChildEnd Wait(std::chrono::nanoseconds limit, const std::function<bool()>& go_on);

 private:
  VettingChild(pid_t pid, FileDescriptor process, FileDescriptor report);
  void JudgeTime(VettingChildEnd& end, std::chrono::nanoseconds limit) const;
  /// The signal that stopped the child; 0 when it is not stopped.
  int StoppedBy() const;
  bool ReadAvailable(std::string& written);
  void Bury(VettingChildEnd& end);

  pid_t pid_;  // -1 when reaped or moved from.
  FileDescriptor process_;
  FileDescriptor report_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point heard_;  ///< When something last came from it.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_CHILD_H_
