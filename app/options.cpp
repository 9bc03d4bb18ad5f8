#include "app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <memory>
#include <system_error>
#include <utility>

#include "app/command_line_values.h"
#include "app/effective_config.h"
#include "app/locations.h"
#include "app/option_checks.h"
#include "core/journal/journal_file.h"
#include "core/journal/journal_reader.h"
#include "core/loading/store_directory.h"
#include "core/loading/vetting_client.h"

namespace hotswap {
namespace {

/// Refuses what is no whole number of a range; CLI11's own check lets a minus sign through for unsigned options.
CLI::Validator WholeNumber(std::uint64_t least, std::uint64_t most) {
  const auto check = [least, most](const std::string& text) -> std::string {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, number);
    if (failure == std::errc() && stopped == end && number >= least && number <= most) return {};
    return "\"" + text + "\" is no whole number from " + std::to_string(least) + " to " + std::to_string(most);
  };
  return CLI::Validator(check, "");
}

/// What an engine is made of, as far as a configuration says it.
void ConfigureEngine(const Config& config, EngineOptions& engine) {
  engine.resident = config.store.resident;
  engine.policy = {.strict = config.gates.strict, .use_verdicts = config.gates.use_verdicts};
  engine.probation.duration = config.probation.duration;
  engine.probation.latency_budget = config.probation.latency_budget;
  engine.call_limit = config.gates.call_limit;
  engine.load_limit = std::max(engine.load_limit, config.gates.vet_limit * 5 / 2);  // what passes the vetting passes here
  engine.source = config.source;
  engine.trial = config.trial.duration;
  engine.journal_limits = LimitsOf(config.journal);
  if (config.journal.enabled) engine.journal = JournalPlace(config.journal.file, config.store.directory);
  if (config.gates.vetting) {
    VettingSettings vetting;
    vetting.cache = engine.store / StoreDirectory::kVerdicts;
    vetting.limit = config.gates.vet_limit;
    vetting.latency_budget = config.gates.latency_budget;
    engine.vetter = std::make_unique<VettingClient>(std::move(vetting));
  }
  if (config.slots.empty()) return;
  engine.slot_names.clear();
  for (const Config::Slot& slot : config.slots) engine.slot_names.push_back(slot.name);
}

/// Whose traffic, for how long, and what goes on after it.
Status PlanScenario(const RunOptions& options, bool after_scenario, Scenario scenario, StartPlan& plan) {
  if (Status status = ReadPeriod("--duration", options.duration, scenario.duration); !status.ok()) return status;
  if (!after_scenario) plan.workers.reset();
  plan.scenario = std::move(scenario);
  return {};
}

/// As the user gave it, or by name among the shipped operators.
std::filesystem::path FindLibrary(const std::string& name, const std::filesystem::path& plugin_directory) {
  std::error_code ignored;
  const std::filesystem::path given(name);
  if (given.has_parent_path() || std::filesystem::exists(given, ignored)) return given;
  const auto shipped = plugin_directory / given;
  return std::filesystem::exists(shipped, ignored) ? shipped : given;
}

/// Whether an earlier run left a version to go on with.
bool SomethingToResume(const std::filesystem::path& journal) {
  auto reader = JournalReader::Open(journal);
  if (!reader.ok()) return false;
  const auto slots = reader->History("", 0);
  return slots.ok() && std::ranges::any_of(*slots, [](const SlotHistory& slot) { return slot.chosen != 0; });
}

/// The one slot that there is without any may be told what to watch, and has no operator of its own by that.
bool HasSlots(const Config& config) { return !config.slots.empty() && !config.slots.front().library.empty(); }

Status FindLibraries(const RunOptions& options, RunSetup& setup) {
  auto& libraries = setup.engine.plan.libraries;
  for (const std::string& name : options.libraries) {
    if (name.empty()) return Error{Errc::kInvalidArgument, "one of the operators has an empty name"};
    libraries.push_back(FindLibrary(name, setup.plugin_directory));
  }
  if (setup.engine.plan.scenario) return {};
  const bool with_slots = HasSlots(setup.config);
  for (const Config::Slot& slot : setup.config.slots) {
    if (with_slots) setup.engine.plan.slots.push_back({slot.name, slot.library, slot.configure});
  }
  if (!libraries.empty() && with_slots) setup.engine.plan.slots.erase(setup.engine.plan.slots.begin());
  if (!libraries.empty()) return {};
  // A folder of operators or a cycle is named for the shipped ones; else what answered last goes on.
  setup.engine.plan.resume = options.plugin_dir.empty() && !options.swap_every;
  if (with_slots) return {};
  for (const char* shipped : {"score_op_v1.so", "score_op_v2.so"}) {
    std::error_code ignored;
    const auto path = setup.plugin_directory / shipped;
    if (!std::filesystem::exists(path, ignored)) {
      libraries.clear();
      if (setup.engine.plan.resume && SomethingToResume(setup.engine.journal)) return {};
      setup.no_operators =
          Error{Errc::kInvalidArgument, "no operator was named, and the shipped one is not there: " + path.string() +
                                            ". Name a .so file, or the folder of the shipped ones with --plugin-dir."};
      return {};
    }
    libraries.push_back(path);
  }
  return {};
}

bool SameFile(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code ignored;
  if (std::filesystem::equivalent(a, b, ignored)) return true;
  return std::filesystem::weakly_canonical(a, ignored) == std::filesystem::weakly_canonical(b, ignored);
}

/// What a run writes must not be what it reads, or the other thing that it writes.
Status CheckOutputs(const RunOptions& options, const RunSetup& setup) {
  std::vector<std::filesystem::path> inputs = setup.engine.plan.libraries;
  if (!setup.engine.source.file.empty()) inputs.push_back(setup.engine.source.file);
  if (!options.scenario.empty()) inputs.emplace_back(options.scenario);
  if (!setup.config_file.empty()) inputs.push_back(setup.config_file);
  for (const auto& slot : setup.engine.plan.slots) inputs.push_back(slot.library);
  if (const auto& scenario = setup.engine.plan.scenario) {
    for (const auto& slot : scenario->slots) inputs.push_back(slot.library);
    for (const auto& swap : scenario->swaps) inputs.push_back(swap.library);
    for (const auto& rollout : scenario->rollouts) inputs.push_back(rollout.plan.library);
    for (const auto& shadow : scenario->shadows) inputs.push_back(shadow.plan.library);
  }
  const std::pair<const char*, std::filesystem::path> outputs[] = {
      {"--report", setup.report}, {"--record", setup.engine.record}, {"--journal", options.journal}};
  for (const auto& [option, output] : outputs) {
    for (const auto& input : inputs) {
      if (output.empty() || !SameFile(input, output)) continue;
      return Error{Errc::kInvalidArgument, std::string(option) + " would overwrite " + input.string() + ", which the run reads"};
    }
  }
  if (!setup.report.empty() && !setup.engine.record.empty() && SameFile(setup.report, setup.engine.record)) {
    return Error{Errc::kInvalidArgument, "--report and --record name the same file: " + options.report};
  }
  for (const auto& [option, output] : {outputs[0], outputs[1]}) {
    if (output.empty() || options.journal.empty() || !SameFile(output, options.journal)) continue;
    return Error{Errc::kInvalidArgument, std::string(option) + " and --journal name the same file: " + options.journal};
  }
  return {};
}

}  // namespace

