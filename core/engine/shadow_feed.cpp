#include "core/engine/shadow_feed.h"

namespace hotswap {

ShadowFeed::ShadowFeed(unsigned workers) : workers_(workers), lanes_(std::make_unique<Lane[]>(workers)) {}

std::uint64_t ShadowFeed::dropped() const {
  std::uint64_t sum = 0;
  for (unsigned worker = 0; worker < workers_; ++worker) sum += lanes_[worker].dropped();
  return sum;
}

}  // namespace hotswap
