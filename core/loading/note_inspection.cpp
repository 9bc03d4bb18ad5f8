#include "core/loading/note_inspection.h"

#include <optional>
#include <string>

#include "core/loading/abi_note.h"
#include "core/loading/elf_header.h"
#include "core/loading/elf_sections.h"
#include "core/loading/seal.h"

namespace hotswap {
namespace {

Error NoNote() {
  return {
      Errc::kUnverified,
      "has no ABI note (base ABI, unverified): whether it was built for this program's interface shows only when it runs; use "
      "HOTSWAP_OPERATOR of core/abi/operator_module.h"};
}

Error NotSealed() {
  return {Errc::kUnverified,
          "is not sealed: a damaged copy of it could not be told from the original; run `hotswap seal` on it after linking"};
}

void JudgeSeal(std::span<const std::byte> bytes, const AbiNote& note, const InspectionPolicy& policy, FindingList& findings) {
  if (!note.sealed) return findings.Doubt("seal", policy.strict, NotSealed());
  findings.Add("seal", CheckSeal(bytes, note), "has the bytes that were sealed");
}

std::string VersionText(const AbiNote& note) {
  std::string text = "was built for ABI " + std::to_string(note.description.abi_major) + "." +
                     std::to_string(note.description.abi_minor) + " and this program's layout";
  if (note.description.abi_minor > HOTSWAP_ABI_MINOR) text += "; what is newer in it stays unused";
  return text;
}

/// What is no library for this machine at all, or is cut off, is G2's to name, in better words than "another digest". Whatever
/// this says yes to, G2 refuses: it asks the same two questions first.
bool IsForeignOrCutOff(const ByteView& file) {
  const auto header = ReadElfHeader(file);
  return !header || EndsBeforeSectionTable(file, *header);
}

}  // namespace

std::optional<OperatorIdentity> JudgeNote(std::span<const std::byte> bytes, const std::vector<ElfNote>& notes,
                                          const InspectionPolicy& policy, FindingList& findings) {
  const ByteView file(bytes);
  if (IsForeignOrCutOff(file)) return std::nullopt;
  const auto note = ReadAbiNote(file, notes);
  if (!note) {
    findings.Refuse("abi_note", note.error());
    return std::nullopt;
  }
  if (!*note) {
    findings.Doubt("abi_note", policy.strict, NoNote());
    return std::nullopt;
  }
  findings.Pass("abi_note", "carries a whole ABI note");
  JudgeSeal(bytes, **note, policy, findings);
  // What a damaged note says is worth nothing.
  if (findings.refused() && (*note)->sealed) return std::nullopt;
  findings.Add("abi", CompareAbi((*note)->description), VersionText(**note));
  return IdentityOf(**note);
}

}  // namespace hotswap
