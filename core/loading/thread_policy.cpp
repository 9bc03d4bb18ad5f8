// JudgeThreads().
#include <algorithm>
#include <string>

#include "core/loading/library_policy.h"
#include "core/loading/thread_starters.h"

namespace hotswap {

void JudgeThreads(const LoadableLibrary& library, FindingList& findings) {
  const auto starts = [](const ElfSymbol& symbol) { return !symbol.defined() && !ThreadStarter(symbol.name).empty(); };
  const auto found = std::ranges::find_if(library.symbols, starts);
  if (found == library.symbols.end()) return findings.Pass("threads", "imports nothing that starts a thread");
  findings.Warn("threads", {Errc::kPolicy,
                            "can start threads (it imports " + std::string(ThreadStarter(found->name)) +
                                "), which the vetting sees only when they start while it looks: one that still runs after "
                                "destroy_operator keeps the library in memory until the process ends; stop and join each there"});
}

}  // namespace hotswap
