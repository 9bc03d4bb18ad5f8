#include "core/loading/library_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <string>

#include "core/loading/loader_cache.h"
#include "core/loading/mapped_libraries.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/support/scoped_environment.h"

namespace hotswap {
namespace {

using testing::ScratchDirectory;

TEST(LibrarySearchTest, SearchesTheLibrarysOwnDirectoriesFirst) {
  const ScratchDirectory first, second;
  second.Write("libx.so.1", "x");
  const std::string both = first.path().string() + ":" + second.path().string();
  EXPECT_EQ(FindNeededLibrary("libx.so.1", both), second / "libx.so.1");
  EXPECT_EQ(FindNeededLibrary("libx.so.1", "$ORIGIN:" + both), second / "libx.so.1");
  EXPECT_EQ(FindNeededLibrary("libx.so.1", ""), "");
}

TEST(LibrarySearchTest, SearchesTheEnvironmentsDirectories) {
  const ScratchDirectory scratch;
  scratch.Write("libx.so.1", "x");
  const ScopedEnvironment path("LD_LIBRARY_PATH", "/nowhere:" + scratch.path().string());
  EXPECT_EQ(FindNeededLibrary("libx.so.1", ""), scratch / "libx.so.1");
}

TEST(LibrarySearchTest, FindsWhatTheSystemHas) { EXPECT_NE(FindNeededLibrary("libc.so.6", ""), ""); }

/// A cache as ldconfig writes it, with one library for this processor.
std::string Cache(std::int32_t flags, std::uint32_t name_offset, std::uint32_t count = 1) {
  std::string bytes = "glibc-ld.so.cache1.1";
  bytes.resize(48 + 24);
  std::memcpy(bytes.data() + 20, &count, sizeof(count));
  const std::uint32_t path_offset = static_cast<std::uint32_t>(bytes.size()) + 10;
  std::memcpy(bytes.data() + 48, &flags, sizeof(flags));
  std::memcpy(bytes.data() + 52, &name_offset, sizeof(name_offset));
  std::memcpy(bytes.data() + 56, &path_offset, sizeof(path_offset));
  return bytes + std::string("libx.so.1\0/opt/libx.so.1\0", 25);
}

#if defined(__x86_64__)
TEST(LoaderCacheTest, FindsALibraryOfThisProcessor) {
  const ScratchDirectory scratch;
  EXPECT_EQ(FindInLoaderCache(scratch.Write("cache", Cache(0x0303, 72)), "libx.so.1"), "/opt/libx.so.1");
  EXPECT_EQ(FindInLoaderCache(scratch.Write("cache", Cache(0x0803, 72)), "libx.so.1"), "") << "a 32-bit one";
  EXPECT_EQ(FindInLoaderCache(scratch.Write("cache", Cache(0x0303, 72)), "liby.so.1"), "");
}
#endif

TEST(LoaderCacheTest, SurvivesACacheOfAnyBytes) {
  const ScratchDirectory scratch;
  EXPECT_EQ(FindInLoaderCache(scratch / "nothing", "libx.so.1"), "");
  EXPECT_EQ(FindInLoaderCache(scratch.Write("cache", "text"), "libx.so.1"), "");
  EXPECT_EQ(FindInLoaderCache(scratch.Write("cache", Cache(0x0303, 0xFFFF'FFFF, 0xFFFF'FFFF)), "libx.so.1"), "");
  EXPECT_EQ(FindInLoaderCache(scratch.Write("cache", Cache(0x0303, 72).substr(0, 50)), "libx.so.1"), "");
}

TEST(MappedLibrariesTest, NamesTheCLibraryOfThisProcess) {
  const auto libraries = MappedLibraries();
  const auto is_libc = [](const MappedLibrary& library) { return library.soname == "libc.so.6" && library.file.is_absolute(); };
  EXPECT_TRUE(std::ranges::any_of(libraries, is_libc));
}

}  // namespace
}  // namespace hotswap
