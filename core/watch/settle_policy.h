#ifndef HOTSWAP_CORE_WATCH_SETTLE_POLICY_H_
#define HOTSWAP_CORE_WATCH_SETTLE_POLICY_H_

#include <chrono>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/watch/file_state.h"

namespace hotswap {

/// How long a file must be the same before it is taken for whole.
struct SettleLimits {
  std::chrono::nanoseconds told{std::chrono::milliseconds(200)};  ///< When the system told that its writer is done.
  std::chrono::nanoseconds untold{std::chrono::seconds(2)};       ///< When only its looks changed: a writer may just be slow.
  std::chrono::nanoseconds patience{std::chrono::seconds(10)};    ///< A file that has not settled by then is worth a word.
};

/// Decides when one file is at rest: its looks, and the digest of its bytes at the middle and at the end, stay the same for a while.
/// Pure: what was told, what the file looks like and the time go in, what is to be done comes out.
class SettlePolicy {
 public:
  enum class Step {
    kNothing,   ///< Until due(), or until something is told.
    kRead,      ///< Make its digest and call Read().
    kRestless,  ///< It has not come to rest for SettleLimits::patience: say so, once.
  };

  /// What a file turned out to hold when it came to rest.
  struct Settled {
    std::string digest;
    bool news = false;   ///< Other bytes than when it settled before.
    bool first = false;  ///< It lay there untouched since it was seen first, by a policy that was made for that.
  };

  /// `lies_there`: what is seen first is not news by itself, since it was there before anybody watched.
  SettlePolicy(const SettleLimits& limits, bool lies_there) : limits_(limits), lies_there_(lies_there) {}

  /// The system told that a writer closed the file, or that it was moved or linked there; it looks like `state` now.
  void Stir(const std::optional<FileState>& state, TimePoint now);

  /// What the file looks like. No state: it is not there. `whole`: should it look different, no writer is at it.
  void See(const std::optional<FileState>& state, TimePoint now, bool whole = false);

  /// To be called at due() with what the file looks like then.
  Step Look(const std::optional<FileState>& state, TimePoint now);

  /// After kRead: the digest, and what the file looks like after it was read. Something when it is at rest.
  std::optional<Settled> Read(const std::optional<FileState>& state, const std::string& digest, TimePoint now);

  /// After kRead: there is nothing to be read, and that will be so until the file changes.
  void GiveUp();

  /// When Look() has something to do; nothing while the file rests.
  std::optional<TimePoint> due() const;

 private:
  std::chrono::nanoseconds Calm() const { return told_ || lies_there_ ? limits_.told : limits_.untold; }
  void Begin(TimePoint now);
  void Change(const std::optional<FileState>& state, TimePoint now);
  void End();

  const SettleLimits limits_;
  bool lies_there_;
  std::optional<FileState> known_;  // when it came to rest last
  std::string digest_;              // of that rest; empty before the first

  // While it settles.
  bool settling_ = false;
  bool told_ = false;
  bool restless_told_ = false;
  std::optional<FileState> seen_;
  std::string read_;  // the digest since calm_since_; empty: not read yet
  TimePoint calm_since_;
  TimePoint restless_since_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_SETTLE_POLICY_H_
