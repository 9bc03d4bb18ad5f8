#include "tests/core/session/random_session.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string_view>
#include <tuple>

#include "core/session/field_names.h"
#include "core/session/snapshot_fields.h"

namespace hotswap::testing {
namespace {

constexpr std::uint32_t kSlots = 3;

/// Fills what Describe() names.
class RandomFields {
 public:
  explicit RandomFields(std::uint64_t seed) : random_(seed) {}

  template <typename T>
  void operator()(const char* key, T& value) {
    Fill(value);
    if constexpr (std::is_same_v<T, std::uint32_t>) {
      if (std::string_view(key) == "slot") value %= kSlots;
    }
  }

 private:
  template <typename T>
  void Fill(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = random_() % 2 == 0;
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(random_() % NamesOf<T>::kAll.size());
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      value = static_cast<std::int64_t>(random_() % 2'000'000'000'000);
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(random_());
    } else if constexpr (std::is_floating_point_v<T>) {
      value = Double();
    } else {
      FillOther(value);
    }
  }

  double Double() {
    const double odd[] = {0, -0.0, 1e308, -1e-308, 0.1, std::numeric_limits<double>::infinity(), 5e-324};
    return random_() % 3 == 0 ? odd[random_() % std::size(odd)] : std::ldexp(static_cast<double>(random_()), -40);
  }

  void FillOther(std::chrono::nanoseconds& value) { value = std::chrono::nanoseconds(random_() % 2'000'000'000'000); }
  void FillOther(std::string& value) {
    static constexpr std::string_view kPieces[] = {"a", "\"", "\\", "\n", "é", "中", "\x01", "/tmp/x.so", " "};
    value.clear();
    for (std::uint64_t i = random_() % 6; i > 0; --i) value += kPieces[random_() % std::size(kPieces)];
  }
  template <typename T>
  void FillOther(std::optional<T>& value) {
    value.reset();
    if (random_() % 2 == 0) Fill(value.emplace());
  }
  template <typename T>
  void FillOther(std::shared_ptr<const T>& value) {
    auto filled = std::make_shared<T>();
    Fill(*filled);
    value = std::move(filled);
  }
  template <typename T>
  void FillOther(std::vector<T>& values) {
    values.resize(random_() % 5);
    for (T& value : values) Fill(value);
  }
  template <typename T>
  void FillOther(T& value) {
    Describe(*this, value);
  }

  std::mt19937_64 random_;
};

double Figure(double value) { return std::isfinite(value) ? std::abs(value) : 0; }

void MendTotals(std::vector<TotalsPoint>& totals) {
  std::ranges::sort(totals, {}, &TotalsPoint::end_ns);
  for (TotalsPoint& point : totals) {
    for (double* value : {&point.requests_per_s, &point.errors_per_s, &point.p50_ns, &point.p99_ns, &point.max_ns}) {
      *value = Figure(*value);
    }
  }
}

void MendRing(std::vector<Bucket>& ring) {
  for (Bucket& bucket : ring) {
    if (bucket.end_ns < bucket.start_ns) std::swap(bucket.start_ns, bucket.end_ns);
    if (std::isfinite(bucket.min) && std::isfinite(bucket.max)) continue;
    bucket.min = std::numeric_limits<double>::infinity();  // As an engine says that there was no finite score.
    bucket.max = -bucket.min;
  }
}

template <typename T>
std::shared_ptr<const std::vector<T>> Numbered(std::vector<T> items) {
  std::uint64_t number = 0;
  for (T& item : items) item.number = ++number;
  return std::make_shared<const std::vector<T>>(std::move(items));
}

History MendedHistory(History history) {
  for (HistoryLevel& level : history.levels) {
    level.bucket_width += std::chrono::nanoseconds(1);
    level.totals_width += std::chrono::nanoseconds(1);
    for (auto& ring : level.threads) MendRing(ring);
    MendTotals(level.totals);
  }
  return history;
}

void MendHistogram(Histogram& histogram) {
  histogram.edges.clear();
  for (std::size_t i = 0; !histogram.counts.empty() && i <= histogram.counts.size(); ++i) {
    histogram.edges.push_back(0.25 * static_cast<double>(i));
  }
}

std::vector<VersionSpread> MendedSpreads(std::vector<VersionSpread> spreads) {
  for (VersionSpread& spread : spreads) {
    MendHistogram(spread.scores);
    MendHistogram(spread.latency);
    for (double* value :
         {&spread.mean_score, &spread.p50_score, &spread.p99_score, &spread.mean_ns, &spread.p50_ns, &spread.p99_ns}) {
      *value = Figure(*value);
    }
  }
  return spreads;
}

std::vector<VersionQuality> MendedQualities(std::vector<VersionQuality> qualities) {
  for (VersionQuality& quality : qualities) {
    std::ranges::sort(quality.points, {}, &QualityPoint::end_ns);
    for (QualityPoint& point : quality.points) {
      point.auc = 1 / (1 + Figure(point.auc));
      point.log_loss = Figure(point.log_loss);
      point.positives = std::min(point.positives, point.labelled);
    }
    quality.recent_positives = std::min(quality.recent_positives, quality.recent);
  }
  return qualities;
}

}  // namespace

Session RandomSession(std::uint64_t seed) {
  auto snapshot = std::make_shared<Snapshot>();
  RandomFields fields(seed);
  Describe(fields, *snapshot);
  snapshot->slots.resize(kSlots);
  const auto place = [](const VersionInfo& version) { return std::tie(version.slot, version.number); };
  std::ranges::sort(snapshot->versions, {}, place);
  snapshot->workers.threads = 1 + snapshot->workers.threads % kMaxThreads;
  snapshot->totals.requests_per_s = Figure(snapshot->totals.requests_per_s);
  for (RolloutStatus& rollout : snapshot->rollouts) rollout.step = rollout.step % (rollout.steps.size() + 1);
  snapshot->events = Numbered(*snapshot->events);
  snapshot->receipts = Numbered(*snapshot->receipts);
  for (ShadowStatus& shadow : snapshot->shadows) MendHistogram(shadow.differences);
  snapshot->spreads = std::make_shared<const std::vector<VersionSpread>>(MendedSpreads(*snapshot->spreads));
  snapshot->qualities = std::make_shared<const std::vector<VersionQuality>>(MendedQualities(*snapshot->qualities));
  snapshot->history = std::make_shared<const History>(MendedHistory(*snapshot->history));
  return {.program = "hotswap-monitor 0.1.0", .saved_at = "2026-11-27T02:10:00Z", .snapshot = std::move(snapshot)};
}

}  // namespace hotswap::testing
