#include "app/vet/vetting_context.h"

#include <algorithm>

namespace hotswap::vet {
namespace {

constexpr std::int64_t kCheckNs = 25'000'000;
/// Together the checks make some dozens of instances; the time-out of all checks is 2 s.
constexpr std::int64_t kCreationNs = 200'000'000;
constexpr std::size_t kFewest = 8;
constexpr std::size_t kMost = 256;

}  // namespace

std::size_t VettingContext::SamplesFor(std::size_t passes) const {
  const std::int64_t pass_ns = kCheckNs / static_cast<std::int64_t>(passes);
  const auto affordable = static_cast<std::size_t>(pass_ns / std::max<std::int64_t>(call_ns, 1));
  return std::min({samples.size(), std::max(affordable, kFewest), kMost});
}

std::int64_t VettingContext::LifeNs() const { return ShortestCreateNs() + ShortestDestroyNs(); }

bool VettingContext::CanCreate(std::size_t count) const { return LifeNs() * static_cast<std::int64_t>(count) <= kCreationNs; }

}  // namespace hotswap::vet
