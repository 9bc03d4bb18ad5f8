#include "app/cli/versions_command.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/journal_rows.h"
#include "app/language.h"
#include "core/journal/journal_reader.h"
#include "core/journal/next_start.h"

namespace hotswap {
namespace {

/// More than anybody has: all of them.
constexpr std::size_t kAll = 1'000'000;

int PrintReleased(const VersionsOptions& options, const std::filesystem::path& file) {
  const auto released = ReleaseQuarantined(file, options.slot, *options.release);
  if (!released.ok()) return Complain(released.error().text, 1);
  if (options.json) {
    std::cout << Json{{"journal", file.string()}, {"released", *released}}.dump(2, ' ', false, Json::error_handler_t::replace)
              << '\n';
  } else {
    for (const std::string& line : *released) std::cout << Printable(Translated(line)) << '\n';
  }
  return Printed(0);
}

void PrintJson(const std::vector<SlotHistory>& slots, const std::filesystem::path& file) {
  Json document{{"journal", file.string()}, {"slots", Json::array()}};
  for (const SlotHistory& history : slots) document["slots"].push_back(SlotRow(history));
  std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

void PrintText(const std::vector<SlotHistory>& slots) {
  for (const SlotHistory& history : slots) {
    std::cout << Translated("slot " + Printable(history.slot)) << '\n';
    for (const KnownVersion& version : history.versions) std::cout << "  " << Translated(VersionText(history, version)) << '\n';
  }
  if (slots.empty()) std::cout << Translated("no version was published yet\n");
}

}  // namespace

void AddVersionsOptions(CLI::App& app, VersionsOptions& options) {
  AddJournalPlace(app, options.places);
  app.add_option("--slot", options.slot, "Only this slot")->type_name("SLOT");
  app.add_option("--release", options.release,
                 "Let a quarantined version be used again: its number, or the beginning of its SHA-256 (8 digits or more)")
      ->type_name("N|SHA");
  app.add_flag("--json", options.json, "Print JSON");
}

int VersionsCommand(const VersionsOptions& options) {
  const auto place = JournalPlaceOf(options.places);
  if (!place.ok()) return Complain(place.error().text, 2);
  const std::filesystem::path& file = *place;
  if (options.release && options.release->empty())
    return Complain("--release: \"\" is no version; name a number or a SHA-256", 2);
  if (options.release) return PrintReleased(options, file);
  auto reader = JournalReader::Open(file);
  std::vector<SlotHistory> slots;
  if (reader.ok()) {
    auto history = reader->History(options.slot, kAll);
    if (!history.ok()) return Complain(history.error().text, 1);
    slots = std::move(history).value();
    if (slots.empty() && !options.slot.empty()) {
      return Complain("there is no slot \"" + options.slot + "\" in the journal " + file.string(), 1);
    }
  } else if (reader.error().code != Errc::kNotFound) {
    return Complain(reader.error().text, 1);
  }
  if (options.json) {
    PrintJson(slots, file);
  } else {
    PrintText(slots);
  }
  return Printed(0);
}

}  // namespace hotswap
