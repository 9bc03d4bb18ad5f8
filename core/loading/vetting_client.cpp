#include "core/loading/vetting_client.h"

#include <fcntl.h>
#include <gnu/libc-version.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "core/loading/sha256.h"
#include "core/loading/vetting_child.h"
#include "core/loading/vetting_judgement.h"
#include "core/loading/vetting_protocol.h"
#include "core/loading/vetting_samples.h"
#include "core/loading/vetting_transcript.h"

namespace hotswap {
namespace {

using std::chrono::steady_clock;

std::filesystem::path HelperBesideProgram() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path("hotswap-vet") : program.parent_path() / "hotswap-vet";
}

Result<FileDescriptor> OpenForReading(const std::filesystem::path& file) {
  FileDescriptor fd(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!fd.valid()) return SystemError(file.string(), errno);
  return fd;
}

/// Of a file's bytes, wherever its offset is.
Result<std::string> DigestOfFile(int fd, const std::string& name) {
  std::array<std::byte, 64 << 10> buffer;
  Sha256 digest;
  for (off_t offset = 0;;) {
    const ssize_t count = pread(fd, buffer.data(), buffer.size(), offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(name, errno);
    if (count == 0) return digest.HexDigest();
    digest.Update(std::span(buffer.data(), static_cast<std::size_t>(count)));
    offset += count;
  }
}

Result<SipKey> FreshKey() {
  SipKey key;
  if (getrandom(key.data(), sizeof key, 0) != static_cast<ssize_t>(sizeof key)) return SystemError("random numbers", errno);
  return key;
}

/// Everything but the library and the policy that has a part in a verdict.
Result<std::string> HostBuild(const std::filesystem::path& helper) {
  auto fd = OpenForReading(helper);
  if (!fd) return std::move(fd).error();
  auto digest = DigestOfFile(fd->get(), helper.string());
  if (!digest) return digest;
  const char* libraries = std::getenv("LD_LIBRARY_PATH");
  return *digest + " glibc " + gnu_get_libc_version() + " " + (libraries != nullptr ? libraries : "");
}

VettingResult Refused(Errc code, std::string text) {
  VettingResult result;
  result.findings.push_back(
      {"G3", vetting_stage::kStart.check, FindingLevel::kRefusal, std::string(ErrcName(code)), std::move(text)});
  return result;
}

VettingResult NotTried(const Error& error) {
  return Refused(Errc::kUnavailable,
                 "could not be tried in a process of its own (" + error.text + "); try again when that is mended");
}

}  // namespace

VettingClient::VettingClient(VettingSettings settings) : settings_(std::move(settings)), cache_(settings_.cache) {
  if (settings_.helper.empty()) settings_.helper = HelperBesideProgram();
  if (settings_.samples.empty()) settings_.samples = DefaultVettingSamples();
  if (settings_.samples.size() > kMaxSamples) settings_.samples.resize(kMaxSamples);
}

VettingResult VettingClient::Vet(const VettingRequest& request, const GoOn& go_on) {
  const auto start = steady_clock::now();
  const auto timed = [start](VettingResult result) {
    result.took = steady_clock::now() - start;
    return result;
  };
  if (access(settings_.helper.c_str(), X_OK) != 0) {
    return timed(Refused(Errc::kUnavailable, "could not be tried, since the program that does so, " + settings_.helper.string() +
                                                 ", is missing or may not be run; install it there"));
  }
  const auto key = CacheKey(request);
  if (key && request.use_cache) {
    auto earlier = cache_.Find(*key);
    const bool whole = earlier && (earlier->scores.empty() || earlier->scores.size() == samples().size());
    if (whole) return timed(*std::move(earlier));
  }
  const auto begun = std::chrono::system_clock::now();
  VettingResult result = Try(request, go_on);
  // One that ended the process while it was loaded did not come to tell which libraries had a part in that.
  if (key && !result.libraries.empty()) cache_.Keep(*key, result, begun);
  return timed(std::move(result));
}

Result<std::string> VettingClient::CacheKey(const VettingRequest& request) const {
  const auto host = HostBuild(settings_.helper);
  if (!host) return host;
  const auto samples_digest = DigestOf(samples());
  if (!samples_digest) return samples_digest;
  return VerdictCache::Key(
      request, *samples_digest,
      *host + " " + std::to_string(settings_.latency_budget.count()) + " " + std::to_string(settings_.limit.count()));
}

VettingResult VettingClient::Try(const VettingRequest& request, const GoOn& go_on) const {
  const auto library = OpenForReading(request.library);
  if (!library) return NotTried(library.error());
  const auto sha256 = DigestOfFile(library->get(), request.library.string());
  if (!sha256) return NotTried(sha256.error());
  // What the earlier gates judged, and what a verdict is kept for, must be what runs.
  if (*sha256 != request.sha256)
    return Refused(Errc::kStale, "was changed since the earlier gates judged it; load the file again");
  const auto secret = FreshKey();
  if (!secret) return NotTried(secret.error());
  VettingJob job;
  job.key = *secret;
  job.latency_budget_ns = settings_.latency_budget.count();
  const auto all_checks = std::chrono::ceil<std::chrono::seconds>(VettingChildEnd::kPatience * settings_.limit);
  job.cpu_seconds = std::max(job.cpu_seconds, static_cast<std::uint32_t>(all_checks.count()));
  job.strict = request.strict;
  job.stateful = request.stateful;
  job.per_worker = request.per_worker;
  auto child = VettingChild::Start(settings_.helper, library->get(), job, samples());
  if (!child) return NotTried(child.error());
  const VettingChildEnd end = child->Wait(settings_.limit, go_on);
  return JudgeVetting(end, VettingTranscript::Read(end.written, job.key), samples().size(), settings_.limit);
}

}  // namespace hotswap
