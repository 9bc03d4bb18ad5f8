#include "core/loading/elf_image.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "core/loading/elf_symbol_table.h"
#include "core/loading/mapped_file.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

TEST(ElfImageTest, NeverTranslatesAnAddressThatIsNotWhollyInOneSegment) {
  const MappedFile file = MappedFile::Open(testing::FixtureOperator("constant")).value();
  const ElfImage image = ElfImage::Parse(file.bytes()).value();
  EXPECT_EQ(image.FileOffset(0, 4), 0u);
  EXPECT_EQ(image.FileOffset(0, file.bytes().size() + 1), std::nullopt);
  EXPECT_EQ(image.FileOffset(~0ull, 1), std::nullopt);
  EXPECT_EQ(image.FileOffset(1, ~0ull), std::nullopt);
  EXPECT_FALSE(image.IsCode(0));
  EXPECT_FALSE(image.IsCode(~0ull));
}

// A reader that is stricter than the dynamic loader would refuse good operators: everything installed here has to pass.
TEST(ElfImageTest, ReadsTheSharedLibrariesOfThisSystem) {
  std::size_t read = 0;
  std::error_code ignored;
  for (const char* directory : {"/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64"}) {
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
      if (!entry.is_regular_file() || entry.path().filename().string().find(".so") == std::string::npos) continue;
      const auto file = MappedFile::Open(entry.path());
      if (!file || !ByteView(file->bytes())
                        .StartsWith("\x7F"
                                    "ELF"))
        continue;
      ++read;
      const auto image = ElfImage::Parse(file->bytes());
      if (!image) {
        ADD_FAILURE() << entry.path() << " " << image.error().text;
        continue;
      }
      const auto symbols = ReadDynamicSymbols(*image);
      EXPECT_TRUE(symbols) << entry.path() << " " << symbols.error().text;
    }
  }
  EXPECT_GT(read, 50u) << "no libraries found to try";
}

}  // namespace
}  // namespace hotswap
