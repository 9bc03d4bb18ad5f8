#include "core/loading/verdict_cache.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/file_descriptor.h"
#include "core/loading/sha256.h"

namespace hotswap {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kDigestChars = 64;
/// A larger file is none of ours.
constexpr std::size_t kMaxBytes = std::size_t{4} << 20;
/// When there are more, all are forgotten: which of them will be asked for again, nobody knows.
constexpr std::ptrdiff_t kMaxEntries = 4096;

Result<std::string> DigestOf(std::string_view text) {
  Sha256 digest;
  digest.Update(std::as_bytes(std::span(text)));
  return digest.HexDigest();
}

bool DecidedByBytes(const Finding& finding) {
  constexpr Errc kByMachine[] = {Errc::kTimedOut,        Errc::kUnavailable,      Errc::kTooSlow, Errc::kMissingLibrary,
                                 Errc::kUndefinedSymbol, Errc::kPermissionDenied, Errc::kIo,      Errc::kStale,
                                 Errc::kLoadFailed,      Errc::kNotFound,         Errc::kExited};
  return std::ranges::none_of(kByMachine, [&](Errc code) { return finding.code == ErrcName(code); });
}

std::int64_t Nanoseconds(const timespec& time) { return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec; }

/// What tells one state of a file from the next; null when it is not there.
Json StateOf(const std::string& file) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return nullptr;
  return {{"path", file},
          {"device", status.st_dev},
          {"inode", status.st_ino},
          {"size", status.st_size},
          {"modified_ns", Nanoseconds(status.st_mtim)},
          {"changed_ns", Nanoseconds(status.st_ctim)}};
}

/// Null when one of the files is not there, or may have been another when it was loaded.
Json StatesOf(const std::vector<std::string>& files, std::chrono::system_clock::time_point begun) {
  // The system stamps files by a clock that is a few milliseconds late.
  constexpr std::chrono::milliseconds kClockStep{50};
  const auto latest = std::chrono::nanoseconds((begun - kClockStep).time_since_epoch()).count();
  Json states = Json::array();
  for (const std::string& file : files) {
    Json state = StateOf(file);
    if (state.is_null() || state["changed_ns"].get<std::int64_t>() >= latest) return nullptr;
    states.push_back(std::move(state));
  }
  return states;
}

std::string TextOf(const VettingResult& result, Json libraries) {
  Json findings = Json::array();
  for (const Finding& finding : result.findings) {
    findings.push_back(
        {{"check", finding.check}, {"level", static_cast<int>(finding.level)}, {"code", finding.code}, {"text", finding.text}});
  }
  return Json{{"findings", findings},
              {"scores", result.scores},
              {"median_call_ns", result.median_call_ns},
              {"libraries", std::move(libraries)}}
      .dump(-1, ' ', false, Json::error_handler_t::replace);  // a path may hold any bytes
}

std::optional<VettingResult> ResultOf(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    VettingResult result;
    for (const Json& entry : json.at("findings")) {
      result.findings.push_back({"G3", entry.at("check").get<std::string>(), FindingLevel{entry.at("level").get<int>()},
                                 entry.at("code").get<std::string>(), entry.at("text").get<std::string>()});
    }
    result.scores = json.at("scores").get<std::vector<double>>();
    result.median_call_ns = json.at("median_call_ns").get<double>();
    for (const Json& library : json.at("libraries")) {
      result.libraries.push_back(library.at("path").get<std::string>());
      if (StateOf(result.libraries.back()) != library) return std::nullopt;
    }
    result.cached = true;
    return result;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

/// Whole or not at all: readers see the old file or the new one. A power cut may leave an empty one, which its digest gives away.
void WriteWhole(const std::filesystem::path& file, std::string_view text) {
  std::string temporary = file.string() + ".XXXXXX";
  const FileDescriptor fd(mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd.valid()) return;
  const bool written = write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (!written || std::rename(temporary.c_str(), file.c_str()) != 0) unlink(temporary.c_str());
}

void MakeRoom(const std::filesystem::path& directory) {
  std::error_code ignored;
  const std::filesystem::directory_iterator entries(directory, ignored);
  if (ignored || std::distance(begin(entries), end(entries)) < kMaxEntries) return;
  for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
    std::filesystem::remove(entry.path(), ignored);
  }
}

/// What others could write must not decide what runs here.
bool IsPrivate(const std::filesystem::path& directory) {
  struct stat status {};
  return lstat(directory.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
         (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

VerdictCache::VerdictCache(std::filesystem::path directory) : directory_(std::move(directory)) {}

Result<std::string> VerdictCache::Key(const VettingRequest& request, std::string_view samples_digest, std::string_view host) {
  std::string text = request.sha256;
  text += request.strict ? " strict" : " default";
  if (request.stateful) text += " stateful";
  if (request.per_worker) text += " per-worker";
  return DigestOf(text.append("\n").append(samples_digest).append("\n").append(host));
}

std::optional<VettingResult> VerdictCache::Find(const std::string& key) const {
  if (directory_.empty() || !IsPrivate(directory_)) return std::nullopt;
  std::ifstream file(FileOf(key), std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.size() <= kDigestChars || text.size() > kMaxBytes) return std::nullopt;
  // The key stands in the digest, too: a file that was given another's name answers for nobody.
  const auto digest = DigestOf(key + text.substr(kDigestChars));
  if (!digest || *digest != text.substr(0, kDigestChars)) return std::nullopt;
  return ResultOf(std::string_view(text).substr(kDigestChars));
}

void VerdictCache::Keep(const std::string& key, const VettingResult& result, std::chrono::system_clock::time_point begun) const {
  Json libraries = StatesOf(result.libraries, begun);
  if (libraries.is_null()) return;
  if (directory_.empty() || !std::ranges::all_of(result.findings, DecidedByBytes)) return;
  if (mkdir(directory_.c_str(), 0700) != 0 && !IsPrivate(directory_)) return;
  MakeRoom(directory_);
  const std::string text = TextOf(result, std::move(libraries));
  if (const auto digest = DigestOf(key + text)) WriteWhole(FileOf(key), *digest + text);
}

std::filesystem::path VerdictCache::FileOf(const std::string& key) const { return directory_ / key; }

}  // namespace hotswap
