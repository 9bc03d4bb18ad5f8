#include "core/watch/link_chain.h"

#include <deque>
#include <system_error>

namespace hotswap {
namespace {

/// As many as Linux follows.
constexpr int kMostLinks = 40;

using Names = std::deque<std::filesystem::path>;

void Prepend(const std::filesystem::path& path, Names& ahead) {
  const std::filesystem::path parts = path.relative_path();
  ahead.insert(ahead.begin(), parts.begin(), parts.end());
}

}  // namespace

Result<LinkChain> FollowLinks(const std::filesystem::path& path) {
  LinkChain chain;
  Names ahead;
  Prepend(path, ahead);
  std::filesystem::path here = "/";
  int links = 0;
  while (!ahead.empty()) {
    const std::filesystem::path name = ahead.front();
    ahead.pop_front();
    if (name.empty() || name == ".") continue;
    if (name == "..") {
      here = here.parent_path();
      continue;
    }
    std::error_code failure;
    const std::filesystem::path target = std::filesystem::read_symlink(here / name, failure);
    if (failure && !ahead.empty()) {
      here /= name;
      continue;
    }
    chain.names.push_back({here, name.string()});
    if (failure) {
      here /= name;
      continue;
    }
    if (++links > kMostLinks) {
      return Error{Errc::kInvalidArgument,
                   path.string() + ": leads through more than 40 symbolic links, most likely in a circle; point them at a file"};
    }
    if (target.is_absolute()) here = "/";
    Prepend(target, ahead);
  }
  chain.target = here;
  return chain;
}

}  // namespace hotswap
