#include "app/cli/journal_command.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/journal_rows.h"
#include "app/cli/journal_time.h"
#include "app/language.h"
#include "core/journal/journal_reader.h"

namespace hotswap {
namespace {

Result<JournalFilter> FilterOf(const JournalOptions& options) {
  JournalFilter filter{.since = {}, .slot = options.slot, .kinds = options.kinds};
  if (!options.since) return filter;
  auto since = ParseSince(*options.since, std::chrono::system_clock::now());
  if (!since.ok()) return Error{Errc::kInvalidArgument, "--since: " + since.error().text};
  filter.since = *since;
  return filter;
}

/// Row by row: a journal may be larger than what should lie in memory.
Status PrintJson(JournalReader* reader, const JournalFilter& filter, const std::filesystem::path& file) {
  std::cout << "{\n  \"journal\": " << JsonText(Json(file.string())) << ",\n  \"entries\": [";
  const char* separator = "\n    ";
  Status read;
  if (reader != nullptr) {
    read = reader->ForEach(filter, [&](const JournalEntry& entry) {
      std::cout << separator << JsonText(EntryRow(entry));
      separator = ",\n    ";
    });
  }
  std::cout << "\n  ]\n}\n";
  return read;
}

Status PrintText(JournalReader& reader, const JournalFilter& filter, const std::filesystem::path& file) {
  std::size_t count = 0;
  Status read = reader.ForEach(filter, [&](const JournalEntry& entry) {
    ++count;
    std::cout << EntryText(entry) << '\n';
  });
  if (read.ok()) {
    std::cout << Translated(std::to_string(count) + (count == 1 ? " entry in " : " entries in ") + Printable(file.string()))
              << '\n';
  }
  return read;
}

}  // namespace

void AddJournalOptions(CLI::App& app, JournalOptions& options) {
  AddJournalPlace(app, options.places);
  app.add_option("--since", options.since,
                 "Only what happened since: a time such as 2026-11-26T14:30, or how long ago, such as 2h")
      ->type_name("TIME");
  app.add_option("--slot", options.slot, "Only what belongs to this slot")->type_name("SLOT");
  std::string known;
  for (const std::string_view kind : kJournalKinds) known.append(known.empty() ? "" : ", ").append(kind);
  app.add_option("--kind", options.kinds, "Only entries of this kind, several times for several: " + known)
      ->type_name("KIND")
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(kJournalKinds), std::end(kJournalKinds))));
  app.add_flag("--json", options.json, "Print JSON");
}

int JournalCommand(const JournalOptions& options) {
  const auto filter = FilterOf(options);
  if (!filter.ok()) return Complain(filter.error().text, 2);
  const auto place = JournalPlaceOf(options.places);
  if (!place.ok()) return Complain(place.error().text, 2);
  const std::filesystem::path& file = *place;
  auto reader = JournalReader::Open(file);
  const bool nothing = !reader.ok() && reader.error().code == Errc::kNotFound;
  if (!reader.ok() && !nothing) return Complain(reader.error().text, 1);
  Status read;
  if (options.json) {
    read = PrintJson(nothing ? nullptr : &*reader, *filter, file);
  } else if (nothing) {
    std::cout << Printable(Translated(reader.error().text)) << '\n';
  } else {
    read = PrintText(*reader, *filter, file);
  }
  return Printed(read.ok() ? 0 : Complain(read.error().text, 1));
}

}  // namespace hotswap
