#ifndef HOTSWAP_TESTS_CORE_SESSION_RANDOM_SESSION_H_
#define HOTSWAP_TESTS_CORE_SESSION_RANDOM_SESSION_H_

#include <cstdint>

#include "core/session/session.h"

namespace hotswap::testing {

/// A session in which every field that is written has a random value of its whole range, infinities and odd letters included, but what
/// CheckSnapshot() asks for holds. The same seed gives the same session.
Session RandomSession(std::uint64_t seed);

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_SESSION_RANDOM_SESSION_H_