void AddRunOptions(CLI::App& app, RunOptions& options) {
  app.add_option("operators", options.libraries,
                 "Operators (.so); the first one answers, the others are loaded and ready. With --scenario all of them are only "
                 "ready: its own operator answers first")
      ->type_name("FILE.so");
  app.add_option("--config", options.config,
                 "A TOML file with everything that can be configured; the options here and a scenario go before it (default "
                 "$XDG_CONFIG_HOME/hotswap/config.toml, when it is there)")
      ->type_name("FILE")
      ->check(Named("file"));
  app.add_option("--threads", options.threads, "Worker threads, 1 to 64 (default 4)")
      ->type_name("N")
      ->check(WholeNumber(1, kMaxThreads));
  app.add_option("--interval", options.interval, "Between two requests of a thread, such as 300ms; 0 = flat out (default 300ms)")
      ->type_name("TIME");
  app.add_option("--rounds", options.rounds, "Requests each thread answers; 0 = until stopped (default)")
      ->type_name("N")
      ->check(WholeNumber(0, std::numeric_limits<std::int64_t>::max()));
  app.add_option("--duration", options.duration, "Ends the run after this long, such as 12s")->type_name("TIME");
  app.add_option("--source", options.source,
                 "Where requests come from: synthetic (default), movielens or csv:FILE (columns "
                 "user_id,item_id,user_feature,item_feature[,label][,ts][,slot]; an empty slot is the first one, an empty label "
                 "or ts is not known)")
      ->type_name("SOURCE");
  app.add_flag("--loop", options.loop, "Start the file of the source again at its end");
  app.add_option("--scenario", options.scenario, "A TOML file with operators, traffic and timed swaps")
      ->type_name("FILE")
      ->check(Named("file"));
  app.add_option("--swap-every", options.swap_every, "Swap to the next of the operators this often")->type_name("TIME");
  app.add_option("--watch", options.watch,
                 "Watch this file, or this folder of .so files, for new operators of the first slot; see --watch-policy")
      ->type_name("PATH")
      ->check(Named("file or folder"));
  app.add_option(
         "--watch-policy", options.watch_policy,
         "What becomes of an operator that appears where the first slot watches: offer (default; ready, a person decides), "
         "swap (at the slot's moment) or rollout (step by step)")
      ->type_name("POLICY")
      ->check(CLI::IsMember({"offer", "swap", "rollout"}));
  app.add_option("--resident", options.resident, "Previous versions kept loaded (default 2); 0 = each swap loads and unloads")
      ->type_name("N")
      ->check(WholeNumber(0, kMaxResident));
  app.add_flag("--strict", options.strict, "Refuse operators without a seal, and those that would stay in memory after a swap");
  app.add_flag("--no-cache", options.no_cache, "Vet every operator again, also bytes that were vetted before");
  app.add_option("--probation", options.probation,
                 "Take a new version back at its first fault for this long (default 60s); 0 = never")
      ->type_name("TIME");
  app.add_option(
         "--vet-limit", options.vet_limit,
         "Refuse operators of which nothing comes back for longer while they are tried, such as one that is made (default 2s)")
      ->type_name("TIME");
  app.add_option("--latency-budget", options.latency_budget,
                 "Refuse operators whose calls compute longer (default 100us), take back those that last 10 times that")
      ->type_name("TIME");
  app.add_option("--call-limit", options.call_limit,
                 "A call that hangs for longer is answered by the version before, on another thread (default 1s)")
      ->type_name("TIME");
  app.add_option("--store", options.store, "Folder for the private copies of the operators")
      ->type_name("DIR")
      ->check(Named("folder"));
  app.add_option("--journal", options.journal,
                 "File of the journal (default: in the XDG state directory, or in the store when --store names one)")
      ->type_name("FILE")
      ->check(Named("file"));
  app.add_option("--trial", options.trial,
                 "A version that answered for this long without a fault is permanent: what the start after a crash goes back to "
                 "(default 60s); 0 = only when somebody says so")
      ->type_name("TIME");
  app.add_option("--report", options.report, "Write the report of the run to this JSON file")
      ->type_name("FILE")
      ->check(Named("file"));
  app.add_option("--record", options.record, "Write every answered request to this binary file")
      ->type_name("FILE")
      ->check(Named("file"));
  app.add_option("--plugin-dir", options.plugin_dir, "Folder of the shipped operators")->type_name("DIR")->check(Named("folder"));
  app.add_flag("--verbose", options.verbose, "Log each step of a load");
  app.add_flag("--json", options.json, "Print the report on standard output at the end, and nothing else there");
  app.add_flag("--quiet", options.quiet, "Print nothing but errors");
  app.add_flag("--no-socket", options.no_socket, "Take no commands such as `hotswap swap` from other processes");
}

