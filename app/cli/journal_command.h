#ifndef HOTSWAP_APP_CLI_JOURNAL_COMMAND_H_
#define HOTSWAP_APP_CLI_JOURNAL_COMMAND_H_

#include <optional>
#include <string>
#include <vector>

#include "app/run_places.h"

namespace CLI {
class App;
}

namespace hotswap {

/// What `hotswap journal` was asked, as a person wrote it.
struct JournalOptions {
  PlaceOptions places;
  std::optional<std::string> since;
  std::string slot;
  std::vector<std::string> kinds;
  bool json = false;
};

/// Adds its options to the sub-command `app`; `options` outlives it.
void AddJournalOptions(CLI::App& app, JournalOptions& options);

/// Prints what was written down, oldest first. The exit status: 0, also when nothing was written down yet; 1 when the journal cannot
/// be read; 2 for bad usage.
int JournalCommand(const JournalOptions& options);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_JOURNAL_COMMAND_H_
