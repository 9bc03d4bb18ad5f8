#include "core/config/size_text.h"

#include <gtest/gtest.h>

namespace hotswap {
namespace {

TEST(ParseSizeTest, ReadsANumberAndAUnit) {
  EXPECT_EQ(ParseSize("1B").value(), 1U);
  EXPECT_EQ(ParseSize("512KiB").value(), 524'288U);
  EXPECT_EQ(ParseSize("64 MiB").value(), 67'108'864U);
  EXPECT_EQ(ParseSize("1024GiB").value(), std::uint64_t{1} << 40);
}

TEST(ParseSizeTest, QuotesWhatItDoesNotTake) {
  for (const char* text :
       {"", "64", "64MB", "-1MiB", "1.5MiB", "0MiB", "1025GiB", "99999999999999999999B", "MiB", "64  MiB", "64MiBs"}) {
    const auto size = ParseSize(text);
    ASSERT_FALSE(size.ok()) << text;
    EXPECT_TRUE(size.error().text.starts_with("\"" + std::string(text) + "\"")) << size.error().text;
  }
}

}  // namespace
}  // namespace hotswap
