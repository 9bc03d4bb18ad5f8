#include "core/config/scenario_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/config/nearest_name.h"
#include "core/config/operator_path.h"
#include "core/config/source_spec.h"
#include "core/config/toml_section.h"

namespace hotswap {
namespace {

using Keys = std::initializer_list<std::string_view>;

constexpr std::size_t kMaxFileSize = std::size_t{1} << 20;
/// A request names its slot by one byte.
constexpr std::size_t kMaxSlots = 256;

Result<std::string> ReadText(const std::filesystem::path& file) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  if (failure) return SystemError(file.string(), failure.value());
  if (std::filesystem::is_directory(status)) return Error{Errc::kNotRegularFile, file.string() + ": is a directory"};
  if (!std::filesystem::is_regular_file(status)) return Error{Errc::kNotRegularFile, file.string() + ": is no regular file"};
  if (std::filesystem::file_size(file, failure) > kMaxFileSize) {
    return Error{Errc::kTooLarge, file.string() + ": is over 1 MiB; is this a scenario?"};
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return SystemError(file.string(), errno);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// Turns the tables of one file into a Scenario; what is wrong goes to the complaint.
class ScenarioReader {
 public:
  ScenarioReader(const std::filesystem::path& file, const std::filesystem::path& plugin_directory, Complaint& complaint)
      : file_(file), plugin_directory_(plugin_directory), complaint_(complaint) {}

  Scenario Read(const toml::table& document) {
    const TomlSection root = Section(document, "the file", {"duration", "workers", "source", "slot", "swap"});
    scenario_.name = file_.stem().string();
    scenario_.duration = root.Duration("duration");
    if (scenario_.duration == std::chrono::nanoseconds{0}) root.Refuse("duration", "must be longer than 0");
    if (const toml::table* workers = root.Table("workers")) ReadWorkers(*workers);
    if (const toml::table* source = root.Table("source")) ReadSource(*source);
    for (const toml::table* slot : root.Tables("slot")) ReadSlot(*slot);
    if (!root.Has("slot")) root.Refuse("slot", "is missing: a scenario needs at least one [[slot]] with name and operator");
    if (scenario_.slots.size() > kMaxSlots) root.Refuse("slot", "is there more than 256 times");
    for (const toml::table* swap : root.Tables("swap")) ReadSwap(*swap);
    std::stable_sort(scenario_.swaps.begin(), scenario_.swaps.end(),
                     [](const Scenario::Swap& a, const Scenario::Swap& b) { return a.at < b.at; });
    return std::move(scenario_);
  }

 private:
  TomlSection Section(const toml::table& table, std::string title, Keys keys) {
    return {table, std::move(title), std::span(keys.begin(), keys.size()), complaint_};
  }

  void ReadWorkers(const toml::table& table) {
    const TomlSection section = Section(table, "[workers]", {"threads", "rounds", "interval"});
    WorkerSettings& workers = scenario_.workers;
    if (const auto threads = section.Integer("threads", 1, kMaxThreads)) workers.threads = static_cast<unsigned>(*threads);
    if (const auto rounds = section.Integer("rounds", 0, std::numeric_limits<std::int64_t>::max())) {
      workers.rounds = static_cast<std::uint64_t>(*rounds);
    }
    workers.interval = section.Duration("interval").value_or(workers.interval);
  }

  void ReadSource(const toml::table& table) {
    const TomlSection section = Section(table, "[source]", {"kind", "file", "loop"});
    SourceSpec& source = scenario_.source;
    section.Require("kind");
    source.kind = section.Text("kind").value_or(source.kind);
    if (std::find(kSourceKinds.begin(), kSourceKinds.end(), source.kind) == kSourceKinds.end()) {
      section.Refuse("kind", "is \"" + source.kind + "\", which is unknown; " + SuggestName(source.kind, kSourceKinds));
    }
    if (source.kind == "csv") section.Require("file");
    if (source.kind != "csv" && section.Has("file")) section.Refuse("file", "is only for kind = \"csv\"");
    if (source.kind == "synthetic" && section.Has("loop")) section.Refuse("loop", "is only for sources that end");
    if (const auto file = section.Text("file")) source.file = ResolveOperator(*file, file_.parent_path(), {});
    source.loop = section.Boolean("loop").value_or(false);
  }

  void ReadSlot(const toml::table& table) {
    const TomlSection section = Section(table, "[[slot]]", {"name", "operator"});
    section.Require("name");
    section.Require("operator");
    const std::string name = section.Text("name").value_or("");
    if (HasSlot(name)) section.Refuse("name", "is \"" + name + "\", which is there already");
    scenario_.slots.push_back({name, Operator(section)});
  }

  void ReadSwap(const toml::table& table) {
    const TomlSection section = Section(table, "[[swap]]", {"at", "slot", "operator"});
    section.Require("at");
    section.Require("operator");
    const auto at = section.Duration("at").value_or(std::chrono::nanoseconds{0});
    if (scenario_.duration && at >= *scenario_.duration) section.Refuse("at", "is not before the end of the scenario");
    std::string slot = section.Text("slot").value_or(scenario_.slots.empty() ? "" : scenario_.slots.front().name);
    if (!HasSlot(slot)) section.Refuse("slot", "is \"" + slot + "\", which no [[slot]] names");
    scenario_.swaps.push_back({at, std::move(slot), Operator(section)});
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

Result<Scenario> ReadScenario(const std::filesystem::path& file, const std::filesystem::path& plugin_directory) {
  const auto text = ReadText(file);
  if (!text) return text.error();
  Complaint complaint(file);
  Scenario scenario;
  try {
    scenario = ScenarioReader(file, plugin_directory, complaint).Read(toml::parse(*text, file.string()));
  } catch (const toml::parse_error& failure) {
    complaint.Add(failure.source(), failure.description());
  }
  if (complaint.First()) return *complaint.First();
  return scenario;
}

}  // namespace hotswap
