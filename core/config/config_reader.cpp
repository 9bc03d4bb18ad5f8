#include "core/config/config_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/config/config_keys.h"
#include "core/config/operator_path.h"
#include "core/config/plan_reader.h"
#include "core/config/slot_reader.h"
#include "core/config/text_file.h"
#include "core/config/toml_section.h"
#include "core/config/traffic_reader.h"

namespace hotswap {
namespace {

/// A request names its slot by one byte.
constexpr std::size_t kMaxSlots = 256;
constexpr std::array<std::string_view, 4> kThemes = {"remembered", "system", "light", "dark"};
constexpr std::array<std::string_view, 3> kLanguages = {"system", "en", "zh_CN"};

/// Absolute, so that a path means the same wherever it is shown.
std::filesystem::path DirectoryOf(const std::filesystem::path& file) {
  std::error_code failure;
  auto absolute = std::filesystem::absolute(file, failure);
  return failure ? file.parent_path() : absolute.parent_path();
}

/// Turns the tables of one file into a Config; what is wrong goes to the complaint.
class ConfigReader {
 public:
  ConfigReader(const std::filesystem::path& file, const std::filesystem::path& plugin_directory, Complaint& complaint)
      : directory_(DirectoryOf(file)), plugin_directory_(plugin_directory), complaint_(complaint) {}

  Config Read(const toml::table& document) {
    const TomlSection root(document, "the file", kConfigKeys, complaint_);
    if (const auto* workers = root.Table("workers")) ReadWorkers(*workers, complaint_, config_.workers);
    if (const auto* source = root.Table("source")) config_.source = ReadSource(*source, directory_, complaint_);
    if (const auto* store = root.Table("store")) ReadStore(Section(*store, "[store]", kStoreKeys));
    if (const auto* gates = root.Table("gates")) ReadGates(Section(*gates, "[gates]", kGatesKeys));
    config_.probation.latency_budget = 10 * config_.gates.latency_budget;
    if (const auto* probation = root.Table("probation")) ReadProbation(Section(*probation, "[probation]", kProbationKeys));
    if (const auto* trial = root.Table("trial")) ReadTrial(Section(*trial, "[trial]", kTrialKeys));
    if (const auto* guards = root.Table("guards")) config_.guards = ReadGuards(*guards, "[guards]", complaint_);
    for (auto& strategy : config_.rollouts) strategy.guards = config_.guards;
    if (const auto* rollouts = root.Table("rollout")) ReadStrategies(*rollouts);
    const auto slots = root.Tables("slot");
    if (slots.size() > kMaxSlots) root.Refuse("slot", "is there more than 256 times");
    for (const auto* slot : slots) ReadSlot(*slot, directory_, plugin_directory_, complaint_, config_);
    if (const auto* journal = root.Table("journal")) ReadJournal(Section(*journal, "[journal]", kJournalKeys));
    if (const auto* window = root.Table("window")) ReadWindow(Section(*window, "[window]", kWindowKeys));
    return std::move(config_);
  }

 private:
  TomlSection Section(const toml::table& table, const char* title, std::span<const std::string_view> keys) {
    return {table, title, keys, complaint_};
  }

  void ReadStore(const TomlSection& section) {
    if (const auto directory = section.Text("directory")) config_.store.directory = ResolveOperator(*directory, directory_, {});
    if (const auto resident = section.Integer("resident", 0, kMaxResident))
      config_.store.resident = static_cast<unsigned>(*resident);
  }

  void ReadGates(const TomlSection& section) {
    Config::Gates& gates = config_.gates;
    gates.strict = section.Boolean("strict").value_or(gates.strict);
    gates.vetting = section.Boolean("vetting").value_or(gates.vetting);
    gates.use_verdicts = section.Boolean("cache").value_or(gates.use_verdicts);
    gates.vet_limit = section.Period("vet_limit").value_or(gates.vet_limit);
    gates.latency_budget = section.Period("latency_budget").value_or(gates.latency_budget);
    gates.call_limit = section.Period("call_limit").value_or(gates.call_limit);
  }

