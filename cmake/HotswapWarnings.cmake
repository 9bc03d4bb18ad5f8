# Warnings for our own code only: link hotswap_warnings PRIVATE.
add_library(hotswap_warnings INTERFACE)
target_compile_options(hotswap_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# g++ 12 sees an overlap in "text" + std::string that is not there (GCC bug 105651, fixed in 13).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(hotswap_warnings INTERFACE -Wno-restrict)
endif()
if(HOTSWAP_WARNINGS_AS_ERRORS)
  target_compile_options(hotswap_warnings INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(hotswap_warnings INTERFACE -Werror=thread-safety)
endif()
