#include "core/config/source_spec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace hotswap {
namespace {

using ::testing::HasSubstr;

TEST(ParseSourceTest, ReadsTheThreeForms) {
  EXPECT_EQ(ParseSource("synthetic")->kind, "synthetic");
  EXPECT_EQ(ParseSource("movielens")->kind, "movielens");
  const auto csv = ParseSource("csv:dir/a:b.csv").value();
  EXPECT_EQ(csv.kind, "csv");
  EXPECT_EQ(csv.file, "dir/a:b.csv");
  EXPECT_FALSE(csv.loop);
}

TEST(ParseSourceTest, RefusesEverythingElseAndShowsTheForms) {
  for (const char* text : {"", "csv", "csv:", "Synthetic", "synthetic:", "file.csv"}) {
    const auto source = ParseSource(text);
    ASSERT_FALSE(source.ok()) << text;
    EXPECT_EQ(source.error().code, Errc::kInvalidArgument);
    EXPECT_THAT(source.error().text,
                HasSubstr("\"" + std::string(text) + "\" is no source; write synthetic, csv:FILE or movielens"));
  }
}

}  // namespace
}  // namespace hotswap
