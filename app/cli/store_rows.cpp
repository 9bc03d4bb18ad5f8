#include "app/cli/store_rows.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "core/loading/display_name.h"

namespace hotswap {
namespace {

using std::chrono::system_clock;

std::string TimeText(system_clock::time_point at, const char* format, std::tm* (*convert)(const std::time_t*, std::tm*)) {
  const std::time_t seconds = system_clock::to_time_t(at);
  std::tm fields{};
  std::array<char, 64> text{};
  if (convert(&seconds, &fields) != nullptr) std::strftime(text.data(), text.size(), format, &fields);
  return text.data();
}

std::string LocalTime(system_clock::time_point at) { return TimeText(at, "%Y-%m-%d %H:%M", localtime_r); }
std::string UtcTime(system_clock::time_point at) { return TimeText(at, "%Y-%m-%dT%H:%M:%SZ", gmtime_r); }

/// A file's name may hold anything, also what a terminal obeys.
std::string PathText(const StoreFile& file) {
  const std::string path = file.path.string();
  return DisplayName(path.c_str(), path.size());
}

const char* Remedy(StoreFile::Kind kind) {
  switch (kind) {
    case StoreFile::Kind::kDamaged: return "; remove it with `hotswap store gc` and load the user's file again";
    case StoreFile::Kind::kUnreadable: return "; look as the store's owner, or at the disk and the system's log";
    case StoreFile::Kind::kImport: return "; remove it with `hotswap store gc`";
    case StoreFile::Kind::kStranger: return "; move it elsewhere";
    case StoreFile::Kind::kEntry: break;
  }
  return "";
}

const char* OutcomeName(CleanedFile::Outcome outcome) {
  switch (outcome) {
    case CleanedFile::Outcome::kRemoved: return "removed";
    case CleanedFile::Outcome::kInUse: return "in_use";
    case CleanedFile::Outcome::kFailed: return "failed";
    case CleanedFile::Outcome::kKept: return "kept";
  }
  return "unknown";
}

}  // namespace

std::string SizeText(std::uint64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " B";
  static constexpr std::array<const char*, 4> kUnits{"KiB", "MiB", "GiB", "TiB"};
  auto value = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; value >= 1024 && unit + 1 < kUnits.size(); ++unit) value /= 1024;
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.1f %s", value, kUnits[unit]);
  return text.data();
}

std::string CountText(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string EntryText(const StoreFile& file) {
  return file.sha256 + "  " + SizeText(file.size) + "  added " + LocalTime(file.added) + "  used " + LocalTime(file.last_used);
}

std::string RemarkText(const StoreFile& file) {
  return std::string(StoreFileKindName(file.kind)) + "  " + PathText(file) + ": " +
         (file.fault.empty() ? file.note : file.fault) + Remedy(file.kind);
}

std::string CleanedText(const CleanedFile& cleaned, bool dry_run) {
  const bool would = dry_run && cleaned.outcome == CleanedFile::Outcome::kRemoved;
  const bool waits = cleaned.outcome == CleanedFile::Outcome::kInUse;
  return std::string(would   ? "would remove"
                     : waits ? "kept"
                             : OutcomeName(cleaned.outcome)) +
         "  " + PathText(cleaned.file) + " (" + SizeText(cleaned.file.size) + "): " + cleaned.reason +
         (waits ? "; a process has the store open: run `hotswap store gc` when it has ended" : "");
}

nlohmann::ordered_json FileRow(const StoreFile& file) {
  return {{"path", file.path.string()},   {"kind", StoreFileKindName(file.kind)}, {"sha256", file.sha256}, {"size", file.size},
          {"added", UtcTime(file.added)}, {"last_used", UtcTime(file.last_used)}, {"fault", file.fault},   {"note", file.note}};
}

nlohmann::ordered_json CleanedRow(const CleanedFile& cleaned) {
  nlohmann::ordered_json row = FileRow(cleaned.file);
  row["outcome"] = OutcomeName(cleaned.outcome);
  row["reason"] = cleaned.reason;
  return row;
}

}  // namespace hotswap
