#ifndef HOTSWAP_CORE_API_CONFIG_ROWS_H_
#define HOTSWAP_CORE_API_CONFIG_ROWS_H_

#include <string>
#include <vector>

#include "core/api/config.h"

namespace hotswap {

/// One key of a configuration with its value.
struct ConfigRow {
  std::string key;    ///< With the tables that it stands in, such as "workers.threads" or "slot.ctr.operator".
  std::string value;  ///< As a file would spell it. Empty: not set.
  bool live = false;  ///< A change counts at once; otherwise from the next start.

  friend bool operator==(const ConfigRow&, const ConfigRow&) = default;
};

/// Every key of the configuration, in the order of resources/config.toml. Pure.
std::vector<ConfigRow> ConfigRows(const Config& config);

/// One key whose value differs between two configurations.
struct ConfigChange {
  std::string key;
  std::string before;  ///< Empty: not set, or not there.
  std::string after;
  bool live = false;

  friend bool operator==(const ConfigChange&, const ConfigChange&) = default;
};

/// What changes from one configuration to the other, key by key. Pure.
std::vector<ConfigChange> Diff(const Config& before, const Config& after);

/// For people: "workers.threads 4 → 8", "store.directory (not set) → "/x" (needs a restart)".
std::string ChangeText(const ConfigChange& change);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_CONFIG_ROWS_H_
