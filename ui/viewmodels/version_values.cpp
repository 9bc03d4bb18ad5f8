#include "ui/viewmodels/version_values.h"

#include <algorithm>

namespace hotswap::ui {
namespace {

VersionValues& valuesOf(std::vector<VersionValues>& values, std::uint32_t version) {
  const auto place = std::ranges::lower_bound(values, version, {}, &VersionValues::version);
  if (place != values.end() && place->version == version) return *place;
  return *values.insert(place, {.version = version});
}

}  // namespace

void addValues(std::vector<VersionValues>& values, const LaneRun& run, const Bucket* bar) {
  for (const std::uint32_t version : {run.version, run.beside}) {
    if (version != 0) ++valuesOf(values, version).threads;
  }
  if (bar == nullptr || (bar->version != run.version && bar->version != run.beside)) return;
  VersionValues& value = valuesOf(values, bar->version);
  const bool first = value.least > value.most;
  value.least = first ? bar->min : std::min(value.least, bar->min);
  value.most = first ? bar->max : std::max(value.most, bar->max);
}

}  // namespace hotswap::ui
