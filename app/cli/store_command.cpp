#include "app/cli/store_command.h"

#include <CLI/CLI.hpp>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <utility>
#include <vector>

#include "app/cli/store_rows.h"
#include "app/language.h"
#include "app/option_checks.h"
#include "app/standard_streams.h"
#include "core/base/duration.h"
#include "core/journal/journal_reader.h"
#include "core/loading/display_name.h"
#include "core/loading/store_cleaning.h"
#include "core/loading/store_directory.h"
#include "core/loading/store_survey.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

int Complain(const std::string& text, int status) {
  // A file's name may hold anything, also what a terminal obeys.
  std::cerr << "hotswap: " << Printable(Translated(text)) << '\n';
  return status;
}

void PrintJson(const StoreDirectory& store, const char* key, const Json& rows) {
  const Json document{{"store", store.path().string()}, {key, rows}, {"notes", store.unchecked()}};
  std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

/// For people: what the look could not tell, so that nobody takes it for well.
void PrintNotes(const StoreDirectory& store) {
  for (const std::string& note : store.unchecked()) {
    std::cout << Translated("note  " + Printable(store.path().string()) + " " + note) << '\n';
  }
}

int List(const StoreDirectory& store, const std::vector<StoreFile>& files, bool json) {
  Json rows = Json::array();
  std::uint64_t bytes = 0;
  std::size_t count = 0;
  for (const StoreFile& file : files) {
    if (file.kind != StoreFile::Kind::kEntry) continue;
    ++count;
    bytes += file.size;
    if (json) {
      rows.push_back(FileRow(file));
    } else {
      std::cout << Translated(EntryText(file)) << '\n';
    }
  }
  if (json) {
    PrintJson(store, "entries", rows);
  } else {
    PrintNotes(store);
    const std::string place = Printable(store.path().string());
    std::cout << Translated(CountText(count, "library", "libraries") + ", " + SizeText(bytes) + ", in " + place) << '\n';
  }
  return StatusOfPrinted("hotswap", 0);
}

int Verify(StoreDirectory& store, std::vector<StoreFile> files, bool json) {
  const bool alone = store.TakeAlone();
  if (alone) store.ShareAgain();
  Json rows = Json::array();
  std::size_t whole = 0;
  std::size_t faults = 0;
  for (StoreFile& file : files) {
    // Unless a process has the store open, nobody is at work on it any more. It is never loaded, so it is no fault of the store.
    if (file.kind == StoreFile::Kind::kImport && alone) file.note = "is half a file or was never judged: its import did not end";
    whole += file.kind == StoreFile::Kind::kEntry ? 1 : 0;
    faults += file.fault.empty() ? 0 : 1;
    if (json) {
      rows.push_back(FileRow(file));
    } else if (!file.fault.empty() || !file.note.empty()) {
      std::cout << Translated(RemarkText(file)) << '\n';
    }
  }
  const std::string place = Printable(store.path().string());
  if (json) {
    PrintJson(store, "files", rows);
  } else {
    PrintNotes(store);
    std::cout << Translated(CountText(whole, "library is", "libraries are") + " whole in " + place) << '\n';
  }
  if (faults == 0) return StatusOfPrinted("hotswap", 0);
  return Complain("the operator store " + place + ": " + CountText(faults, "file is not as it", "files are not as they") +
                      " should be; `hotswap store verify` names each and what to do",
                  StatusOfPrinted("hotswap", 1));
}

int Clean(StoreDirectory& store, const CleaningPolicy& policy, bool json) {
  auto cleaned = CleanStore(store, policy);
  if (!cleaned) return Complain(cleaned.error().text, 1);
  Json rows = Json::array();
  std::uint64_t freed = 0;
  std::size_t removed = 0;
  std::size_t failed = 0;
  for (const CleanedFile& each : *cleaned) {
    const bool gone = each.outcome == CleanedFile::Outcome::kRemoved;
    removed += gone ? 1 : 0;
    freed += gone ? each.file.size : 0;
    failed += each.outcome == CleanedFile::Outcome::kFailed ? 1 : 0;
    if (json) {
      rows.push_back(CleanedRow(each));
    } else {
      std::cout << Translated(CleanedText(each, policy.dry_run)) << '\n';
    }
  }
  const std::string place = Printable(store.path().string());
  if (json) {
    PrintJson(store, "files", rows);
  } else {
    const char* const what = policy.dry_run ? ", would be removed from " : ", removed from ";
    std::cout << Translated(CountText(removed, "file", "files") + ", " + SizeText(freed) + what + place) << '\n';
  }
  if (failed == 0) return StatusOfPrinted("hotswap", 0);
  return Complain("the operator store " + place + ": " + CountText(failed, "file", "files") + " could not be removed",
                  StatusOfPrinted("hotswap", 1));
}

/// What the journal may want to go back to stays, however old it is.
Status KeepNeeded(const std::filesystem::path& journal, CleaningPolicy& policy) {
  auto reader = JournalReader::Open(journal);
  if (!reader && reader.error().code == Errc::kNotFound) return {};
  if (!reader) return std::move(reader).error().During("nothing was removed, since it is not known what a rollback needs");
  auto needed = reader->Needed();
  if (!needed) return std::move(needed).error();
  policy.needed.insert(needed->begin(), needed->end());
  return {};
}

}  // namespace

