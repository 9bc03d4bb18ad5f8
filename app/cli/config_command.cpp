#include "app/cli/config_command.h"

#include <CLI/CLI.hpp>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/effective_config.h"
#include "app/language.h"
#include "app/locations.h"
#include "core/api/config_rows.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

int Complain(const std::string& text, int status) {
  // A file's name may hold anything, also what a terminal obeys.
  std::cerr << "hotswap: " << Printable(Translated(text)) << '\n';
  return status;
}

/// `status`, or 1 when nobody got what was printed.
int Printed(int status) {
  std::cout.flush();
  return std::cout ? status : Complain("standard output: the answer could not be written", 1);
}

void Print(const Json& document) { std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n'; }

std::filesystem::path PluginDirectory(const RunOptions& options) {
  return options.plugin_dir.empty() ? ShippedOperators() : std::filesystem::path(options.plugin_dir);
}

int Check(const ConfigOptions& options) {
  const auto read = ReadJudgedConfig(options.file, PluginDirectory(options.run));
  if (options.json) {
    Json document{{"file", options.file}, {"ok", read.ok()}, {"error", nullptr}, {"keys", nullptr}};
    if (read.ok()) document["keys"] = read->lines.size();
    if (!read.ok()) document["error"] = read.error().text;
    Print(document);
  } else if (read.ok()) {
    const std::size_t keys = read->lines.size();
    std::cout << Translated(Printable(options.file) + ": fine, sets " + std::to_string(keys) +
                            (keys == 1 ? " key\n" : " keys\n"));
  }
  const int printed = Printed(0);
  return read.ok() ? printed : Complain(read.error().text, 2);
}

std::string OriginOf(const EffectiveConfig& effective, const std::string& key) {
  const auto origin = effective.origins.find(key);
  return origin == effective.origins.end() ? "built in" : origin->second;
}

void ShowForPeople(const EffectiveConfig& effective) {
  const std::string file = effective.file.empty() ? "none: HOME is not set" : Printable(effective.file.string());
  const char* const absent = effective.file_found || effective.file.empty() ? "" : " (is not there)";
  std::cout << Translated("# configuration file: " + file + absent) << '\n';
  for (const ConfigRow& row : ConfigRows(effective.config)) {
    const std::string value = row.value.empty() ? Translated("(not set)") : Printable(row.value);
    const std::string origin = Printable(OriginOf(effective, row.key)) + (row.live ? ", live" : ", restart");
    std::cout << row.key << " = " << value << "   # " << Translated(origin) << '\n';
  }
}

void ShowAsJson(const EffectiveConfig& effective) {
  Json keys = Json::array();
  for (const ConfigRow& row : ConfigRows(effective.config)) {
    keys.push_back({{"key", row.key}, {"value", nullptr}, {"live", row.live}, {"origin", OriginOf(effective, row.key)}});
    if (!row.value.empty()) keys.back()["value"] = row.value;
  }
  Print({{"file", effective.file.string()}, {"file_found", effective.file_found}, {"keys", keys}});
}

int Show(const ConfigOptions& options) {
  const auto effective = ReadEffectiveConfig(options.run, PluginDirectory(options.run));
  if (!effective.ok()) return Complain(effective.error().text, 2);
  if (options.run.json) {
    ShowAsJson(*effective);
  } else {
    ShowForPeople(*effective);
  }
  return Printed(0);
}

int PrintDefault() {
  const auto file = ShippedResource("config.toml");
  std::ifstream text(file, std::ios::binary);
  if (!text) return Complain("the commented default " + file.string() + " does not lie where it was installed", 1);
  std::cout << text.rdbuf();
  return Printed(0);
}

}  // namespace

void AddConfigOptions(CLI::App& app, ConfigOptions& options) {
  using Action = ConfigOptions::Action;
  app.require_subcommand(1);
  const auto add = [&](const char* name, const char* description, Action action) {
    CLI::App* command = app.add_subcommand(name, description);
    command->callback([&options, action] { options.action = action; });
    return command;
  };
  CLI::App* check = add("check", "Judges a configuration file as a run would", Action::kCheck);
  check->add_option("file", options.file, "The configuration file")->type_name("FILE")->required();
  check->add_option("--plugin-dir", options.run.plugin_dir, "Folder of the shipped operators")->type_name("DIR");
  check->add_flag("--json", options.json, "Print JSON");
  CLI::App* show = add("show", "Tells what counts for a run with these options, and where each value comes from", Action::kShow);
  AddRunOptions(*show, options.run);
  show->get_option("--json")->description("Print JSON");
  add("default", "Prints a configuration with every key, its default and its meaning", Action::kDefault);
}

int ConfigCommand(const ConfigOptions& options) {
  switch (options.action) {
    case ConfigOptions::Action::kCheck: return Check(options);
    case ConfigOptions::Action::kDefault: return PrintDefault();
    case ConfigOptions::Action::kShow: break;
  }
  return Show(options);
}

}  // namespace hotswap
