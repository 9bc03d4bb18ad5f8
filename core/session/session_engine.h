#ifndef HOTSWAP_CORE_SESSION_SESSION_ENGINE_H_
#define HOTSWAP_CORE_SESSION_SESSION_ENGINE_H_

#include <memory>
#include <string>
#include <vector>

#include "core/api/engine.h"
#include "core/api/recording.h"
#include "core/base/mutex.h"
#include "core/session/session.h"
#include "core/session/session_past.h"

namespace hotswap {

/// A recorded session that clients watch as they watch a running engine, at any of its moments. It carries out nothing: every command
/// ends with the same refusal.
///
/// Threads   Any thread may call all of it.
class SessionEngine final : public Engine, public Recording {
 public:
  /// `name` is the file's, for people. It stands at the end.
  SessionEngine(Session session, std::string name);

  CommandId Submit(Command command) override;
  std::shared_ptr<const Snapshot> Latest() const override;

  std::string Name() const override { return name_; }
  Nanoseconds Begin() const override { return past_.Begin(); }
  Nanoseconds End() const override { return past_.End(); }
  Nanoseconds Position() const override;
  void MoveTo(Nanoseconds at) override;
  TimePoint Now() const override { return TimePoint{} + Position(); }

 private:
  void Show(Nanoseconds at) REQUIRES(mutex_);

  // Fixed after construction.
  const std::string name_;
  const std::string saved_at_;
  const SessionPast past_;

  // Shared.
  mutable Mutex mutex_;
  CommandId last_id_ GUARDED_BY(mutex_) = 0;
  std::vector<CommandOutcome> outcomes_ GUARDED_BY(mutex_);  // of the last 64 commands
  std::uint64_t sequence_ GUARDED_BY(mutex_) = 0;
  std::shared_ptr<const Snapshot> shown_ GUARDED_BY(mutex_);  // its origin is TimePoint{}
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_ENGINE_H_
