#include "app/run_places.h"

#include <CLI/CLI.hpp>
#include <utility>

#include "app/effective_config.h"
#include "app/locations.h"
#include "app/option_checks.h"
#include "app/options.h"
#include "core/journal/journal_file.h"
#include "core/loading/operator_store.h"

namespace hotswap {
namespace {

/// As a run reads it, so that both find the same.
Result<Config> ConfigOf(const PlaceOptions& options) {
  RunOptions run;
  run.config = options.config;
  run.store = options.store;
  run.journal = options.journal;
  auto effective = ReadEffectiveConfig(run, ShippedOperators());
  if (!effective.ok()) return std::move(effective).error();
  return std::move(effective->config);
}

}  // namespace

void AddConfigPlace(CLI::App& app, PlaceOptions& options) {
  app.add_option(
         "--config", options.config,
         "The configuration file of the run that is meant, which may say where its store and its journal are (default: the "
         "user's own)")
      ->type_name("FILE")
      ->check(Named("file"));
}

Result<std::filesystem::path> StorePlaceOf(const PlaceOptions& options) {
  if (!options.store.empty()) return std::filesystem::path(options.store);
  const auto config = ConfigOf(options);
  if (!config.ok()) return config.error();
  auto place = config->store.directory.empty() ? OperatorStore::DefaultDirectory() : config->store.directory;
  if (!place.empty()) return place;
  return Error{Errc::kInvalidArgument, "there is no place for the operator store: HOME is not set; name one with --store DIR"};
}

Result<std::filesystem::path> JournalPlaceOf(const PlaceOptions& options) {
  if (!options.journal.empty()) return std::filesystem::path(options.journal);
  const auto config = ConfigOf(options);
  if (!config.ok()) return config.error();
  auto place = JournalPlace(config->journal.file, config->store.directory);
  if (!place.empty()) return place;
  return Error{Errc::kInvalidArgument, "there is no place for the journal: HOME is not set; name one with --journal FILE"};
}

}  // namespace hotswap
