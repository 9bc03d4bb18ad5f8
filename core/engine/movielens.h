#ifndef HOTSWAP_CORE_ENGINE_MOVIELENS_H_
#define HOTSWAP_CORE_ENGINE_MOVIELENS_H_

#include <filesystem>

namespace hotswap {

/// Where `./build.sh data` puts the MovieLens ratings: hotswap-monitor/movielens.csv in $XDG_CACHE_HOME or, without it, in
/// ~/.cache. The file need not exist.
std::filesystem::path MovieLensFile();

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_MOVIELENS_H_