void AddStoreOptions(CLI::App& app, StoreOptions& options) {
  using Action = StoreOptions::Action;
  const auto add = [&](const char* name, const char* description, Action action) {
    CLI::App* command = app.add_subcommand(name, description);
    command
        ->add_option("--store", options.places.store,
                     "Directory of the operators' copies (default: as the configuration says, else in the XDG data directory)")
        ->type_name("DIR")
        ->check(Named("folder"));
    AddConfigPlace(*command, options.places);
    command->add_flag("--json", options.json, "Print JSON");
    command->callback([&options, action] { options.action = action; });
    return command;
  };
  app.require_subcommand(1);
  add("list", "Tells which libraries the store has", Action::kList);
  add("verify", "Hashes every library of the store and names what is damaged or does not belong there", Action::kVerify);
  CLI::App* clean = add("gc", "Removes damaged libraries and what killed imports left", Action::kClean);
  clean->add_option("--older-than", options.older_than, "Remove libraries too that were not loaded for this long, such as 30d");
  clean->add_option("--journal", options.places.journal,
                    "The journal whose rollbacks must stay possible (default: in the XDG state directory, or in the store)");
  clean->add_flag("--dry-run", options.dry_run, "Only tell what would be removed");
}

int StoreCommand(const StoreOptions& options) {
  CleaningPolicy policy{.unused_for = {}, .dry_run = options.dry_run};
  if (options.older_than) {
    auto parsed = ParseDuration(*options.older_than);
    if (!parsed) return Complain("--older-than: " + parsed.error().text, 2);
    policy.unused_for = *parsed;
  }
  const auto directory = StorePlaceOf(options.places);
  if (!directory) return Complain(directory.error().text, 2);
  const bool clean = options.action == StoreOptions::Action::kClean;
  const auto open = clean ? StoreDirectory::OpenExisting : StoreDirectory::OpenToRead;
  auto store = open(*directory);
  if (!store) return Complain(store.error().text, 1);
  if (clean && policy.unused_for) {
    const auto journal = JournalPlaceOf(options.places);
    if (!journal) return Complain(journal.error().text, 2);
    if (Status known = KeepNeeded(*journal, policy); !known) return Complain(known.error().text, 1);
  }
  if (clean) return Clean(*store, policy, options.json);
  const bool verify = options.action == StoreOptions::Action::kVerify;
  auto files = SurveyStore(*store, verify ? SurveyDepth::kBytes : SurveyDepth::kNames);
  if (!files) return Complain(files.error().text, 1);
  return verify ? Verify(*store, std::move(files).value(), options.json) : List(*store, *files, options.json);
}

}  // namespace hotswap
