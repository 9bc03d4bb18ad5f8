#include "core/loading/elf_relocations.h"

#include <optional>
#include <string>

#include "core/loading/elf_damage.h"
#include "core/loading/elf_layout.h"
#include "core/loading/elf_relocation_kinds.h"

namespace hotswap {
namespace {

/// Judges one relocation after the other; the first that is not sound is kept.
class RelocationJudge {
 public:
  RelocationJudge(const ElfImage& image, const std::vector<ElfSymbol>& symbols)
      : image_(image), symbols_(symbols), patches_code_(PatchesCode(image)), has_thread_storage_(ThreadLocalStorage(image)) {}

  void Judge(const Elf64_Rela& relocation) {
    if (failure_ != nullptr) return;
    const RelocationKind kind = KindOfRelocation(static_cast<std::uint32_t>(ELF64_R_TYPE(relocation.r_info)));
    failure_ = Fault(relocation, kind);
    if (kind == RelocationKind::kStaticThread) facts_.static_thread_storage = true;
  }

  void JudgePacked(std::uint64_t address) {
    if (failure_ != nullptr) return;
    const auto stored = image_.Read<std::uint64_t>(address);
    if (!MayWrite(address, sizeof(std::uint64_t))) failure_ = "a relocation writes where it must not";
    if (!stored || *stored > image_.memory_end()) failure_ = "a relocation leads out of the library";
  }

  Result<RelocationFacts> Verdict() const {
    if (failure_ != nullptr) return Damaged(failure_);
    return facts_;
  }

 private:
  static bool PatchesCode(const ElfImage& image) {
    return image.Dynamic(DT_TEXTREL) || (image.Dynamic(DT_FLAGS).value_or(0) & DF_TEXTREL) != 0;
  }

  const char* Fault(const Elf64_Rela& relocation, RelocationKind kind) {
    const std::uint64_t symbol = ELF64_R_SYM(relocation.r_info);
    const auto addend = static_cast<std::uint64_t>(relocation.r_addend);
    if (symbol > symbols_.size()) return "a relocation names a symbol that is not there";
    if (!kRelocationKindsKnown) return nullptr;
    // Linkers leave none out: an empty one was overwritten, and what it was to fill stays empty.
    if (kind == RelocationKind::kNone) return "a relocation is empty";
    if (kind == RelocationKind::kUnknown || kind == RelocationKind::kCopy) return "a relocation is of a kind no library has";
    if (kind == RelocationKind::kRelative && addend > image_.memory_end()) return "a relocation leads out of the library";
    if (kind == RelocationKind::kResolved && !image_.IsCode(addend)) return "a relocation calls what is no code";
    if (!SymbolFits(symbol, kind)) return "a relocation does not fit its symbol";
    if (!MayWrite(relocation.r_offset, BytesWritten(kind))) return "a relocation writes where it must not";
    return nullptr;
  }

  bool SymbolFits(std::uint64_t symbol, RelocationKind kind) const {
    const bool of_threads = kind == RelocationKind::kThreadModule || kind == RelocationKind::kThreadOffset ||
                            kind == RelocationKind::kStaticThread || kind == RelocationKind::kThreadDescriptor;
    // Without a symbol it is about the library's own memory.
    if (symbol == 0) return !of_threads || has_thread_storage_;
    if (kind == RelocationKind::kRelative || kind == RelocationKind::kResolved) return false;
    const ElfSymbol& named = symbols_[symbol - 1];
    return !named.defined() || named.thread_local_data() == of_threads;
  }

  bool MayWrite(std::uint64_t address, std::uint64_t length) {
    if (!InWritableSegment(address, length)) return patches_code_ && image_.InMemory(address, length, 0);
    const std::uint64_t dynamic = image_.dynamic_address();
    return address + length <= dynamic || address >= dynamic + image_.dynamic_length();
  }

  bool InWritableSegment(std::uint64_t address, std::uint64_t length) {
    // Nearly all lie in the segment of the one before.
    const auto holds = [&](const Elf64_Phdr& segment) {
      const std::uint64_t within = address - segment.p_vaddr;
      return address >= segment.p_vaddr && within <= segment.p_memsz && length <= segment.p_memsz - within;
    };
    if (last_ != nullptr && holds(*last_)) return true;
    for (const Elf64_Phdr& segment : image_.segments()) {
      if ((segment.p_flags & PF_W) == 0 || !holds(segment)) continue;
      last_ = &segment;
      return true;
    }
    return false;
  }

  const ElfImage& image_;
  const std::vector<ElfSymbol>& symbols_;
  const bool patches_code_;
  const bool has_thread_storage_;
  const Elf64_Phdr* last_ = nullptr;
  const char* failure_ = nullptr;
  RelocationFacts facts_;
};

/// The loader takes the first DT_RELACOUNT relocations for relative ones without looking.
Status CheckRelativeCount(const ElfImage& image) {
  const std::uint64_t claimed = image.Dynamic(DT_RELACOUNT).value_or(0);
  const std::uint64_t count = image.Dynamic(DT_RELASZ).value_or(0) / sizeof(Elf64_Rela);
  if (claimed > count) return Damaged("it says that it has more relocations than it has");
  if (!kRelocationKindsKnown) return {};
  const auto table = image.FileOffset(image.Dynamic(DT_RELA).value_or(0), claimed * sizeof(Elf64_Rela));
  for (std::uint64_t i = 0; i < claimed; ++i) {
    const auto relocation = table ? image.file().Read<Elf64_Rela>(*table + i * sizeof(Elf64_Rela)) : std::nullopt;
    const bool relative =
        relocation && KindOfRelocation(static_cast<std::uint32_t>(ELF64_R_TYPE(relocation->r_info))) == RelocationKind::kRelative;
    if (!relative) return Damaged("a relocation is not of the kind that its table says");
  }
  return {};
}

}  // namespace

Result<std::vector<RelocationTable>> RelocationTables(const ElfImage& image) {
  struct {
    std::int64_t address, size;
  } constexpr kTables[] = {{DT_RELA, DT_RELASZ}, {DT_JMPREL, DT_PLTRELSZ}};
  std::vector<RelocationTable> tables;
  for (const auto& [address, size] : kTables) {
    const std::uint64_t length = image.Dynamic(size).value_or(0);
    if (length == 0) continue;
    const auto offset = image.FileOffset(image.Dynamic(address).value_or(0), length);
    if (!offset || length % sizeof(Elf64_Rela) != 0) return Damaged("a table of its relocations lies outside the file");
    tables.push_back({*offset, length / sizeof(Elf64_Rela)});
  }
  return tables;
}

Result<RelocationFacts> CheckRelocations(const ElfImage& image, const std::vector<ElfSymbol>& symbols) {
  if (Status count = CheckRelativeCount(image); !count) return std::move(count).error();
  RelocationJudge judge(image, symbols);
  if (Status read = ForEachRelocation(image, [&](const Elf64_Rela& each) { judge.Judge(each); }); !read) {
    return std::move(read).error();
  }
  if (Status read = ForEachPackedRelocation(image, [&](std::uint64_t address) { judge.JudgePacked(address); }); !read) {
    return std::move(read).error();
  }
  return judge.Verdict();
}

}  // namespace hotswap
