#include "core/engine/open_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scoped_environment.h"
#include "tests/support/temporary_directory.h"

namespace hotswap {
namespace {

using ::testing::HasSubstr;

SourceSpec Spec(std::string kind, std::filesystem::path file = {}) {
  return {.kind = std::move(kind), .file = std::move(file), .loop = false};
}

TEST(OpenSourceTest, OpensWhatTheSpecNames) {
  const TemporaryDirectory directory;
  const auto file = directory.Write("a.csv", "user_id,item_id,user_feature,item_feature\n1,2,3,4\n");
  EXPECT_EQ((*OpenSource(Spec("synthetic"), {"score"}))->Name(), "synthetic");
  EXPECT_EQ((*OpenSource(Spec("csv", file), {"score"}))->Name(), file.string());
}

TEST(OpenSourceTest, SaysHowToFetchTheMovieLensRatings) {
  const TemporaryDirectory cache;
  const ScopedEnvironment environment("XDG_CACHE_HOME", cache.Path().string());
  const auto source = OpenSource(Spec("movielens"), {"score"});
  ASSERT_FALSE(source.ok());
  EXPECT_EQ(source.error().code, Errc::kUnavailable);
  EXPECT_EQ(source.error().text, "MovieLens ratings are not here yet (" +
                                     (cache.Path() / "hotswap-monitor/movielens.csv").string() + "): run ./build.sh data");
}

TEST(OpenSourceTest, OpensTheMovieLensRatingsOnceTheyAreThere) {
  const TemporaryDirectory cache;
  const ScopedEnvironment environment("XDG_CACHE_HOME", cache.Path().string());
  cache.Write("hotswap-monitor/movielens.csv", "user_id,item_id,user_feature,item_feature,label,ts\n1,2,3,4,1,5\n");
  EXPECT_TRUE(OpenSource(Spec("movielens"), {"score"}).ok());
}

TEST(OpenSourceTest, RefusesAnUnknownKindAndABadFile) {
  EXPECT_THAT(OpenSource(Spec("kafka"), {}).error().text, HasSubstr("use synthetic, csv or movielens"));
  EXPECT_EQ(OpenSource(Spec("csv", "/nowhere.csv"), {}).error().code, Errc::kNotFound);
}

}  // namespace
}  // namespace hotswap
