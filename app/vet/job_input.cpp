#include "app/vet/job_input.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace hotswap::vet {
namespace {

/// By offset, since the parent's place in the file is the child's, too.
bool ReadAt(off_t offset, void* to, std::size_t bytes) {
  auto* at = static_cast<char*>(to);
  while (bytes > 0) {
    const ssize_t count = pread(kJobFd, at, bytes, offset);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += count;
    offset += count;
    bytes -= static_cast<std::size_t>(count);
  }
  return true;
}

bool ReadInto(JobInput& job) {
  if (!ReadAt(0, &job.head, sizeof job.head) || job.head.protocol != kVettingProtocol) return false;
  if (job.head.sample_count == 0 || job.head.sample_count > kMaxSamples) return false;
  VettingContext& context = job.context;
  context.samples.resize(job.head.sample_count);
  context.scores.reserve(job.head.sample_count);
  context.latency_budget_ns = job.head.latency_budget_ns;
  context.strict = job.head.strict;
  context.stateful = job.head.stateful;
  context.per_worker = job.head.per_worker;
  return ReadAt(sizeof job.head, context.samples.data(), context.samples.size() * sizeof(Feature));
}

}  // namespace

std::optional<JobInput> ReadJob() {
  std::optional<JobInput> job(std::in_place);
  if (!ReadInto(*job)) job.reset();
  close(kJobFd);
  return job;
}

}  // namespace hotswap::vet
