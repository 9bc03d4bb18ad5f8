// libFuzzer target: the static gates on any bytes. Whatever they are, the answer is a verdict.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/loading/elf_inspection.h"
#include "core/loading/static_inspection.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  for (const bool strict : {false, true}) {
    const hotswap::Inspection inspection = hotswap::InspectLibrary(bytes, {.strict = strict});
    // What is no ELF file has nothing to say in G1; G2 always speaks unless G1 refused.
    if (inspection.findings.empty()) __builtin_trap();
  }
  (void)hotswap::UnloadObstacle(bytes);
  return 0;
}
