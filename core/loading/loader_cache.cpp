#include "core/loading/loader_cache.h"

#include <cstdint>
#include <optional>

#include "core/loading/byte_view.h"
#include "core/loading/mapped_file.h"

namespace hotswap {
namespace {

// Source: glibc, sysdeps/generic/dl-cache.h (struct cache_file_new, struct file_entry_new).
constexpr std::string_view kMagic = "glibc-ld.so.cache1.1";
struct Header {
  char magic[20];
  std::uint32_t libraries;
  std::uint32_t strings_length;
  std::uint8_t flags;
  std::uint8_t padding[3];
  std::uint32_t extension_offset;
  std::uint32_t unused[3];
};
struct Entry {
  std::int32_t flags;
  std::uint32_t name;  // Places of strings, from the start of the file.
  std::uint32_t path;
  std::uint32_t os_version;
  std::uint64_t hardware;
};
static_assert(sizeof(Header) == 48 && sizeof(Entry) == 24);

#if defined(__x86_64__)
constexpr std::int32_t kFlags = 0x0303;  // FLAG_ELF_LIBC6 | FLAG_X8664_LIB64
#elif defined(__aarch64__)
constexpr std::int32_t kFlags = 0x0A03;  // FLAG_ELF_LIBC6 | FLAG_AARCH64_LIB64
#else
constexpr std::int32_t kFlags = -1;  // Of no entry: this processor's are not known here.
#endif

}  // namespace

std::filesystem::path FindInLoaderCache(const std::filesystem::path& cache, std::string_view name) {
  // ldconfig replaces it by rename: what is mapped is never shortened.
  const auto mapped = MappedFile::Open(cache);
  if (!mapped) return {};
  const ByteView file(mapped->bytes());
  const auto header = file.Read<Header>(0);
  if (!header || !file.StartsWith(kMagic)) return {};
  for (std::uint64_t i = 0; i < header->libraries; ++i) {
    const auto entry = file.Read<Entry>(sizeof(Header) + i * sizeof(Entry));
    if (!entry) break;
    if (entry->flags != kFlags || file.Text(entry->name, file.size()) != name) continue;
    if (const auto path = file.Text(entry->path, file.size())) return *path;
  }
  return {};
}

}  // namespace hotswap
