#include "core/watch/watched_place.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/duration.h"

namespace hotswap {
namespace {

/// Between two of them events are taken and the end is looked for.
constexpr int kReadsAtOnce = 8;
/// Names that come and go for ever must not fill the memory; what is forgotten is judged by its bytes again when it comes back.
constexpr std::size_t kFilesKept = 20'000;

}  // namespace

bool IsLibraryName(std::string_view name) {
  return name.size() > 3 && name.ends_with(".so") && !name.starts_with('.') && !name.starts_with('#') && !name.starts_with('~');
}

WatchedPlace::WatchedPlace(std::filesystem::path path, const SettleLimits& limits) : path_(std::move(path)), limits_(limits) {}

void WatchedPlace::Scan(TimePoint now, bool exchanged) {
  auto chain = FollowLinks(path_);
  if (!chain.ok()) {
    Complain(chain.error().text);
    scanned_ = true;
    return;
  }
  chain_ = *std::move(chain);
  std::error_code failure;
  const std::filesystem::file_status status = std::filesystem::status(chain_.target, failure);
  is_folder_ = std::filesystem::is_directory(status);
  folders_.clear();
  for (const LinkChain::Name& name : chain_.names) folders_.insert(name.folder);
  if (is_folder_) {
    folders_.insert(chain_.target);
    ScanFolder(now, exchanged);
  } else {
    if (std::filesystem::exists(status)) complaint_.clear();
    FileAt(path_).See(ReadFileState(path_), now);
  }
  scanned_ = true;
}

void WatchedPlace::ScanFolder(TimePoint now, bool exchanged) {
  std::error_code failure;
  std::set<std::filesystem::path> there;
  for (std::filesystem::directory_iterator entry(path_, failure), end; !failure && entry != end; entry.increment(failure)) {
    if (IsLibraryName(entry->path().filename().string())) there.insert(entry->path());
  }
  if (failure) {
    Complain(path_.string() + ": the folder cannot be read (" + failure.message() +
             "), so new libraries in it are not seen; make it readable for this user (chmod u+rx)");
    return;
  }
  complaint_.clear();
  for (const std::filesystem::path& file : there) FileAt(file).See(ReadFileState(file), now, exchanged);
  for (auto& [file, policy] : files_) {
    if (!there.contains(file)) policy.See(std::nullopt, now);
  }
  if (files_.size() > kFilesKept) std::erase_if(files_, [&](const auto& file) { return !there.contains(file.first); });
}

void WatchedPlace::Stir(const FolderEvents::Told& told, TimePoint now) {
  if (is_folder_ && told.folder == chain_.target && !told.name.empty()) {
    if (IsLibraryName(told.name)) FileAt(path_ / told.name).Stir(ReadFileState(path_ / told.name), now);
    return;
  }
  const bool on_the_way = std::ranges::any_of(chain_.names, [&](const LinkChain::Name& name) {
    return name.folder == told.folder && (told.name.empty() || name.name == told.name);
  });
  if (!on_the_way && !(told.name.empty() && folders_.contains(told.folder))) return;
  if (!is_folder_ && !told.name.empty()) FileAt(path_).Stir(ReadFileState(path_), now);
  Scan(now, on_the_way);
}

std::vector<WatchedPlace::News> WatchedPlace::Look(TimePoint now, const Digest& digest) {
  std::vector<News> news = std::exchange(complaints_, {});
  int reads = 0;
  for (auto& [file, policy] : files_) {
    const auto due = policy.due();
    if (!due || *due > now) continue;
    if (LooksAt(file, policy, now, digest, news) && ++reads == kReadsAtOnce) break;
  }
  return news;
}

/// Whether it read the file.
bool WatchedPlace::LooksAt(const std::filesystem::path& file, SettlePolicy& policy, TimePoint now, const Digest& digest,
                           std::vector<News>& news) {
  const SettlePolicy::Step step = policy.Look(ReadFileState(file), now);
  if (step == SettlePolicy::Step::kRestless) {
    news.push_back({.file = file,
                    .digest = {},
                    .trouble = file.string() + " has been changing for " + FormatDuration(limits_.patience) +
                               " without a rest; it is taken as soon as it stays the same for " + FormatDuration(limits_.told)});
  }
  if (step != SettlePolicy::Step::kRead) return false;
  const auto read = digest(file);
  if (read.ok()) {
    const auto settled = policy.Read(ReadFileState(file), *read, now);
    if (settled && settled->news) news.push_back({.file = file, .digest = settled->digest, .lay_there = settled->first});
  } else if (read.error().code == Errc::kChangedWhileRead || read.error().code == Errc::kNotFound) {
    policy.Stir(ReadFileState(file), now);
  } else {
    policy.GiveUp();
    news.push_back({.file = file, .digest = {}, .trouble = read.error().text});
  }
  return true;
}

std::optional<TimePoint> WatchedPlace::due() const {
  std::optional<TimePoint> due;
  if (!complaints_.empty()) due = TimePoint::min();
  for (const auto& [file, policy] : files_) {
    const auto its = policy.due();
    if (its && (!due || *its < *due)) due = its;
  }
  return due;
}

SettlePolicy& WatchedPlace::FileAt(const std::filesystem::path& file) {
  return files_.try_emplace(file, limits_, !scanned_).first->second;
}

void WatchedPlace::Complain(std::string trouble) {
  if (trouble == complaint_) return;
  complaint_ = trouble;
  complaints_.push_back({.file = path_, .digest = {}, .trouble = std::move(trouble)});
}

}  // namespace hotswap
