#ifndef HOTSWAP_APP_CLI_JOURNAL_ROWS_H_
#define HOTSWAP_APP_CLI_JOURNAL_ROWS_H_

#include <nlohmann/json.hpp>
#include <string>

#include "app/run_places.h"
#include "core/journal/journal_reader.h"

namespace CLI {
class App;
}

namespace hotswap {

// How `hotswap journal` and `hotswap versions` find a journal and show what is in it: for people, and as JSON with times in UTC.

using Json = nlohmann::ordered_json;

/// Adds --config, --store and --journal; `options` outlives `app`.
void AddJournalPlace(CLI::App& app, PlaceOptions& options);

/// Tells on standard error what went wrong; returns `status`.
int Complain(const std::string& text, int status);

/// `status`, or 1 when nobody got what was printed.
int Printed(int status);

/// Without what a terminal obeys: names of files and operators may hold anything.
std::string Printable(const std::string& text);

/// On one line.
std::string JsonText(const Json& value);

std::string EntryText(const JournalEntry& entry);
Json EntryRow(const JournalEntry& entry);

/// What a version is now: "on trial", "quarantined", "next start", "permanent" or its state as last seen.
std::string VersionText(const SlotHistory& slot, const KnownVersion& version);
Json SlotRow(const SlotHistory& slot);

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_JOURNAL_ROWS_H_
