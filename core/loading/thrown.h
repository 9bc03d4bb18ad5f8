#ifndef HOTSWAP_CORE_LOADING_THROWN_H_
#define HOTSWAP_CORE_LOADING_THROWN_H_

#include <cstddef>
#include <exception>
#include <optional>
#include <string>

#include "core/loading/display_name.h"

namespace hotswap {

/// Runs a call into an operator; what it threw as text, of at most `max_bytes` of the operator's own, or nothing. The exception
/// object dies here: its destructor is code of the library.
template <typename Call>
std::optional<std::string> Thrown(std::size_t max_bytes, const Call& call) {
  try {
    call();
    return std::nullopt;
  } catch (const std::exception& exception) {
    return ThrownText(exception, max_bytes);
  } catch (...) {
    if (std::current_exception() == nullptr) throw;  // the library ends this thread; kept from it, that would end the process
    return "something that is no std::exception";
  }
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_THROWN_H_
