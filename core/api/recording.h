#ifndef HOTSWAP_CORE_API_RECORDING_H_
#define HOTSWAP_CORE_API_RECORDING_H_

#include <chrono>
#include <string>

#include "core/base/clock.h"

namespace hotswap {

/// An engine's past that a client moves about in. As a clock it stands at the moment that is shown: charts of a recording end there.
///
/// Threads  Any thread may call all of it.
class Recording : public Clock {
 public:
  virtual std::string Name() const = 0;  ///< For people: the file's name.

  /// The first and the last moment that something is known of, since the engine's start.
  virtual Nanoseconds Begin() const = 0;
  virtual Nanoseconds End() const = 0;

  /// The moment that is shown; within Begin() and End().
  virtual Nanoseconds Position() const = 0;

  /// Later snapshots are of this moment; one outside is the nearest one inside.
  virtual void MoveTo(Nanoseconds at) = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_RECORDING_H_
