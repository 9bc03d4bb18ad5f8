#include "app/cli/vet_command.h"

#include <stdlib.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <utility>

#include "app/cli/sample_file.h"
#include "app/cli/verdict_output.h"
#include "app/language.h"
#include "app/option_checks.h"
#include "app/signal_watcher.h"
#include "core/base/clock.h"
#include "core/base/duration.h"
#include "core/loading/display_name.h"
#include "core/loading/file_inspection.h"
#include "core/loading/operator_store.h"
#include "core/loading/store_directory.h"
#include "core/loading/vetting_client.h"

namespace hotswap {
namespace {

/// Neither the store nor the folder of temporary files can hold a copy.
Error NoPlace(const std::string& object, int error_number) {
  Error error = SystemError(object, error_number);
  error.text = "there is no folder for a private copy: " + error.text + "; name one with --store, or set TMPDIR";
  return error;
}

/// Where the copies that are tried lie: the store, so that earlier verdicts are found, or a folder that goes away again.
class CopyPlace {
 public:
  static Result<CopyPlace> Find(const std::string& wanted) {
    const std::filesystem::path directory = wanted.empty() ? OperatorStore::DefaultDirectory() : std::filesystem::path(wanted);
    auto lasting = OperatorStore::Open(directory);
    if (lasting) return CopyPlace(std::move(lasting).value(), {});
    if (!wanted.empty()) return std::move(lasting).error();
    // Nobody asked for the store; a person who may not write there can have a file tried all the same.
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    if (error) return NoPlace("TMPDIR names no folder", error.value());
    std::string name = (folder / "hotswap-vet-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) return NoPlace(folder.string(), errno);
    auto store = OperatorStore::Open(name);
    if (!store) return std::move(store).error();
    return CopyPlace(std::move(store).value(), name);
  }

  CopyPlace(CopyPlace&& other) noexcept
      : store_(std::move(other.store_)), temporary_(std::exchange(other.temporary_, std::filesystem::path())) {}
  CopyPlace& operator=(CopyPlace&&) = delete;
  ~CopyPlace() {
    std::error_code ignored;
    if (!temporary_.empty()) std::filesystem::remove_all(temporary_, ignored);
  }

  const OperatorStore& store() const { return store_; }
  std::filesystem::path verdicts() const {
    return temporary_.empty() ? store_.directory() / StoreDirectory::kVerdicts : std::filesystem::path();
  }

 private:
  CopyPlace(OperatorStore store, std::filesystem::path temporary) : store_(std::move(store)), temporary_(std::move(temporary)) {}

  OperatorStore store_;
  std::filesystem::path temporary_;  // Empty: the store is there to stay.
};

int Complain(const Error& error, int status) {
  const std::string text = Translated(error.text);
  std::cerr << "hotswap: " << DisplayName(text.c_str(), text.size()) << '\n';
  return status;
}

void Refuse(Verdict& verdict, const Error& error) {
  const std::string prefix = verdict.path + ": ";
  // An error of anything else, such as the store, says nothing about the file.
  const bool of_file = error.text.starts_with(prefix);
  const std::string text = of_file ? error.text.substr(prefix.size()) : "cannot be tried: " + error.text;
  const Errc code = of_file ? error.code : Errc::kUnavailable;
  verdict.findings.push_back({"G0", "copy", FindingLevel::kRefusal, std::string(ErrcName(code)), text});
}

/// G3, on a private copy of the bytes that the earlier gates read.
void Try(const OperatorStore& store, const VetOptions& options, Vetter& vetter, const Vetter::GoOn& go_on, Verdict& verdict) {
  auto staged = store.Stage(verdict.path);
  if (!staged) return Refuse(verdict, staged.error());
  if (staged->sha256 != verdict.sha256) {
    return Refuse(verdict,
                  {Errc::kChangedWhileRead, verdict.path + ": changed while it was judged; try again when it is written"});
  }
  VettingResult result = vetter.Vet({.library = staged->loadable,
                                     .sha256 = verdict.sha256,
                                     .strict = options.strict,
                                     .stateful = verdict.identity && verdict.identity->stateful,
                                     .per_worker = verdict.identity && verdict.identity->per_worker,
                                     .use_cache = !options.no_cache},
                                    go_on);
  verdict.vetted_before = result.cached;
  for (Finding& finding : result.findings) verdict.findings.push_back(std::move(finding));
}

}  // namespace

void AddVetOptions(CLI::App& command, VetOptions& options) {
  command.add_option("library", options.libraries, "Shared libraries (.so) to judge and to try in a process of their own")
      ->required()
      ->check(Named("file"));
  command.add_flag("--json", options.json, "Print the verdict as JSON; of several files, an array");
  command.add_flag("--strict", options.strict, "Refuse what is only warned of: no ABI note, no seal, what would stay mapped");
  command.add_option("--samples", options.samples, "Requests to try it on, instead of 256 made-up ones")
      ->type_name("FILE.csv")
      ->check(Named("file"));
  command.add_option("--store", options.store, "Folder for the private copies and earlier verdicts")
      ->type_name("DIR")
      ->check(Named("folder"));
  command
      .add_option("--vet-limit", options.limit,
                  "Refuse what does not come back for longer, such as one that is made (default 2s)")
      ->type_name("TIME");
  command.add_flag("--no-cache", options.no_cache, "Try again what was tried before");
}

int VetCommand(const VetOptions& options) {
  // Before the first copy is made, which must not stay when a person has no more patience.
  const SignalWatcher signals(kCopiesToRemove);
  const auto go_on = [&signals] { return !signals.stop_requested(); };
  VettingSettings settings;
  if (options.limit) {
    const auto limit = ParseDuration(*options.limit);
    if (!limit) return Complain({limit.error().code, "--vet-limit: " + limit.error().text}, 2);
    if (limit->count() <= 0) return Complain({Errc::kInvalidArgument, "--vet-limit: it must be longer than 0"}, 2);
    settings.limit = *limit;
  }
  if (!options.samples.empty()) {
    auto samples = ReadSampleFile(options.samples);
    if (!samples) {
      const bool parsed = samples.error().code == Errc::kParse;
      return Complain({samples.error().code, samples.error().text + (parsed ? "" : "; name a CSV file with --samples")},
                      parsed ? 2 : 1);
    }
    settings.samples = std::move(samples).value();
  }
  const auto place = CopyPlace::Find(options.store);
  if (place) settings.cache = place->verdicts();
  VettingClient vetter(std::move(settings));
  const auto judge = [&](const std::string& library) {
    const TimePoint started = SteadyClock().Now();
    Verdict verdict = InspectFile(library, {.strict = options.strict});
    if (!verdict.refused()) {
      if (place) {
        Try(place->store(), options, vetter, go_on, verdict);
      } else {
        Refuse(verdict, place.error());
      }
    }
    verdict.took = SteadyClock().Now() - started;
    return verdict;
  };
  return PrintVerdicts(options.libraries, options.json, judge, go_on);
}

}  // namespace hotswap
