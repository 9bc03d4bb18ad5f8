#include "core/loading/whole_file.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/loading/operator_store.h"
#include "core/loading/source_file.h"

namespace hotswap {

Result<WholeFile> ReadWholeFile(const std::filesystem::path& file) {
  constexpr std::size_t kChunkBytes = 256 << 10;
  auto source = SourceFile::Open(file, OperatorStore::kDefaultMaxBytes);
  if (!source) return std::move(source).error();
  std::vector<std::byte> bytes;
  for (std::size_t filled = 0;;) {
    // A byte more than the file has, so that the last read sees its end.
    bytes.resize(std::max(filled + kChunkBytes, static_cast<std::size_t>(source->size()) + 1));
    const auto count = source->Read(std::span(bytes).subspan(filled));
    if (!count) return count.error();
    if (*count == 0) {
      bytes.resize(filled);
      break;
    }
    filled += *count;
  }
  if (Status unchanged = source->CheckUnchanged(); !unchanged) return std::move(unchanged).error();
  return WholeFile{std::move(bytes), source->status()};
}

}  // namespace hotswap
