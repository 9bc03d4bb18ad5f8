#include "core/watch/link_chain.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

class LinkChainTest : public ::testing::Test {
 protected:
  /// The names on the way to NAME, below the temporary directory.
  std::vector<std::string> NamesOf(const std::string& name) const {
    const auto chain = FollowLinks(root_ / name);
    EXPECT_TRUE(chain.ok());
    std::vector<std::string> names;
    for (const auto& one : chain->names) names.push_back(fs::path(one.folder / one.name).lexically_relative(root_).string());
    return names;
  }

  TemporaryDirectory directory_;
  const fs::path root_ = fs::canonical(directory_.Path());
};

using Names = std::vector<std::string>;

TEST_F(LinkChainTest, APlainFileIsOneName) {
  directory_.Write("a/op.so", "x");
  EXPECT_EQ(NamesOf("a/op.so"), Names{"a/op.so"});
  EXPECT_EQ(FollowLinks(root_ / "a/op.so")->target, root_ / "a/op.so");
}

TEST_F(LinkChainTest, ALinkAndItsTargetAreBothNames) {
  directory_.Write("v1/op.so", "x");
  fs::create_symlink("v1/op.so", root_ / "op.so");
  EXPECT_EQ(NamesOf("op.so"), (Names{"op.so", "v1/op.so"}));
}

TEST_F(LinkChainTest, ALinkInTheMiddleIsAName) {
  directory_.Write("releases/1/op.so", "x");
  fs::create_directory_symlink("releases/1", root_ / "current");
  fs::create_symlink("current/op.so", root_ / "op.so");
  EXPECT_EQ(NamesOf("op.so"), (Names{"op.so", "current", "releases/1/op.so"}));
  EXPECT_EQ(FollowLinks(root_ / "op.so")->target, root_ / "releases/1/op.so");
}

TEST_F(LinkChainTest, ALinkUpwardsAndAnAbsoluteOneAreFollowed) {
  directory_.Write("lib/op.so", "x");
  fs::create_directory(root_ / "deep");
  fs::create_symlink("../lib/./op.so", root_ / "deep/up.so");
  fs::create_symlink(root_ / "deep/up.so", root_ / "absolute.so");
  EXPECT_EQ(NamesOf("absolute.so"), (Names{"absolute.so", "deep/up.so", "lib/op.so"}));
}

TEST_F(LinkChainTest, WhatIsNotThereIsTheEnd) {
  EXPECT_EQ(NamesOf("no/such/op.so"), Names{"no/such/op.so"});
  fs::create_symlink("gone.so", root_ / "dangling.so");
  EXPECT_EQ(NamesOf("dangling.so"), (Names{"dangling.so", "gone.so"}));
}

TEST_F(LinkChainTest, ACircleIsAnErrorThatNamesThePath) {
  fs::create_symlink("b.so", root_ / "a.so");
  fs::create_symlink("a.so", root_ / "b.so");
  const auto chain = FollowLinks(root_ / "a.so");
  ASSERT_FALSE(chain.ok());
  EXPECT_NE(chain.error().text.find("a.so: leads through more than 40 symbolic links"), std::string::npos);
}

TEST_F(LinkChainTest, FortyLinksAreFollowed) {
  directory_.Write("0.so", "x");
  for (int i = 1; i <= 40; ++i) fs::create_symlink(std::to_string(i - 1) + ".so", root_ / (std::to_string(i) + ".so"));
  EXPECT_EQ(NamesOf("40.so").size(), 41U);
  fs::create_symlink("40.so", root_ / "41.so");
  EXPECT_FALSE(FollowLinks(root_ / "41.so").ok());
}

}  // namespace
}  // namespace hotswap
