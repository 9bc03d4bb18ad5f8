# hotswap_add_operator(NAME SOURCE…) builds NAME.so, a scoring operator that can be unloaded again.
#
# -fvisibility=hidden keeps all but the two exports private, -fno-gnu-unique keeps the library from being pinned in memory for
# ever by a function-local static of a template (STB_GNU_UNIQUE), and -z defs finds an undefined symbol at link time.
set(HOTSWAP_ABI_INCLUDE_DIR "${CMAKE_CURRENT_LIST_DIR}/.." CACHE INTERNAL "Where core/abi/operator_interface.h is found from")

function(hotswap_add_operator name)
  add_library(${name} MODULE ${ARGN})
  target_include_directories(${name} PRIVATE "${HOTSWAP_ABI_INCLUDE_DIR}")
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  target_link_options(${name} PRIVATE -Wl,-z,now)
  if(NOT HOTSWAP_SANITIZE)
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()
  set_target_properties(${name} PROPERTIES PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/plugins")
endfunction()