Result<RunSetup> Prepare(const RunOptions& options, bool after_scenario) {
  if (!options.scenario.empty() && options.swap_every) {
    return Error{Errc::kInvalidArgument, "--swap-every and --scenario exclude each other: the scenario says when to swap"};
  }
  RunSetup setup;
  setup.plugin_directory = options.plugin_dir.empty() ? ShippedOperators() : std::filesystem::path(options.plugin_dir);
  setup.report = options.report;
  auto effective = ReadEffectiveConfig(options, setup.plugin_directory);
  if (!effective.ok()) return std::move(effective).error();
  setup.config = effective->config;
  setup.config_file = effective->file;
  setup.engine.record = options.record;
  const auto& store = setup.config.store.directory;
  setup.engine.store = store.empty() ? OperatorStore::DefaultDirectory() : store;
  if (setup.engine.store.empty()) {
    return Error{Errc::kInvalidArgument, "there is no place for the operator store: HOME is not set; name one with --store DIR"};
  }
  ConfigureEngine(setup.config, setup.engine);
  StartPlan& plan = setup.engine.plan;
  plan.workers = effective->workers_after;
  if (Status status = ReadPeriod("--swap-every", options.swap_every, plan.swap_every); !status.ok()) return status.error();
  Status timed = effective->scenario ? PlanScenario(options, after_scenario, *effective->scenario, plan)
                                     : ReadPeriod("--duration", options.duration, setup.duration);
  if (!timed.ok()) return std::move(timed).error();
  if (Status status = FindLibraries(options, setup); !status.ok()) return status.error();
  if (Status status = CheckOutputs(options, setup); !status.ok()) return status.error();
  if (!setup.config_file.empty()) {
    setup.reread = [options, plugins = setup.plugin_directory, first = std::move(effective).value()] {
      return RereadConfig(options, plugins, first);
    };
  }
  return setup;
}

}  // namespace hotswap
