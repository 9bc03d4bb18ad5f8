#include "core/journal/entry_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hotswap {
namespace {

constexpr std::pair<std::string_view, std::string_view> kVerdicts[] = {
    {"next_step", "goes on to the next step"}, {"hold", "stays at its step"}, {"promote", "is promoted"},
    {"roll_back", "is rolled back"},           {"pause", "is paused"},        {"abort", "is aborted"},
    {"resume", "goes on where it was paused"}};

std::string Label(std::uint32_t version) { return "v" + std::to_string(version); }

/// For what a later version of the program may have written.
std::string Spaced(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string SwapHeadline(const JournalEntry& entry) {
  std::string text = Spaced(entry.outcome);
  if (entry.version) text += (entry.outcome == "rolled_back" ? " to " : " ") + Label(*entry.version);
  if (entry.from && entry.from != entry.version) text += (entry.outcome == "refused" ? ", " : " after ") + Label(*entry.from);
  if (entry.from && entry.outcome == "refused") text += " keeps answering";
  return text;
}

std::string RolloutHeadline(const JournalEntry& entry, const std::string& candidate) {
  if (entry.outcome.empty()) return candidate + " came to no end";
  if (entry.outcome == "started") return "the rollout of " + candidate + " started";
  return candidate + " was " + Spaced(entry.outcome);
}

std::string DecisionHeadline(const JournalEntry& entry) {
  const auto known = std::ranges::find(kVerdicts, entry.outcome, &std::pair<std::string_view, std::string_view>::first);
  if (known == std::end(kVerdicts)) return (entry.version ? Label(*entry.version) + ": " : "") + Spaced(entry.outcome);
  return (entry.version ? Label(*entry.version) : "the candidate") + " " + std::string(known->second);
}

}  // namespace

std::string EntryHeadline(const JournalEntry& entry, std::string_view unnamed) {
  if (entry.kind == "error" || entry.kind == "warning") return {};
  if (entry.kind == "swap") return SwapHeadline(entry);
  if (entry.kind == "rollout") return RolloutHeadline(entry, entry.version ? Label(*entry.version) : std::string(unnamed));
  if (entry.kind == "decision") return DecisionHeadline(entry);
  std::string text = entry.outcome;
  if (entry.version) text += (text.empty() ? "" : " ") + Label(*entry.version);
  return text;
}

bool IsRolloutEnd(const JournalEntry& entry) {
  return entry.kind == "rollout" && !entry.outcome.empty() && entry.outcome != "started";
}

}  // namespace hotswap
