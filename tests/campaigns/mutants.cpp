// Damages an operator in many ways, judges each copy by the static gates, and lets a forked process load what they accept.
//
//   mutants OPERATOR.so [--count N] [--seed N] [--strict] [--vet HOTSWAP] [--most-accepted N] [--keep DIR]
//
// With --vet what the static gates accept has to pass `HOTSWAP vet` as well. Prints how many copies were refused by which gate,
// how many would have reached dlopen, and how many of those killed their host at which step. Exits with 1 when more than
// --most-accepted copies were accepted.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "core/loading/static_inspection.h"
#include "tests/campaigns/mutation.h"
#include "tests/campaigns/trial_load.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

struct Options {
  std::string library;
  std::uint64_t count = 1000;
  std::uint64_t seed = 20261126;
  std::uint64_t most_accepted = ~std::uint64_t{0};
  bool strict = false;
  std::string vet;
  std::string keep;
};

const std::vector<Feature> kRequests = [] {
  std::vector<Feature> requests;
  for (int i = 0; i < 256; ++i) requests.push_back({i, 1000 - i, i / 256.0, 1.0 - i / 512.0});
  return requests;
}();

std::string ReadAll(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Whether the vetting child has nothing against the copy either.
bool PassesVetting(const Options& options, const std::filesystem::path& file, const std::filesystem::path& store) {
  if (options.vet.empty()) return true;
  const std::string command =
      "'" + options.vet + "' vet --no-cache --store '" + store.string() + "' '" + file.string() + "' >/dev/null 2>&1";
  return std::system(command.c_str()) == 0;
}

/// What became of all copies.
struct Tally {
  std::map<std::string, std::uint64_t> refusals;  // By gate and check.
  std::map<std::string, std::uint64_t> deaths;    // By kind of damage and step.
  std::map<std::string, std::uint64_t> endings;   // Of accepted copies.
  std::uint64_t accepted = 0;
  std::uint64_t host_deaths = 0;
  std::uint64_t deaths_in_dlopen = 0;
};

void Count(const Trial& trial, std::string_view kind, Tally& tally) {
  const std::string step(kTrialStepNames[static_cast<std::size_t>(trial.reached)]);
  if (trial.host_died || trial.host_hung) {
    ++tally.host_deaths;
    if (trial.reached == TrialStep::kLoad) ++tally.deaths_in_dlopen;
    ++tally.deaths[std::string(kind) + (trial.host_hung ? ", hung in " : ", died in ") + step];
    return;
  }
  if (trial.reached != TrialStep::kDone) {
    ++tally.endings["error from " + step];
  } else {
    ++tally.endings[trial.right_scores ? "right scores" : "other scores"];
  }
}

void Print(const char* title, const std::map<std::string, std::uint64_t>& counts) {
  std::cout << title << '\n';
  for (const auto& [what, count] : counts) std::cout << "  " << count << "  " << what << '\n';
}

int Run(const Options& options) {
  const TemporaryDirectory directory;
  const std::vector<double> expected = ScoresOf(std::filesystem::absolute(options.library), kRequests);
  Mutator mutator(ReadAll(options.library), options.seed);
  Tally tally;
  for (std::uint64_t i = 0; i < options.count; ++i) {
    const auto kind = static_cast<MutationKind>(i % kMutationNames.size());
    const std::string copy = mutator.Next(kind);
    const Inspection inspection = InspectLibrary(std::as_bytes(std::span(copy)), {.strict = options.strict});
    const auto refusal = std::ranges::find(inspection.findings, FindingLevel::kRefusal, &Finding::level);
    if (refusal != inspection.findings.end()) {
      ++tally.refusals[refusal->gate + " " + refusal->check + " (" + refusal->code + ")"];
      continue;
    }
    // A name of its own each: the loader knows a library by its name and inode.
    const auto file = directory.Write("mutant" + std::to_string(i) + ".so", copy);
    if (!PassesVetting(options, file, directory.Path() / "store")) {
      ++tally.refusals["G3"];
      std::filesystem::remove(file);
      continue;
    }
    ++tally.accepted;
    const Trial trial = TryToLoad(file, kRequests, expected);
    Count(trial, kMutationNames[static_cast<std::size_t>(kind)], tally);
    if (!options.keep.empty() && (trial.host_died || trial.host_hung)) {
      std::filesystem::copy_file(file, std::filesystem::path(options.keep) / file.filename(),
                                 std::filesystem::copy_options::overwrite_existing);
    }
    std::filesystem::remove(file);
  }
  Print("refused by", tally.refusals);
  Print("accepted, and then", tally.endings);
  Print("host deaths", tally.deaths);
  std::cout << options.count << " mutants, " << options.count - tally.accepted << " refused, " << tally.accepted
            << " reached dlopen, " << tally.deaths_in_dlopen << " host deaths in dlopen, " << tally.host_deaths
            << " host deaths in all\n";
  return tally.accepted > options.most_accepted ? 1 : 0;
}

}  // namespace
}  // namespace hotswap

int main(int argc, char** argv) {
  hotswap::Options options;
  CLI::App app("Judges damaged copies of an operator, and loads those that the static gates accept.");
  app.add_option("operator", options.library)->required()->check(CLI::ExistingFile);
  app.add_option("--count", options.count, "How many copies");
  app.add_option("--seed", options.seed, "The same seed makes the same copies");
  app.add_option("--most-accepted", options.most_accepted, "More accepted copies than this fail the run");
  app.add_option("--vet", options.vet, "The hotswap program whose vetting is asked, too")->check(CLI::ExistingFile);
  app.add_option("--keep", options.keep, "Directory for the copies that killed their host")->check(CLI::ExistingDirectory);
  app.add_flag("--strict", options.strict, "Judge as --strict does");
  CLI11_PARSE(app, argc, argv);
  return hotswap::Run(options);
}
