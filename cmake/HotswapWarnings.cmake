# Warnings for our own code only: link hotswap_warnings PRIVATE.
add_library(hotswap_warnings INTERFACE)
target_compile_options(hotswap_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(HOTSWAP_WARNINGS_AS_ERRORS)
  target_compile_options(hotswap_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(hotswap_warnings INTERFACE -Werror=thread-safety)
endif()
