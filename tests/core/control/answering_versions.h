#ifndef HOTSWAP_TESTS_CORE_CONTROL_ANSWERING_VERSIONS_H_
#define HOTSWAP_TESTS_CORE_CONTROL_ANSWERING_VERSIONS_H_

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/control/control_state.h"

namespace hotswap::testing {

/// Versions whose cells two workers may write into, without a worker.
class AnsweringVersions : public ::testing::Test {
 protected:
  VersionCells& AddVersion(std::uint32_t number, std::uint32_t slot = 0) {
    ControlState::VersionRow row;
    row.info.slot = slot;
    row.info.number = number;
    cells_.push_back(std::make_shared<VersionCells>());
    cells_.back()->EnsureThreads(2);
    row.cells = cells_.back();
    state_.versions.push_back(row);
    return *cells_.back();
  }

  ControlState state_;
  std::vector<std::shared_ptr<VersionCells>> cells_;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_CONTROL_ANSWERING_VERSIONS_H_
