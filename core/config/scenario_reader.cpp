#include "core/config/scenario_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/config/operator_path.h"
#include "core/config/plan_reader.h"
#include "core/config/text_file.h"
#include "core/config/toml_section.h"
#include "core/config/traffic_reader.h"

namespace hotswap {
namespace {

using Keys = std::initializer_list<std::string_view>;

/// A request names its slot by one byte.
constexpr std::size_t kMaxSlots = 256;

constexpr std::array<std::string_view, 10> kSwapKeys = {"at",      "slot", "operator",       "moment",   "period",
                                                        "request", "time", "requests_per_s", "deadline", "configure"};

/// What happens at a time of the scenario, in order; what happens at the same time keeps the file's order.
template <typename T>
void SortByTime(std::vector<T>& entries) {
  std::stable_sort(entries.begin(), entries.end(), [](const T& a, const T& b) { return a.at < b.at; });
}

/// Turns the tables of one file into a Scenario; what is wrong goes to the complaint.
class ScenarioReader {
 public:
  ScenarioReader(const std::filesystem::path& file, const std::filesystem::path& plugin_directory,
                 const ScenarioDefaults& defaults, Complaint& complaint)
      : file_(file), plugin_directory_(plugin_directory), complaint_(complaint) {
    scenario_.workers = defaults.workers;
    scenario_.source = defaults.source;
  }

  Scenario Read(const toml::table& document) {
    const TomlSection root =
        Section(document, "the file", {"duration", "workers", "source", "slot", "swap", "rollout", "shadow"});
    scenario_.name = file_.stem().string();
    scenario_.duration = root.Duration("duration");
    if (scenario_.duration == std::chrono::nanoseconds{0}) root.Refuse("duration", "must be longer than 0");
    if (const toml::table* workers = root.Table("workers")) ReadWorkers(*workers, complaint_, scenario_.workers);
    if (const toml::table* source = root.Table("source")) scenario_.source = ReadSource(*source, file_.parent_path(), complaint_);
    for (const toml::table* slot : root.Tables("slot")) ReadSlot(*slot);
    if (!root.Has("slot")) root.Refuse("slot", "is missing: a scenario needs at least one [[slot]] with name and operator");
    if (scenario_.slots.size() > kMaxSlots) root.Refuse("slot", "is there more than 256 times");
    for (const toml::table* swap : root.Tables("swap")) ReadSwap(*swap);
    for (const toml::table* rollout : root.Tables("rollout")) ReadRollout(*rollout);
    for (const toml::table* shadow : root.Tables("shadow")) ReadShadow(*shadow);
    SortByTime(scenario_.swaps);
    SortByTime(scenario_.rollouts);
    SortByTime(scenario_.shadows);
    return std::move(scenario_);
  }

 private:
  TomlSection Section(const toml::table& table, std::string title, Keys keys) {
    return {table, std::move(title), std::span(keys.begin(), keys.size()), complaint_};
  }

  void ReadSlot(const toml::table& table) {
    const TomlSection section = Section(table, "[[slot]]", {"name", "operator", "configure"});
    section.Require("name");
    section.Require("operator");
    const std::string name = section.Text("name").value_or("");
    if (HasSlot(name)) section.Refuse("name", "is \"" + name + "\", which is there already");
    scenario_.slots.push_back({name, Operator(section), ReadConfiguration(section)});
  }

  void ReadSwap(const toml::table& table) {
    const TomlSection section(table, "[[swap]]", kSwapKeys, complaint_);
    const auto at = At(section);
    const Moment moment = ReadMoment(section);
    if (moment.kind == MomentKind::kAtTime && moment.time < at) section.Refuse("time", "is before at, when the swap begins");
    if (moment.kind == MomentKind::kAtTime) RefuseAfterTheEnd(section, "time", moment.time);
    std::string slot = SlotOf(section);
    scenario_.swaps.push_back({at, std::move(slot), Operator(section), moment, ReadConfiguration(section)});
  }

  void ReadRollout(const toml::table& table) {
    const TomlSection section = Section(table, "[[rollout]]", {"at", "slot", "operator", "steps", "guards"});
    Scenario::Rollout rollout;
    rollout.at = At(section);
    rollout.plan.slot = SlotOf(section);
    rollout.plan.library = Operator(section);
    rollout.plan.steps = ReadSteps(section, complaint_);
    if (const auto* guards = section.Table("guards")) rollout.plan.guards = ReadGuards(*guards, "guards", complaint_);
    scenario_.rollouts.push_back(std::move(rollout));
  }

  void ReadShadow(const toml::table& table) {
    const TomlSection section = Section(table, "[[shadow]]", {"at", "slot", "operator", "duration"});
    Scenario::Shadow shadow;
    shadow.at = At(section);
    shadow.plan.slot = SlotOf(section);
    shadow.plan.library = Operator(section);
    shadow.plan.duration = section.Period("duration").value_or(shadow.plan.duration);
    scenario_.shadows.push_back(std::move(shadow));
  }

  /// When something that needs an operator happens.
  std::chrono::nanoseconds At(const TomlSection& section) const {
    section.Require("at");
    section.Require("operator");
    const auto at = section.Duration("at").value_or(std::chrono::nanoseconds{0});
    RefuseAfterTheEnd(section, "at", at);
    return at;
  }

  void RefuseAfterTheEnd(const TomlSection& section, std::string_view key, std::chrono::nanoseconds time) const {
    if (scenario_.duration && time >= *scenario_.duration) section.Refuse(key, "is not before the end of the scenario");
  }

  /// The slot that it is about, the first one when it does not say.
  std::string SlotOf(const TomlSection& section) const {
    std::string slot = section.Text("slot").value_or(scenario_.slots.empty() ? "" : scenario_.slots.front().name);
    if (!HasSlot(slot)) section.Refuse("slot", "is \"" + slot + "\", which no [[slot]] names");
    return slot;
  }

  bool HasSlot(std::string_view name) const {
    return std::any_of(scenario_.slots.begin(), scenario_.slots.end(), [&](const auto& slot) { return slot.name == name; });
  }

  std::filesystem::path Operator(const TomlSection& section) const {
    const auto name = section.Text("operator");
    return name ? ResolveOperator(*name, file_.parent_path(), plugin_directory_) : std::filesystem::path();
  }

  const std::filesystem::path& file_;
  const std::filesystem::path& plugin_directory_;
  Complaint& complaint_;
  Scenario scenario_;
};

}  // namespace

Result<Scenario> ReadScenario(const std::filesystem::path& file, const std::filesystem::path& plugin_directory,
                              const ScenarioDefaults& defaults) {
  const auto text = ReadTextFile(file, "a scenario");
  if (!text) return text.error();
  Complaint complaint(file);
  Scenario scenario;
  if (const auto document = ParseToml(*text, file, complaint)) {
    scenario = ScenarioReader(file, plugin_directory, defaults, complaint).Read(*document);
  }
  if (complaint.First()) return *complaint.First();
  return scenario;
}

}  // namespace hotswap
