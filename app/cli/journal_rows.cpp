#include "app/cli/journal_rows.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>
#include <type_traits>

#include "app/cli/journal_time.h"
#include "app/language.h"
#include "app/option_checks.h"
#include "core/journal/entry_words.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

/// Enough to tell libraries apart, and to release one.
constexpr std::size_t kHashShown = 12;

/// Bytes of a configuration: enough to tell those of one operator apart.
constexpr std::size_t kConfigurationShown = 120;

std::string Label(std::uint32_t version) { return "v" + std::to_string(version); }

/// What a rollout or a decision says in JSON; null when it is not understood.
Json DetailsOf(const JournalEntry& entry) {
  Json details = entry.details.empty() ? Json() : Json::parse(entry.details, nullptr, false);
  return details.is_object() ? details : Json();
}

template <typename T>
T ValueOf(const Json& object, const char* key, T otherwise) {
  const auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if constexpr (std::is_same_v<T, std::string>) return found->is_string() ? found->template get<T>() : otherwise;
  return found->is_number() ? found->template get<T>() : otherwise;
}

std::string RequestsText(std::uint64_t requests) { return std::to_string(requests) + (requests == 1 ? " request" : " requests"); }

std::string RequestsText(const Json& details) { return RequestsText(ValueOf<std::uint64_t>(details, "requests_candidate", 0)); }

/// "v2 was rolled back after 120 requests".
std::string RolloutText(const JournalEntry& entry) {
  const Json details = DetailsOf(entry);
  const std::string text = EntryHeadline(entry, ValueOf<std::string>(details, "operator", "its candidate"));
  return IsRolloutEnd(entry) ? text + " after " + RequestsText(details) : text;
}

/// Of a decision: " [step 2 of 3, 120 requests; " and each guard's figure.
std::string FiguresText(const JournalEntry& entry) {
  const Json details = DetailsOf(entry);
  if (!details.is_object() || !details.contains("steps")) return {};
  const auto steps = ValueOf<std::uint64_t>(details, "steps", 0);
  const auto step = std::min(ValueOf<std::uint64_t>(details, "step", 0) + 1, steps);
  std::string text = " [step " + std::to_string(step) + " of " + std::to_string(steps) + ", " + RequestsText(details);
  if (const auto guards = details.find("guards"); guards != details.end() && guards->is_array()) {
    for (const Json& guard : *guards) {
      if (guard.is_object())
        text += "; " + ValueOf<std::string>(guard, "name", "") + ": " + ValueOf<std::string>(guard, "text", "");
    }
  }
  return text + "]";
}

std::string What(const JournalEntry& entry) {
  std::string text = entry.kind == "rollout" ? RolloutText(entry) : EntryHeadline(entry);
  if (!entry.text.empty()) text += (text.empty() ? "" : ": ") + entry.text;
  if (!entry.gate.empty()) text += " (gate " + entry.gate + ")";
  return entry.kind == "decision" ? text + FiguresText(entry) : text;
}

Json OrNull(const std::optional<std::uint32_t>& number) { return number ? Json(*number) : Json(nullptr); }

Json VersionRow(const KnownVersion& version) {
  Json row{{"number", version.number},
           {"name", version.name},
           {"sha256", version.key.sha256},
           {"configuration", version.key.configuration},
           {"build_id", version.origin.build_id},
           {"path", version.origin.path},
           {"size", version.origin.size},
           {"who", version.who},
           {"first_loaded", UtcTime(version.first_loaded)},
           {"last_used", UtcTime(version.last_used)},
           {"state", version.state},
           {"confirmed", version.confirmed},
           {"quarantine", version.quarantine}};
  row["trial_since"] = version.trial ? Json(UtcTime(*version.trial)) : Json(nullptr);
  row["published"] = version.published ? Json(UtcTime(*version.published)) : Json(nullptr);
  row["requests_candidate"] = version.requests_candidate;
  row["fault"] = nullptr;
  if (const auto& fault = version.fault) {
    row["fault"] = {{"at", UtcTime(fault->at)}, {"run", fault->run}, {"reason", fault->reason}};
  }
  return row;
}

}  // namespace

