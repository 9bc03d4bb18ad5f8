#ifndef HOTSWAP_CORE_REMOTE_ANSWER_H_
#define HOTSWAP_CORE_REMOTE_ANSWER_H_

#include <sys/types.h>

#include <string>

#include "core/api/command.h"
#include "core/api/snapshot.h"
#include "core/base/result.h"

namespace hotswap {

// What an engine's socket answers, each a line of JSON without its end: {"v":1,"ok":true,…} or
// {"v":1,"ok":false,"code":…,"error":…}.

/// What a client may know of the engine besides its snapshots.
struct EngineIdentity {
  std::string program;  ///< "hotswap 1.2.0"
  std::string store;
  pid_t pid = 0;
};

std::string RefusalLine(const Error& error);

/// How a command ended. `slot`: as the client wrote it. `command`: as the protocol spells it. A success tells the slot, the
/// version with its name, the file that it came from and what answered before it; a refusal by a gate tells the gate.
std::string OutcomeLine(const CommandOutcome& outcome, const std::string& command, const std::string& slot,
                        const Snapshot& snapshot);

/// How the engine stands: pid, uptime, workers, throughput, and each slot with its versions, its rollout and its shadow.
std::string StatusLine(const Snapshot& snapshot, const EngineIdentity& identity);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_REMOTE_ANSWER_H_
