#ifndef HOTSWAP_CORE_JOURNAL_PAST_TABLE_H_
#define HOTSWAP_CORE_JOURNAL_PAST_TABLE_H_

#include "core/base/result.h"
#include "core/journal/database.h"
#include "core/journal/journal_records.h"

namespace hotswap {

/// Fills in what the slot's versions did in the runs that the journal still tells of: KnownVersion::published, requests_candidate
/// and fault. A pass over the slot's swaps and one over its rollouts, however many versions there are.
Status ReadPast(Database& database, SlotHistory& history);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_PAST_TABLE_H_
