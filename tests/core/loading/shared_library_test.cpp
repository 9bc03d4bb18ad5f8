#include "core/loading/shared_library.h"

#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/loading/process_resources.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap {
namespace {

using testing::FixtureOperator;
using ::testing::HasSubstr;
using testing::MappingsOf;
using testing::OpenDescriptors;

TEST(SharedLibraryTest, IsMappedExactlyAsLongAsItIsOpen) {
  const auto file = FixtureOperator("constant");
  EXPECT_FALSE(SharedLibrary::IsMapped(file));
  {
    const SharedLibrary library = SharedLibrary::Open(file).value();
    EXPECT_TRUE(SharedLibrary::IsMapped(file));
    EXPECT_GT(MappingsOf(file), 0u);
    EXPECT_NE(library.Symbol("create_operator"), nullptr);
    EXPECT_EQ(library.Symbol("no_such_function"), nullptr);
  }
  EXPECT_FALSE(SharedLibrary::IsMapped(file));
  EXPECT_EQ(MappingsOf(file), 0u);
}

TEST(SharedLibraryTest, AskingWhetherItIsMappedDoesNotKeepItMapped) {
  const auto file = FixtureOperator("constant");
  {
    const SharedLibrary library = SharedLibrary::Open(file).value();
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(SharedLibrary::IsMapped(file));
  }
  EXPECT_FALSE(SharedLibrary::IsMapped(file));
}

TEST(SharedLibraryTest, KeepsItsSymbolsFromOtherCode) {
  const SharedLibrary library = SharedLibrary::Open(FixtureOperator("constant")).value();
  EXPECT_EQ(dlsym(RTLD_DEFAULT, "create_operator"), nullptr);
}

TEST(SharedLibraryTest, TellsTheReasonOfTheLoaderAndLeavesNothingOpen) {
  const std::size_t descriptors = OpenDescriptors();
  const auto file = FixtureOperator("undefined_symbol");
  const auto library = SharedLibrary::Open(file);
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().code, Errc::kLoadFailed);
  EXPECT_THAT(library.error().text, HasSubstr("nobody_has_this"));
  EXPECT_FALSE(SharedLibrary::IsMapped(file));
  EXPECT_EQ(OpenDescriptors(), descriptors);
}

}  // namespace
}  // namespace hotswap
