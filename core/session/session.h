#ifndef HOTSWAP_CORE_SESSION_SESSION_H_
#define HOTSWAP_CORE_SESSION_SESSION_H_

#include <memory>
#include <string>

#include "core/api/snapshot.h"

namespace hotswap {

/// What a session file keeps: everything that an engine knew at one moment, its history included.
struct Session {
  std::string program;                       ///< That wrote it, with its version.
  std::string saved_at;                      ///< "2026-11-27T02:10:00Z".
  std::shared_ptr<const Snapshot> snapshot;  ///< Never null. Its origin is that of the clock: times in files count from a start.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_H_