void AddJournalPlace(CLI::App& app, PlaceOptions& options) {
  app.add_option("--journal", options.journal,
                 "The journal's file (default: as the configuration says, else in the XDG state directory, or in the store when "
                 "one is named)")
      ->type_name("FILE")
      ->check(Named("file"));
  app.add_option("--store", options.store, "Folder of the operators' copies, as the run was told; its journal lies in it")
      ->type_name("DIR")
      ->check(Named("folder"));
  AddConfigPlace(app, options);
}

int Complain(const std::string& text, int status) {
  std::cout.flush();
  std::cerr << "hotswap: " << Printable(Translated(text)) << '\n';
  return status;
}

int Printed(int status) {
  std::cout.flush();
  return std::cout ? status : Complain("standard output: what was found could not be written", 1);
}

std::string Printable(const std::string& text) { return DisplayName(text.c_str(), text.size()); }

std::string JsonText(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string EntryText(const JournalEntry& entry) {
  std::string text = LocalTime(entry.at) + "  ";
  text += entry.kind + std::string(10 - std::min<std::size_t>(10, entry.kind.size()), ' ') + "  ";
  if (!entry.slot.empty()) text += Printable(entry.slot) + ": ";
  return text + Printable(Translated(What(entry)));
}

Json EntryRow(const JournalEntry& entry) {
  Json row{{"at", UtcTime(entry.at)}, {"kind", entry.kind}, {"run", entry.run}, {"slot", entry.slot}};
  if (entry.kind == "swap") row["from"] = OrNull(entry.from);
  row["version"] = OrNull(entry.version);
  row["outcome"] = entry.outcome;
  row["gate"] = entry.gate;
  row["text"] = entry.text;
  Json details = entry.details.empty() ? Json(nullptr) : Json::parse(entry.details, nullptr, false);
  row["details"] = details.is_discarded() ? Json(entry.details) : std::move(details);
  return row;
}

namespace {

/// The operator's name, and what tells versions of the same bytes apart.
std::string WhatItIs(const KnownVersion& version) {
  std::string text = version.name.empty() ? "(never made an operator)" : Printable(version.name);
  const std::string& configuration = version.key.configuration;
  if (!configuration.empty()) text += " with " + Printable(configuration.substr(0, kConfigurationShown));
  if (configuration.size() > kConfigurationShown) text += "…";
  return text;
}

}  // namespace

std::string VersionText(const SlotHistory& slot, const KnownVersion& version) {
  std::string text = Label(version.number) + "  " + version.key.sha256.substr(0, kHashShown) + "  ";
  text += WhatItIs(version) + "  used " + LocalTime(version.last_used) + "  by " + version.who + "  from " +
          Printable(version.origin.path);
  text += version.published ? "  published " + LocalTime(*version.published) : "  never published";
  if (version.requests_candidate != 0) text += "  " + RequestsText(version.requests_candidate) + " as a candidate";
  if (version.number == slot.chosen) {
    text += "  [next start]";
  } else if (std::ranges::find(slot.trail, version.number) != slot.trail.end()) {
    text += "  [can be rolled back to]";
  }
  if (version.number == slot.permanent) text += "  [permanent]";
  if (version.trial) text += "  [on trial since " + LocalTime(*version.trial) + "]";
  if (version.state == "failed" && !version.fault) text += "  [failed: it did not answer, or was taken back]";
  if (const auto& fault = version.fault) {
    text +=
        "  [failed: " + Printable(fault->reason) + ", in run " + std::to_string(fault->run) + " at " + LocalTime(fault->at) + "]";
  }
  if (!version.quarantine.empty()) {
    text += "  [quarantined: " + Printable(version.quarantine) + "; release it with `hotswap versions --slot " +
            Printable(slot.slot) + " --release " + std::to_string(version.number) + "`]";
  }
  return text;
}

Json SlotRow(const SlotHistory& slot) {
  Json row{{"slot", slot.slot},
           {"next_start", slot.chosen == 0 ? Json(nullptr) : Json(slot.chosen)},
           {"permanent", slot.permanent == 0 ? Json(nullptr) : Json(slot.permanent)},
           {"trail", slot.trail},
           {"versions", Json::array()}};
  for (const KnownVersion& version : slot.versions) row["versions"].push_back(VersionRow(version));
  return row;
}

}  // namespace hotswap
