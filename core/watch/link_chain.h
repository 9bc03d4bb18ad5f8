#ifndef HOTSWAP_CORE_WATCH_LINK_CHAIN_H_
#define HOTSWAP_CORE_WATCH_LINK_CHAIN_H_

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace hotswap {

/// Where a path leads, and every name on the way that could lead elsewhere tomorrow.
struct LinkChain {
  struct Name {
    std::filesystem::path folder;  ///< Holds the name, and is reached by no link itself.
    std::string name;
  };
  std::vector<Name> names;       ///< Of each symbolic link on the way, and of the end.
  std::filesystem::path target;  ///< The end, without any link; it may not be there.
};

/// Follows an absolute path link by link, as far as it goes.
/// Failure  kInvalidArgument: it leads through more links than the system follows, most likely in a circle.
Result<LinkChain> FollowLinks(const std::filesystem::path& path);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_WATCH_LINK_CHAIN_H_
