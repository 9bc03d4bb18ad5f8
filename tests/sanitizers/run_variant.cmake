# Configures, builds and tests SOURCE in TREE under SANITIZER; stops at the first step that fails.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "failed (${status}): ${command}")
  endif()
endfunction()

# ThreadSanitizer of g++ 12 cannot start where the kernel randomizes addresses by more than 28 bits; some containers forbid
# switching that off, and there it is usually not needed.
set(fixed_addresses setarch -R)
execute_process(COMMAND ${fixed_addresses} true RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
if(NOT SANITIZER STREQUAL "thread" OR NOT status EQUAL 0)
  set(fixed_addresses "")
endif()

set(ENV{TSAN_OPTIONS} "halt_on_error=1 second_deadlock_stack=1")
set(ENV{ASAN_OPTIONS} "detect_leaks=1 detect_stack_use_after_return=1")
set(ENV{UBSAN_OPTIONS} "print_stacktrace=1")

run(${CMAKE_COMMAND} -S ${SOURCE} -B ${TREE} -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DHOTSWAP_BUILD_WINDOW=OFF
    -DHOTSWAP_SANITIZE=${SANITIZER} -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
run(${fixed_addresses} ${CMAKE_COMMAND} --build ${TREE})  # which runs the `hotswap` that it builds
foreach(part core stress)
  if(EXISTS ${TREE}/tests/${part}/CTestTestfile.cmake)
    run(${fixed_addresses} ${CTEST} --test-dir ${TREE}/tests/${part} --output-on-failure --no-tests=error)
  endif()
endforeach()
