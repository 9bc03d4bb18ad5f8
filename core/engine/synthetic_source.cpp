#include "core/engine/synthetic_source.h"

#include <cstddef>

namespace hotswap {
namespace {

class SyntheticStream final : public RequestStream {
 public:
  explicit SyntheticStream(unsigned thread) : key_(synthetic::ThreadKey(thread)) {}

  FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t first_round) override {
    for (std::size_t i = 0; i < limit; ++i) block.features[i] = synthetic::FeatureAt(key_, first_round + i);
    block.size = limit;
    block.has_slots = false;
    return FillResult::kFilled;
  }

 private:
  const std::uint64_t key_;
};

}  // namespace

std::unique_ptr<RequestStream> SyntheticSource::OpenStream(unsigned thread) { return std::make_unique<SyntheticStream>(thread); }

}  // namespace hotswap
