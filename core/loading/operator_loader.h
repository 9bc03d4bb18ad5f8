#ifndef HOTSWAP_CORE_LOADING_OPERATOR_LOADER_H_
#define HOTSWAP_CORE_LOADING_OPERATOR_LOADER_H_

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/loading/library_calls.h"
#include "core/loading/loaded_operator.h"
#include "core/loading/operator_library.h"
#include "core/loading/stored_library.h"

namespace hotswap {

/// What became of a mapping when an instance was retired.
struct RetireProof {
  bool unmapped = false;  ///< The loader provably has the library no more.
  bool shared = false;    ///< Other instances still use the mapping, so nothing was to be unmapped.
  std::string note{};     ///< Why it is still mapped, or what destroy_operator threw; else empty.
};

/// Gates G4 and G8: turns stored bytes into an operator instance, and an instance back into nothing.
///
/// There is one mapping per SHA-256, counted by its instances. A library that stayed mapped after its last instance (a zombie) is
/// remembered and revived when the same bytes are loaded again.
///
/// Threads   Control thread only. What libraries bring (constructors, create, name, destroy, destructors) runs on the one thread
///           of LibraryCalls, which the control thread waits for, with a limit.
/// Lifetime  Instances may outlive the loader. One loader per store and process: a second one would take the first one's
///           mappings for stale.
/// Failure   A library that does not come back is given up with its thread. One that hangs in a constructor or destructor keeps
///           the system's dynamic loader: until it comes back only what is mapped already can be loaded, and nothing is unloaded.
class OperatorLoader {
 public:
  /// More than a library needs whose whole vetting took two seconds at most, also on a busy machine.
  static constexpr std::chrono::seconds kLongestCall{5};

  /// `go_on` is asked every few milliseconds while a library is loaded or retired; see TrialThread::Run().
  explicit OperatorLoader(LibraryCalls::GoOn go_on = {}, std::chrono::nanoseconds longest = kLongestCall)
      : go_on_(std::move(go_on)), longest_(longest) {}
  ~OperatorLoader();
  OperatorLoader(const OperatorLoader&) = delete;
  OperatorLoader& operator=(const OperatorLoader&) = delete;

  /// A new instance of bytes that OperatorStore::Verified() and InspectElf() accepted. After a failure descriptors and mappings
  /// are as before, unless it is kTimedOut. kStale: somebody else has the path mapped. kLoadFailed, kMissingSymbol,
  /// kCreateFailed: see the text, which begins with the user's path. kTimedOut: it did not come back, now or at an earlier call.
  /// kUnavailable: another library keeps the dynamic loader.
  Result<std::unique_ptr<LoadedOperator>> Load(StoredLibrary library);

  /// Whether an instance keeps these bytes mapped: then Load() runs no dlopen and their copy on disk does not matter.
  bool Holds(const StoredLibrary& library) const;

  /// Destroys an instance that nobody uses any more, closes its library and proves that it is gone. `instance` is not null.
  RetireProof Retire(std::unique_ptr<LoadedOperator> instance);

  /// What `pass`, which calls compute_score or another function of `instance`, as `step` says, and counts the calls that came back
  /// in `progress`, returned. kTimedOut when none came back for `longest`: then `instance` was taken and is left for ever.
  Status TryOut(std::unique_ptr<LoadedOperator>& instance, std::function<Status()> pass, std::chrono::nanoseconds longest,
                const LibraryCalls::GoOn& go_on, const LibraryCalls::Progress& progress, LibraryStep step = LibraryStep::kScores);

  /// The same for an instance that may answer requests meanwhile; `go_on` must not retire it. kTimedOut, also for a library in
  /// which another call is stuck: the instance stays where it is, and Retire() leaves it for ever unless that has come back.
  Status Ask(const LoadedOperator& instance, std::function<Status()> pass, std::chrono::nanoseconds longest,
             const LibraryCalls::GoOn& go_on, const LibraryCalls::Progress& progress, LibraryStep step);

  /// Whether the caller is inside `go_on` of a Load() or Retire(): another would have to wait for it.
  bool waiting() const { return waiting_ > 0; }

  /// Whether the innermost of these is a Retire(): what is loaded can be made anew meanwhile.
  bool retiring() const { return retiring_; }

  /// The libraries that were given up and have not come back, as clauses that begin with the user's file.
  std::vector<std::string> Stuck() const { return calls_.Stuck(); }

 private:
  struct LoadPass;
  struct RetirePass;
  struct Mapping {
    std::weak_ptr<const OperatorLibrary> library;  // Expired: a zombie, or its instance was destroyed without Retire().
    StoredLibrary source;  // What it was opened from; its memory lives as long as the loader knows the path.
    std::string occupant;  // The thread for which it was left open, once; it stays so when it is revived.
    std::shared_ptr<const OperatorLibrary> kept{};  // When it could not be closed.
  };

  template <typename Pass>
  std::optional<Status> Run(const std::shared_ptr<Pass>& pass, bool retires);
  std::optional<Error> WhyNot(const StoredLibrary& library, bool mapped) const;
  Error GivenUp(const LibraryCall& call) const;
  void Remember(const LoadPass& pass, bool came_back);
  RetireProof Proof(RetirePass& pass, const StoredLibrary& library);
  RetireProof Kept(RetirePass& pass, const StoredLibrary& library, RetireProof proof);

  // Fixed after construction.
  const LibraryCalls::GoOn go_on_;
  const std::chrono::nanoseconds longest_;

  LibraryCalls calls_;
  unsigned waiting_ = 0;
  bool retiring_ = false;
  // By SHA-256, until the mapping is provably gone.
  std::map<std::string, Mapping> mappings_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_OPERATOR_LOADER_H_
