#include "core/journal/next_start.h"

#include <algorithm>
#include <utility>

#include "core/journal/journal_file.h"
#include "core/journal/trial_table.h"
#include "core/journal/version_table.h"

namespace hotswap {
namespace {

constexpr std::size_t kAllVersions = 1'000'000;
constexpr char kFirstSlot[] = "score";

Result<SlotHistory> FindSlot(Database& database, const std::string& slot) {
  auto slots = ReadHistory(database, slot, kAllVersions);
  if (!slots.ok()) return std::move(slots).error();
  std::string names;
  for (const SlotHistory& history : *slots) names += (names.empty() ? "" : ", ") + history.slot;
  if (slots->size() == 1) return std::move(slots->front());
  if (slots->empty() && slot.empty())
    return Error{Errc::kNotFound, "no slot has a version yet, so there is nothing to go back to"};
  if (slots->empty()) return Error{Errc::kNotFound, "there is no slot \"" + slot + "\" in the journal"};
  const auto first = std::ranges::find(*slots, kFirstSlot, &SlotHistory::slot);
  if (first != slots->end()) return std::move(*first);
  return Error{Errc::kInvalidArgument, "there are several slots (" + names + "); name one with --slot"};
}

/// The latest of the trail that is not the chosen one itself and is not refused.
std::uint32_t Before(const SlotHistory& history) {
  for (std::size_t i = history.trail.size(); i-- > 0;) {
    const std::uint32_t number = history.trail[i];
    const auto version = std::ranges::find(history.versions, number, &KnownVersion::number);
    if (number != history.chosen && version != history.versions.end() && version->quarantine.empty()) return number;
  }
  return 0;
}

Result<ChosenStart> ChooseIn(Database& database, const std::string& slot, std::optional<std::uint32_t> number) {
  auto history = FindSlot(database, slot);
  if (!history.ok()) return std::move(history).error();
  const std::uint32_t target = number.value_or(Before(*history));
  const std::string where = "slot " + history->slot;
  if (target == 0 && !number) {
    return Error{Errc::kUnavailable, where + " cannot be rolled back: no version answered before the present one"};
  }
  const auto version = std::ranges::find(history->versions, target, &KnownVersion::number);
  if (version == history->versions.end()) {
    return Error{Errc::kNotFound, where + " has no version " + std::to_string(target) + "; `hotswap versions` tells all"};
  }
  if (!version->quarantine.empty()) {
    return Error{Errc::kQuarantined, "v" + std::to_string(target) + " of " + where + " is quarantined: " + version->quarantine +
                                         "; release it with `hotswap versions --slot " + history->slot + " --release " +
                                         std::to_string(target) + "`"};
  }
  if (Status chosen = Choose(database, history->slot, target); !chosen.ok()) return std::move(chosen).error();
  return ChosenStart{.slot = history->slot,
                     .version = target,
                     .before = history->chosen,
                     .name = version->name,
                     .sha256 = version->key.sha256,
                     .path = version->origin.path};
}

/// One change of a journal that is there.
template <typename T, typename Change>
Result<T> Changed(const std::filesystem::path& journal, const Change& change) {
  auto opened = OpenExistingJournal(journal, Database::Access::kWrite);
  if (!opened.ok()) return std::move(opened).error();
  std::optional<T> value;
  Status done = InTransaction(*opened, [&]() -> Status {
    Result<T> result = change(*opened);
    if (!result.ok()) return std::move(result).error();
    value = std::move(result).value();
    return {};
  });
  if (!done.ok()) return std::move(done).error();
  return *std::move(value);
}

}  // namespace

Result<ChosenStart> RollBackNextStart(const std::filesystem::path& journal, const std::string& slot,
                                      std::optional<std::uint32_t> number) {
  return Changed<ChosenStart>(journal, [&](Database& database) { return ChooseIn(database, slot, number); });
}

Result<std::vector<std::string>> ReleaseQuarantined(const std::filesystem::path& journal, const std::string& slot,
                                                    const std::string& version) {
  return Changed<std::vector<std::string>>(
      journal, [&](Database& database) { return Release(database, slot, version, std::chrono::system_clock::now()); });
}

}  // namespace hotswap
