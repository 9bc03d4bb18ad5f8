#ifndef HOTSWAP_CORE_JOURNAL_SCHEMA_H_
#define HOTSWAP_CORE_JOURNAL_SCHEMA_H_

#include "core/journal/database.h"

namespace hotswap {

/// The form of the tables that this program writes; a file says in its user_version which one it has.
inline constexpr int kJournalSchema = 1;

/// Makes the tables in an empty database. kTooNew: a later version of this program wrote it. kInvalidArgument: it is another
/// program's database. Nothing is changed then.
Status PrepareSchema(Database& database);

/// The same check without making anything; kNotFound for a database without tables.
Status CheckSchema(Database& database);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_JOURNAL_SCHEMA_H_
