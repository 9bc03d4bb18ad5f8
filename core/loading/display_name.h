#ifndef HOTSWAP_CORE_LOADING_DISPLAY_NAME_H_
#define HOTSWAP_CORE_LOADING_DISPLAY_NAME_H_

#include <cstddef>
#include <exception>
#include <string>

namespace hotswap {

/// A text that an operator handed out, made safe to show, log and write as JSON: at most `max_bytes` are read, control
/// characters, also those of Unicode that end a line or turn its direction around, and what is not UTF-8 become '?'.
std::string DisplayName(const char* text, std::size_t max_bytes);

/// What an exception of an operator says, by DisplayName(); what() is the operator's own code and may return null. Never empty.
std::string ThrownText(const std::exception& exception, std::size_t max_bytes);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_DISPLAY_NAME_H_