  void ReadProbation(const TomlSection& section) {
    Config::Probation& probation = config_.probation;
    probation.duration = section.Duration("duration").value_or(probation.duration);
    probation.latency_budget = section.Duration("latency_budget").value_or(probation.latency_budget);
  }

  void ReadTrial(const TomlSection& section) {
    config_.trial.duration = section.Duration("duration").value_or(config_.trial.duration);
  }

  /// A strategy of the file takes the place of a built-in one of its name.
  void ReadStrategies(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const std::string name(key.str());
      const toml::table* strategy = node.as_table();
      if (strategy == nullptr) complaint_.Add(node.source(), name + " must be a table: write [rollout." + name + "]");
      if (strategy == nullptr) continue;
      const TomlSection section(*strategy, "[rollout." + name + "]", kStrategyKeys, complaint_);
      Config::Strategy read{.name = name, .steps = ReadSteps(section, complaint_), .guards = config_.guards};
      if (const auto* guards = section.Table("guards")) read.guards = ReadGuards(*guards, "guards", complaint_);
      std::erase_if(config_.rollouts, [&](const auto& other) { return other.name == name; });
      config_.rollouts.push_back(std::move(read));
    }
    std::sort(config_.rollouts.begin(), config_.rollouts.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  }

  void ReadJournal(const TomlSection& section) {
    Config::Journal& journal = config_.journal;
    journal.enabled = section.Boolean("enabled").value_or(journal.enabled);
    if (const auto file = section.Text("file")) journal.file = ResolveOperator(*file, directory_, {});
    journal.max_age = section.Period("max_age").value_or(journal.max_age);
    journal.max_size = section.Size("max_size").value_or(journal.max_size);
  }

  void ReadWindow(const TomlSection& section) {
    Config::Window& window = config_.window;
    if (const auto theme = section.Choice("theme", kThemes)) window.theme = kThemes[*theme];
    if (const auto language = section.Choice("language", kLanguages)) window.language = kLanguages[*language];
    window.refresh = section.Period("refresh").value_or(window.refresh);
  }

  const std::filesystem::path directory_;
  const std::filesystem::path& plugin_directory_;
  Complaint& complaint_;
  Config config_;
};

using Lines = std::map<std::string, std::uint32_t>;

void NoteTable(const toml::table& table, const std::string& prefix, Lines& lines) {
  for (const auto& [key, node] : table) lines[prefix + std::string(key.str())] = key.source().begin.line;
}

/// Where each key stands. What is one value for a reader (a moment with its parameters, guards) is one key.
Lines LinesOf(const toml::table& document) {
  Lines lines;
  for (const auto& [key, node] : document) {
    const std::string name(key.str());
    if (name == "guards") {
      lines[name] = key.source().begin.line;
    } else if (name == "rollout") {
      for (const auto& [strategy, steps] : *node.as_table()) {
        NoteTable(*steps.as_table(), name + "." + std::string(strategy.str()) + ".", lines);
      }
    } else if (name == "slot") {
      lines[name] = node.source().begin.line;
      for (const toml::node& slot : *node.as_array()) {
        NoteTable(*slot.as_table(), name + "." + (*slot.as_table())["name"].value_or(std::string()) + ".", lines);
      }
    } else {
      NoteTable(*node.as_table(), name + ".", lines);
    }
  }
  return lines;
}

}  // namespace

Result<ConfigFile> ReadConfig(const std::filesystem::path& file, const std::filesystem::path& plugin_directory) {
  const auto text = ReadTextFile(file, "a configuration");
  if (!text) return text.error();
  return ParseConfig(*text, file, plugin_directory);
}

Result<ConfigFile> ParseConfig(std::string_view text, const std::filesystem::path& file,
                               const std::filesystem::path& plugin_directory) {
  Complaint complaint(file);
  ConfigFile read;
  if (const auto document = ParseToml(text, file, complaint)) {
    read.config = ConfigReader(file, plugin_directory, complaint).Read(*document);
    if (!complaint.First()) read.lines = LinesOf(*document);
  }
  if (complaint.First()) return *complaint.First();
  return read;
}

}  // namespace hotswap
