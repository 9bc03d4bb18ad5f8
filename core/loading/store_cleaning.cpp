#include "core/loading/store_cleaning.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace hotswap {
namespace {

using std::chrono::system_clock;
using Outcome = CleanedFile::Outcome;

/// A younger import may be one that a running process is at.
constexpr std::chrono::hours kLongestImport{1};

bool Abandoned(const StoreFile& file, system_clock::time_point now) {
  return file.kind == StoreFile::Kind::kImport && now - file.added > kLongestImport;
}

/// Why the file should not stay as it is; nothing when it should.
std::optional<CleanedFile> Judge(const StoreFile& file, const CleaningPolicy& policy, bool alone, system_clock::time_point now) {
  const auto removable = [&](std::string reason) {
    return CleanedFile{file, alone ? Outcome::kRemoved : Outcome::kInUse, std::move(reason)};
  };
  switch (file.kind) {
    case StoreFile::Kind::kImport:
      if (Abandoned(file, now)) return CleanedFile{file, Outcome::kRemoved, "was left by an import that did not end"};
      return removable("is an import that did not end");
    case StoreFile::Kind::kDamaged: return removable(file.fault);
    case StoreFile::Kind::kEntry:
      if (!policy.unused_for || now - file.last_used <= *policy.unused_for) return std::nullopt;
      if (policy.needed.contains(file.sha256)) return std::nullopt;
      return removable("was not used for long");
    case StoreFile::Kind::kUnreadable:
    case StoreFile::Kind::kStranger: return CleanedFile{file, Outcome::kKept, file.fault};
  }
  return std::nullopt;
}

void Remove(CleanedFile& cleaned) {
  std::error_code error;
  std::filesystem::remove(cleaned.file.path, error);
  if (!error) return;
  cleaned.outcome = Outcome::kFailed;
  cleaned.reason = "cannot be removed (" + error.message() + ")";
}

/// Looks again at what was found before the store was taken alone: another process may have mended or used it meanwhile.
std::optional<CleanedFile> JudgeAgain(const StoreDirectory& store, const CleanedFile& before, const CleaningPolicy& policy,
                                      bool alone) {
  const auto now_there = SurveyFile(store, before.file.path, SurveyDepth::kBytes);
  return now_there ? Judge(*now_there, policy, alone, system_clock::now()) : std::nullopt;
}

}  // namespace

Result<std::vector<CleanedFile>> CleanStore(StoreDirectory& store, const CleaningPolicy& policy) {
  auto files = SurveyStore(store, SurveyDepth::kBytes);
  if (!files) return std::move(files).error();
  std::vector<CleanedFile> suspects;
  for (const StoreFile& file : *files) {
    if (auto suspect = Judge(file, policy, true, system_clock::now())) suspects.push_back(*std::move(suspect));
  }
  // Only now, since hashing a large store takes longer than a starting process should wait.
  const bool alone = store.TakeAlone();
  std::vector<CleanedFile> cleaned;
  for (const CleanedFile& suspect : suspects) {
    auto judged = JudgeAgain(store, suspect, policy, alone);
    if (!judged) continue;
    if (judged->outcome == Outcome::kRemoved && !policy.dry_run) Remove(*judged);
    cleaned.push_back(*std::move(judged));
  }
  if (alone) store.ShareAgain();
  return cleaned;
}

void RemoveAbandonedImports(const StoreDirectory& store) {
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry(store.IncomingPath(), ignored), end; entry != end; entry.increment(ignored)) {
    const auto file = SurveyFile(store, entry->path(), SurveyDepth::kNames);
    std::error_code failed;
    if (file && Abandoned(*file, system_clock::now())) std::filesystem::remove(file->path, failed);
  }
}

}  // namespace hotswap
