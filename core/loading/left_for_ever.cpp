#include "core/loading/left_for_ever.h"

#include <utility>
#include <vector>

#include "core/base/mutex.h"

namespace hotswap {
namespace {

struct Left {
  Mutex mutex;
  std::vector<std::shared_ptr<void>> things GUARDED_BY(mutex);
};

/// Never destroyed, as what it holds.
Left& TheLeft() {
  static auto* const left = new Left;
  return *left;
}

}  // namespace

void LeaveForEver(std::shared_ptr<void> stuck) {
  Left& left = TheLeft();
  const MutexLock lock(left.mutex);
  left.things.push_back(std::move(stuck));
}

bool AnyLeftForEver() {
  Left& left = TheLeft();
  const MutexLock lock(left.mutex);
  return !left.things.empty();
}

}  // namespace hotswap
