#ifndef HOTSWAP_CORE_API_ENGINE_H_
#define HOTSWAP_CORE_API_ENGINE_H_

#include <memory>

#include "core/api/command.h"
#include "core/api/snapshot.h"

namespace hotswap {

/// What a window drives and watches: commands in, snapshots out.
///
/// Threads   Any thread may call both; neither waits for a worker, a load or the disk.
/// Failure   A command never fails here: its outcome comes back in a later snapshot, in outcomes and as an event.
class Engine {
 public:
  virtual ~Engine() = default;

  /// Queues a command. Commands are carried out one after another, in order.
  virtual CommandId Submit(Command command) = 0;

  /// The newest snapshot; never null.
  virtual std::shared_ptr<const Snapshot> Latest() const = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_ENGINE_H_
