#include "core/loading/operator_store.h"

#include <chrono>
#include <cstdlib>
#include <memory>
#include <span>
#include <system_error>
#include <utility>

#include "core/loading/incoming_file.h"
#include "core/loading/sealed_memory.h"
#include "core/loading/sha256.h"
#include "core/loading/source_file.h"
#include "core/loading/store_cleaning.h"
#include "core/loading/store_entry.h"

namespace hotswap {
namespace {

/// What could not be done while `file` was copied into the store: a full disk, mostly.
Error CannotBeCopied(const std::filesystem::path& file, const Error& cause) {
  return {cause.code, file.string() + ": cannot be copied into the operator store: " + cause.text +
                          "; check space, permissions and limits (ulimit -f), or choose another with --store"};
}

}  // namespace

std::filesystem::path OperatorStore::DefaultDirectory() {
  // A relative value is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && data[0] == '/') return std::filesystem::path(data) / "hotswap" / "store";
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/') return std::filesystem::path(home) / ".local" / "share" / "hotswap" / "store";
  return {};
}

Result<OperatorStore> OperatorStore::Open(const std::filesystem::path& directory, std::uint64_t max_bytes) {
  auto opened = StoreDirectory::OpenOrMake(directory);
  if (!opened) return std::move(opened).error();
  RemoveAbandonedImports(*opened);
  return OperatorStore(std::move(opened).value(), max_bytes);
}

Result<StagedLibrary> OperatorStore::Stage(const std::filesystem::path& file) const {
  auto source = SourceFile::Open(file, max_bytes_);
  if (!source) return std::move(source).error();
  auto incoming = IncomingFile::Create(directory_.IncomingPath());
  if (!incoming) return CannotBeCopied(file, incoming.error());

  StagedLibrary library;
  library.original = file;
  Sha256 digest;
  Status copied = source->ReadToEnd([&](std::span<const std::byte> piece) -> Status {
    library.size += piece.size();
    digest.Update(piece);
    if (Status appended = incoming->Append(piece); !appended) return CannotBeCopied(file, appended.error());
    return {};
  });
  if (copied) copied = source->CheckUnchanged();
  if (!copied) return std::move(copied).error();
  auto sha256 = digest.HexDigest();
  if (!sha256) return CannotBeCopied(file, sha256.error());
  library.sha256 = std::move(sha256).value();

  if (auto entry = OpenVerified(directory_.EntryPath(library.sha256), library.sha256, max_bytes_)) {
    library.staged = directory_.EntryPath(library.sha256);
    library.descriptor = std::move(*entry).TakeDescriptor();
  } else {
    auto sealed = incoming->Seal();
    if (!sealed) return CannotBeCopied(file, sealed.error());
    library.staged = incoming->path();
    library.descriptor = std::move(sealed).value();
    library.copy = std::move(incoming).value();
  }
  if (Status loadable = MakeLoadable(library); !loadable) return std::move(loadable).error();
  return library;
}

Status OperatorStore::MakeLoadable(StagedLibrary& library) const {
  library.loadable = library.staged;
  if (directory_.executable()) return {};
  auto memory = SealedMemory::CopyOf(library.descriptor, library.sha256);
  if (!memory) return Error{memory.error().code, library.original.string() + ": its copy " + memory.error().text};
  library.loadable = memory->path();
  library.descriptor = std::move(*memory).TakeDescriptor();
  return {};
}

Result<StoredLibrary> OperatorStore::Accept(StagedLibrary staged) const {
  StoredLibrary library{
      .sha256 = std::move(staged.sha256), .original = std::move(staged.original), .stored = {}, .size = staged.size};
  library.stored = directory_.EntryPath(library.sha256);
  // Another process, or this one, may have accepted the same bytes meanwhile.
  if (!staged.copy || OpenVerified(library.stored, library.sha256, max_bytes_)) return library;
  if (Status published = staged.copy->PublishAs(library.stored); !published) {
    return CannotBeCopied(library.original, published.error());
  }
  return library;
}

void OperatorStore::Forget(const StoredLibrary& library) const {
  std::error_code ignored;  // an entry that cannot be removed is one more of vetted bytes
  std::filesystem::remove(directory_.EntryPath(library.sha256), ignored);
}

Result<StoredLibrary> OperatorStore::Import(const std::filesystem::path& file) const {
  auto staged = Stage(file);
  if (!staged) return std::move(staged).error();
  return Accept(std::move(staged).value());
}

Result<StoredLibrary> OperatorStore::Verified(const StoredLibrary& library) const {
  const auto failed = [&](const Error& error) {
    const std::string subject = library.original.string() + ": its copy in the store, " + library.stored.string() + ", ";
    return Error{error.code, subject + error.text + "; load the file again"};
  };
  auto entry = OpenVerified(library.stored, library.sha256, max_bytes_);
  if (!entry) return failed(entry.error());
  entry->NoteUse();
  StoredLibrary verified = library;
  if (directory_.executable()) return verified;
  auto memory = SealedMemory::CopyOf(std::move(*entry).TakeDescriptor(), library.sha256);
  if (!memory) return failed(memory.error());
  verified.memory = std::make_shared<const SealedMemory>(std::move(memory).value());
  return verified;
}

std::optional<Finding> OperatorStore::Limitation() const {
  if (directory_.executable()) return std::nullopt;
  return Finding{.gate = "G0",
                 .check = "noexec",
                 .level = FindingLevel::kWarning,
                 .code = std::string(ErrcName(Errc::kPermissionDenied)),
                 .text = "is loaded from sealed memory, where gdb cannot read it, since the operator store " +
                         directory().string() + " is on a file system mounted noexec; choose another with --store"};
}

}  // namespace hotswap
