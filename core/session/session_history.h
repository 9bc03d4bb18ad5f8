#ifndef HOTSWAP_CORE_SESSION_SESSION_HISTORY_H_
#define HOTSWAP_CORE_SESSION_SESSION_HISTORY_H_

#include <cstdint>

#include "core/api/history.h"

namespace hotswap {

/// The history with each level made longer by the coarser ones: the finest keeps a minute only, and a look at what was twenty minutes ago
/// shall show something at every span. A coarse stretch that reaches into the finer ones is cut, its requests shared out evenly. Pure.
History Lengthened(const History& history);

/// The history as it was at a moment: of each level as many stretches as an engine keeps, a stretch that was open then cut there. Pure.
History HistoryUntil(const History& history, std::int64_t at_ns);

/// When the oldest stretch begins; `otherwise` when there is none.
std::int64_t FirstMoment(const History& history, std::int64_t otherwise);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_SESSION_SESSION_HISTORY_H_
