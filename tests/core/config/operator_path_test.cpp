#include "core/config/operator_path.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

class ResolveOperatorTest : public ::testing::Test {
 protected:
  std::filesystem::path Resolve(const std::filesystem::path& name) {
    return ResolveOperator(name, directory_.Path() / "scenarios", directory_.Path() / "plugins");
  }

  TemporaryDirectory directory_;
};

TEST_F(ResolveOperatorTest, LooksBesideFirst) {
  const auto beside = directory_.Write("scenarios/a.so", "");
  directory_.Write("plugins/a.so", "");
  EXPECT_EQ(Resolve("a.so"), beside);
}

TEST_F(ResolveOperatorTest, LooksIntoThePluginDirectoryNext) {
  const auto shipped = directory_.Write("plugins/a.so", "");
  EXPECT_EQ(Resolve("a.so"), shipped);
}

TEST_F(ResolveOperatorTest, StaysBesideWhenThereIsNone) { EXPECT_EQ(Resolve("../a.so"), directory_.Path() / "a.so"); }

TEST_F(ResolveOperatorTest, LeavesAnAbsoluteNameAlone) {
  directory_.Write("plugins/a.so", "");
  EXPECT_EQ(Resolve("/nowhere/a.so"), "/nowhere/a.so");
}

}  // namespace
}  // namespace hotswap
