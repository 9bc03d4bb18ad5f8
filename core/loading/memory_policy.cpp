// JudgeMemory().
#include <elf.h>

#include <algorithm>
#include <string>

#include "core/loading/elf_layout.h"
#include "core/loading/library_policy.h"

namespace hotswap {
namespace {

void JudgeWritableCode(const LoadableLibrary& library, FindingList& findings) {
  constexpr std::uint32_t kBoth = PF_W | PF_X;
  const bool both =
      std::ranges::any_of(library.image.segments(), [](const Elf64_Phdr& segment) { return (segment.p_flags & kBoth) == kBoth; });
  if (!both) return findings.Pass("writable_code", "has no memory that is writable and executable");
  findings.Refuse("writable_code",
                  {Errc::kPolicy,
                   "has memory that is writable and executable at once: any stray write could become code; link it "
                   "without -N, --omagic and linker scripts that mix .text and .data"});
}

void JudgeStack(const LoadableLibrary& library, FindingList& findings) {
  // The loader takes the last; without one it assumes an executable stack.
  bool executable = true;
  for (const Elf64_Phdr& segment : library.image.program_headers()) {
    if (segment.p_type == PT_GNU_STACK) executable = (segment.p_flags & PF_X) != 0;
  }
  if (!executable) return findings.Pass("executable_stack", "needs no executable stack");
  findings.Refuse(
      "executable_stack",
      {Errc::kPolicy,
       "asks for an executable stack: loading it would make the stacks of all threads of this process executable; link "
       "it with -z noexecstack, and give assembler sources a .note.GNU-stack section"});
}

void JudgePatchedCode(const LoadableLibrary& library, FindingList& findings) {
  const ElfImage& image = library.image;
  const bool patched = image.Dynamic(DT_TEXTREL) || (image.Dynamic(DT_FLAGS).value_or(0) & DF_TEXTREL) != 0;
  if (!patched) return findings.Pass("text_relocations", "has code that the loader need not change");
  findings.Refuse("text_relocations",
                  {Errc::kPolicy,
                   "has code that the loader must change while it loads it (text relocations): it could not be "
                   "shared or protected; compile all of it with -fPIC"});
}

void JudgeStaticThreadStorage(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings) {
  const bool flagged = (library.image.Dynamic(DT_FLAGS).value_or(0) & DF_STATIC_TLS) != 0;
  const auto storage = ThreadLocalStorage(library.image);
  // Without storage of its own it uses that of libraries which were there at the start, such as errno.
  if (!storage || (!flagged && !library.relocations.static_thread_storage)) {
    return findings.Pass("static_tls", "needs no thread-local storage ahead of time");
  }
  const std::string size = std::to_string(storage->p_memsz);
  findings.Doubt(
      "static_tls", policy.strict || storage->p_memsz > kMostStaticThreadStorage,
      {Errc::kPolicy, "needs " + size +
                          " bytes of initial-exec thread-local storage, of which the loader has about 1,600 for all "
                          "libraries: loading it or a later one may fail; compile it without -ftls-model=initial-exec"});
}

}  // namespace

void JudgeMemory(const LoadableLibrary& library, const InspectionPolicy& policy, FindingList& findings) {
  JudgeWritableCode(library, findings);
  JudgeStack(library, findings);
  JudgePatchedCode(library, findings);
  JudgeStaticThreadStorage(library, policy, findings);
}

}  // namespace hotswap
