# hotswap_add_operator(NAME SOURCE…) builds NAME.so, a scoring operator that can be unloaded again, and seals it when it has an ABI
# note (HOTSWAP_OPERATOR of core/abi/operator_module.h). Where this tree builds no `hotswap` that could run here it stays unsealed.
#
# -fvisibility=hidden keeps all but the two exports private, -fno-gnu-unique keeps the library from being pinned in memory for
# ever by a function-local static of a template (STB_GNU_UNIQUE), and -z defs finds an undefined symbol at link time.
set(HOTSWAP_ABI_INCLUDE_DIR "${CMAKE_CURRENT_LIST_DIR}/.." CACHE INTERNAL "Where core/abi/operator_interface.h is found from")

# hotswap_build_without_sanitizer(TARGET): also in a tree with HOTSWAP_SANITIZE, as its users build an operator.
function(hotswap_build_without_sanitizer target)
  if(HOTSWAP_SANITIZE)
    target_compile_options(${target} PRIVATE -fno-sanitize=all)
    target_link_options(${target} PRIVATE -fno-sanitize=all)
  endif()
endfunction()

function(hotswap_add_operator name)
  add_library(${name} MODULE ${ARGN})
  target_include_directories(${name} PRIVATE "${HOTSWAP_ABI_INCLUDE_DIR}")
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  target_link_options(${name} PRIVATE -Wl,-z,now -Wl,-z,defs)
  hotswap_build_without_sanitizer(${name})
  set_target_properties(${name} PROPERTIES PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                        LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/plugins")
  if(TARGET hotswap_cli AND NOT CMAKE_CROSSCOMPILING)
    add_custom_command(TARGET ${name} POST_BUILD VERBATIM
      COMMAND hotswap_cli seal --if-noted --quiet "$<TARGET_FILE:${name}>")
  endif()
endfunction()
