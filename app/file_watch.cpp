#include "app/file_watch.h"

#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include "core/loading/operator_store.h"
#include "core/loading/sha256.h"
#include "core/loading/source_file.h"

namespace hotswap {
namespace {

/// As the gates will read it: what they refuse to open is refused with the same words.
Result<std::string> DigestOf(const std::filesystem::path& file) {
  auto source = SourceFile::Open(file, OperatorStore::kDefaultMaxBytes);
  if (!source.ok()) return std::move(source).error();
  Sha256 hash;
  const Status read = source->ReadToEnd([&hash](std::span<const std::byte> piece) {
    hash.Update(piece);
    return Status();
  });
  if (!read.ok()) return read.error();
  if (const Status same = source->CheckUnchanged(); !same.ok()) return same.error();
  return hash.HexDigest();
}

}  // namespace

std::unique_ptr<FileWatcher> MakeWatcher() {
  return std::make_unique<FileWatcher>(FileWatcher::Parts{.digest = &DigestOf, .limits = {}});
}

}  // namespace hotswap
