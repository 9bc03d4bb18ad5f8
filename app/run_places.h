#ifndef HOTSWAP_APP_RUN_PLACES_H_
#define HOTSWAP_APP_RUN_PLACES_H_

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace CLI {
class App;
}

namespace hotswap {

// Where a run that is given the same words keeps what outlives it, for the commands that look at it: the command line goes before
// the configuration file, the file before the user's own folders.

/// The words; empty: not said.
struct PlaceOptions {
  std::string config;
  std::string store;
  std::string journal;
};

/// Adds --config; `options` outlives `app`.
void AddConfigPlace(CLI::App& app, PlaceOptions& options);

/// The operator store. Errors are a bad configuration file, or that there is no place for one: exit status 2.
Result<std::filesystem::path> StorePlaceOf(const PlaceOptions& options);

/// The journal's file; errors as above.
Result<std::filesystem::path> JournalPlaceOf(const PlaceOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_RUN_PLACES_H_
