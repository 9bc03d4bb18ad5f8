#ifndef HOTSWAP_CORE_LANGUAGE_DISPLAY_WIDTH_H_
#define HOTSWAP_CORE_LANGUAGE_DISPLAY_WIDTH_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace hotswap {

/// The columns that a UTF-8 text takes in a terminal: two for what East Asian Width calls wide or full width, none for combining
/// marks. A byte that is no UTF-8 counts as one.
std::size_t DisplayWidth(std::string_view text);

/// The text with blanks behind it up to `width` columns.
std::string Padded(std::string_view text, std::size_t width);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LANGUAGE_DISPLAY_WIDTH_H_
