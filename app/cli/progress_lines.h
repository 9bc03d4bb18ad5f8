#ifndef HOTSWAP_APP_CLI_PROGRESS_LINES_H_
#define HOTSWAP_APP_CLI_PROGRESS_LINES_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/api/snapshot.h"

namespace hotswap {

/// What is new about rollouts and shadows, a line each: steps, pauses, outcomes.
class ProgressLines {
 public:
  std::vector<std::string> New(const Snapshot& snapshot);

 private:
  std::map<std::string, std::string> told_;  // the last line about each slot's
};

}  // namespace hotswap

#endif  // HOTSWAP_APP_CLI_PROGRESS_LINES_H_
