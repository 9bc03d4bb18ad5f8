#include "core/loading/seal.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/loading/incoming_file.h"
#include "core/loading/sha256.h"
#include "core/loading/whole_file.h"

namespace hotswap {
namespace {

Error NoNote() {
  return {Errc::kUnverified,
          "cannot be sealed: it has no ABI note to hold the seal; use HOTSWAP_OPERATOR of core/abi/operator_module.h"};
}

/// `bytes` with a note that says it is sealed.
Status WriteSeal(std::vector<std::byte>& bytes, const AbiNote& note) {
  constexpr std::uint64_t kSealed[2] = {HOTSWAP_SEALED_1, HOTSWAP_SEALED_2};
  std::memcpy(bytes.data() + note.seal_offset(), kSealed, sizeof(kSealed));
  const auto digest = ComputeSeal(bytes, note);
  if (!digest) return digest.error();
  std::memcpy(bytes.data() + note.digest_offset(), digest->data(), digest->size());
  return {};
}

/// Gives `bytes` the name `file`, with the mode that the file has.
Status Replace(const std::filesystem::path& file, std::span<const std::byte> bytes) {
  struct stat status {};
  if (stat(file.c_str(), &status) != 0) return SystemError(file.string(), errno);
  // The directory alone decides whether a file may be replaced; a file that says "read only" is meant so.
  if (access(file.c_str(), W_OK) != 0) return SystemError(file.string(), errno);
  auto incoming = IncomingFile::Create(file.parent_path());
  if (!incoming) return std::move(incoming).error();
  if (Status written = incoming->Append(bytes); !written) return written;
  if (auto sealed = incoming->Seal(status.st_mode & 07777); !sealed) return std::move(sealed).error();
  return incoming->PublishAs(file);
}

}  // namespace

Result<std::array<std::byte, 32>> ComputeSeal(std::span<const std::byte> file, const AbiNote& note) {
  constexpr std::array<std::byte, sizeof(HotswapNoteDescription::digest)> kZeros{};
  Sha256 digest;
  digest.Update(file.first(note.digest_offset()));
  digest.Update(kZeros);
  digest.Update(file.subspan(note.digest_offset() + kZeros.size()));
  return digest.Digest();
}

Status CheckSeal(std::span<const std::byte> file, const AbiNote& note) {
  const auto computed = ComputeSeal(file, note);
  if (!computed) return computed.error();
  if (std::memcmp(computed->data(), note.description.digest, computed->size()) == 0) return {};
  return Error{
      Errc::kDigestMismatch,
      "was changed or damaged after it was sealed: its bytes do not have the SHA-256 in its ABI note; copy it again from "
      "its source, or seal it again (hotswap seal) if you changed it"};
}

Result<SealOutcome> SealFile(const std::filesystem::path& file) {
  const auto named = [&](const Error& error) { return Error{error.code, file.string() + ": " + error.text}; };
  std::error_code unresolved;
  const std::filesystem::path target = std::filesystem::canonical(file, unresolved);
  auto read = ReadWholeFile(file);
  if (!read) return std::move(read).error();
  if (unresolved) return SystemError(file.string(), unresolved.value());
  std::vector<std::byte>& bytes = read->bytes;
  const ByteView view{bytes};
  auto note = ReadAbiNote(view, ReadElfNotes(view));
  if (!note) return named(note.error());
  if (!*note) return named(NoNote());
  if ((*note)->sealed && CheckSeal(bytes, **note)) return SealOutcome::kSealedBefore;
  if (Status sealed = WriteSeal(bytes, **note); !sealed) return named(sealed.error());
  if (Status replaced = Replace(target, bytes); !replaced) {
    return Error{replaced.error().code, file.string() + ": cannot be sealed: " + replaced.error().text +
                                            "; this user must be able to write it, and its folder must take a sealed copy"};
  }
  return SealOutcome::kSealed;
}

}  // namespace hotswap
