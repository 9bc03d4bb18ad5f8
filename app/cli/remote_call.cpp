#include "app/cli/remote_call.h"

#include <filesystem>
#include <iostream>
#include <utility>
#include <variant>

#include "app/cli/journal_rows.h"
#include "app/cli/remote_text.h"
#include "app/control_access.h"
#include "app/language.h"
#include "core/base/duration.h"
#include "core/journal/next_start.h"
#include "core/remote/remote_client.h"

namespace hotswap {
namespace {

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); !what.empty() && at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

/// On standard output as JSON, in words on standard error. The exit status.
int Fail(const RemoteOptions& options, const Error& error, int status) {
  if (!options.json) return Complain(error.text, status);
  std::cout << JsonText({{"v", kRemoteVersion}, {"ok", false}, {"code", ErrcName(error.code)}, {"error", error.text}}) << '\n';
  return Printed(status);
}

/// No engine is there to do it, so the next start does.
int RollBackWithoutEngine(const RemoteOptions& options, const RollBack& command, const std::filesystem::path& store) {
  const auto journal = JournalPlaceOf(options.places);
  if (!journal.ok()) return Fail(options, journal.error(), 2);
  const auto number = command.version == 0 ? std::nullopt : std::optional(command.version);
  const auto chosen = RollBackNextStart(*journal, command.slot, number);
  if (!chosen.ok()) {
    return Fail(options, {chosen.error().code, "no engine runs on the store " + store.string() + ", and " + chosen.error().text},
                1);
  }
  if (options.json) {
    Json answer{{"v", kRemoteVersion}, {"ok", true}, {"command", "rollback"}, {"engine", false}, {"slot", chosen->slot}};
    answer["version"] = chosen->version;
    answer["name"] = chosen->name;
    answer["path"] = chosen->path;
    if (chosen->before != 0) answer["from"] = chosen->before;
    std::cout << JsonText(answer) << '\n';
    return Printed(0);
  }
  std::string text = "no engine runs on this store; slot " + chosen->slot + ": the next start uses v" +
                     std::to_string(chosen->version) + " (" + chosen->name + ")";
  if (chosen->before != 0 && chosen->before != chosen->version) text += " instead of v" + std::to_string(chosen->before);
  std::cout << Printable(Translated(text)) << '\n';
  return Printed(0);
}

int NoEngine(const RemoteOptions& options, const RemoteRequest& request, const std::filesystem::path& store, const Error& error) {
  const auto* const rollback = request.command ? std::get_if<RollBack>(&*request.command) : nullptr;
  if (rollback != nullptr && !options.pid) return RollBackWithoutEngine(options, *rollback, store);
  const char* next_step = "start one with `hotswap run` or `hotswap-monitor`, or name another store with --store";
  if (!options.places.store.empty()) next_step = "start one with `hotswap run` or `hotswap-monitor` and this --store";
  if (options.pid) next_step = "`hotswap status` without --pid finds those that do";
  return Fail(options, {error.code, error.text + " on the store " + store.string() + "; " + next_step}, 1);
}

/// Shows an answer. The exit status.
int Show(const RemoteOptions& options, const std::string& line, const RemoteTarget& target) {
  Json answer = Json::parse(line, nullptr, false);
  if (!answer.is_object() || !answer.contains("ok") || !answer["ok"].is_boolean()) {
    return Fail(options, {Errc::kParse, "the engine's answer is not understood; use the hotswap program that the engine is of"},
                1);
  }
  const bool ok = answer["ok"].get<bool>();
  for (const char* key : {"error", "path"}) {
    if (!answer.contains(key) || !answer[key].is_string()) continue;
    answer[key] = Replaced(answer[key].get<std::string>(), target.library.string(), target.given);
  }
  if (options.json) {
    std::cout << JsonText(answer) << '\n';
  } else if (!ok) {
    return Complain(RefusedText(answer), 1);
  } else if (answer.contains("status")) {
    std::cout << Translated(StatusText(answer["status"]));
  } else {
    std::cout << Printable(Translated(DoneText(answer))) << '\n';
  }
  return Printed(ok ? 0 : 1);
}

}  // namespace

int CallEngine(const RemoteOptions& options, const RemoteRequest& request, const RemoteTarget& target) {
  const auto timeout = ParseDuration(options.timeout);
  if (!timeout.ok()) return Complain("--timeout: " + timeout.error().text, 2);
  const auto place = StorePlaceOf(options.places);
  if (!place.ok()) return Complain(place.error().text, 2);
  const std::filesystem::path& store = *place;
  const auto key = StoreKey(store);
  if (!key.ok()) return Fail(options, key.error(), 1);
  auto client = RemoteClient::Find(*key, options.pid);
  if (!client.ok()) {
    if (client.error().code == Errc::kNotFound) return NoEngine(options, request, store, client.error());
    return Fail(options, client.error(), 1);
  }
  const auto answer = client->Ask(request, SteadyClock().Now() + *timeout);
  if (answer.ok()) return Show(options, *answer, target);
  Error error = answer.error();
  if (error.code == Errc::kTimedOut) {
    error.text = "there was no outcome within " + FormatDuration(*timeout) +
                 "; the command was not called off: `hotswap status` tells how it stands";
  } else if (error.code == Errc::kUnavailable) {
    error.text += "; `hotswap journal` tells what it did";
  }
  return Fail(options, error, 1);
}

}  // namespace hotswap
