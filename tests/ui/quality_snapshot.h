#ifndef HOTSWAP_TESTS_UI_QUALITY_SNAPSHOT_H_
#define HOTSWAP_TESTS_UI_QUALITY_SNAPSHOT_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "tests/ui/snapshot_builder.h"

namespace hotswap::ui::testing {

/// A version with a point a second from the second `from` to the second `to`, both included; AUC falls by 0.001 each.
inline VersionQuality qualityOf(std::uint32_t version, std::int64_t from, std::int64_t to, double auc, double log_loss = 0.5) {
  VersionQuality quality;
  quality.version = version;
  quality.recent = 400;
  quality.recent_positives = 100;
  for (std::int64_t second = from; second <= to; ++second) {
    quality.points.push_back({.end_ns = second * 1'000'000'000,
                              .auc = auc - 0.001 * static_cast<double>(second - from),
                              .log_loss = log_loss,
                              .labelled = 400,
                              .positives = 100});
  }
  return quality;
}

/// The builder's snapshot with these.
inline std::shared_ptr<const Snapshot> withQualities(const SnapshotBuilder& builder, std::vector<VersionQuality> qualities) {
  auto snapshot = std::make_shared<Snapshot>(*builder.build());
  snapshot->qualities = std::make_shared<const std::vector<VersionQuality>>(std::move(qualities));
  return snapshot;
}

}  // namespace hotswap::ui::testing

#endif  // HOTSWAP_TESTS_UI_QUALITY_SNAPSHOT_H_
