#include "core/engine/csv_row_parser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

namespace hotswap {
namespace {

using ::testing::HasSubstr;

constexpr const char* kFullHeader = "user_id,item_id,user_feature,item_feature,label,ts,slot";

CsvRowParser Parser(std::string_view header) { return CsvRowParser::FromHeader(header, {"score", "ctr"}).value(); }

TEST(CsvRowParserTest, ReadsColumnsByName) {
  const CsvRow row = Parser("slot,item_feature,extra,user_id,user_feature,item_id").Parse("ctr,0.25,anything,-7,1e-3,9").value();
  EXPECT_EQ(row.feature.user_id, -7);
  EXPECT_EQ(row.feature.item_id, 9);
  EXPECT_EQ(row.feature.user_feature, 1e-3);
  EXPECT_EQ(row.feature.item_feature, 0.25);
  EXPECT_EQ(row.slot, 1);
}

TEST(CsvRowParserTest, AcceptsQuotedAndPaddedFields) {
  const CsvRow row = Parser(R"("user_id", "item_id","user_feature",item_feature)").Parse("1, \"2\" ,\t0.5,\"0.75\"").value();
  EXPECT_EQ(row.feature.item_id, 2);
  EXPECT_EQ(row.feature.item_feature, 0.75);
}

TEST(CsvRowParserTest, KnowsWhetherRequestsNameASlot) {
  EXPECT_TRUE(Parser(kFullHeader).HasSlots());
  EXPECT_FALSE(Parser("user_id,item_id,user_feature,item_feature").HasSlots());
}

TEST(CsvRowParserTest, KeepsTheLabel) {
  const CsvRowParser parser = Parser(kFullHeader);
  EXPECT_TRUE(parser.HasLabels());
  EXPECT_EQ(parser.Parse("1,2,0.1,0.2,0.75,5,score").value().label, 0.75F);
  EXPECT_TRUE(std::isnan(parser.Parse("1,2,0.1,0.2,,5,score").value().label)) << "an empty one is not known";
  const CsvRowParser without = Parser("user_id,item_id,user_feature,item_feature");
  EXPECT_FALSE(without.HasLabels());
  EXPECT_TRUE(std::isnan(without.Parse("1,2,0.1,0.2").value().label));
}

TEST(CsvRowParserTest, NamesTheColumnsThatAHeaderLacks) {
  const auto parser = CsvRowParser::FromHeader("user_id,User_Feature,label", {});
  ASSERT_FALSE(parser.ok());
  EXPECT_EQ(parser.error().code, Errc::kParse);
  EXPECT_THAT(parser.error().text, HasSubstr("lacks item_id, user_feature, item_feature"));
}

TEST(CsvRowParserTest, RefusesAColumnThatIsThereTwice) {
  const auto parser = CsvRowParser::FromHeader("user_id,item_id,user_feature,item_feature,user_id", {});
  EXPECT_THAT(parser.error().text, HasSubstr("user_id is there twice"));
}

TEST(CsvRowParserTest, RefusesMoreSlotsThanABlockCanName) {
  EXPECT_EQ(CsvRowParser::FromHeader(kFullHeader, std::vector<std::string>(257, "s")).error().code, Errc::kInvalidArgument);
}

struct BadRow {
  const char* line;
  const char* told;
};

TEST(CsvRowParserTest, TellsColumnAndValueOfABadRow) {
  const CsvRowParser parser = Parser(kFullHeader);
  for (const BadRow& bad :
       {BadRow{"x,2,0.1,0.2,1,5,score", "user_id is \"x\", not a whole number of 32 bits"},
        BadRow{"1.5,2,0.1,0.2,1,5,score", "user_id is \"1.5\""},
        BadRow{"3000000000,2,0.1,0.2,1,5,score", "user_id is \"3000000000\""}, BadRow{"1,,0.1,0.2,1,5,score", "item_id is \"\""},
        BadRow{"1,2,nan,0.2,1,5,score", "user_feature is \"nan\", not a finite number"},
        BadRow{"1,2,0.1,-inf,1,5,score", "item_feature is \"-inf\", not a finite number"},
        BadRow{"1,2,1e999,0.2,1,5,score", "user_feature is \"1e999\""},
        BadRow{"1,2,0.1,0.2x,1,5,score", "item_feature is \"0.2x\""},
        BadRow{"1,2,0.1,0.2,2,5,score", "label is \"2\", not a number from 0 to 1"},
        BadRow{"1,2,0.1,0.2,-0.1,5,score", "label is \"-0.1\""}, BadRow{"1,2,0.1,0.2,nan,5,score", "label is \"nan\""},
        BadRow{"1,2,0.1,0.2,1,5.5,score", "ts is \"5.5\", not a whole number of 64 bits"},
        BadRow{"1,2,0.1,0.2,1,5,ranking", "slot is \"ranking\", not the name of a slot"},
        BadRow{"1,2,0.1,0.2,1,5", "6 fields, but the header has 7"}, BadRow{"1", "1 fields, but the header has 7"},
        BadRow{"1,2,0.1,0.2,1,5,score,", "more fields than the 7 of the header"},
        BadRow{"\x01\x02,2,0.1,0.2,1,5,score", "user_id is \"??\""}}) {
    const auto row = parser.Parse(bad.line);
    ASSERT_FALSE(row.ok()) << bad.line;
    EXPECT_THAT(row.error().text, HasSubstr(bad.told));
  }
}

TEST(CsvRowParserTest, AcceptsLabelsBetweenZeroAndOne) {
  for (const char* label : {"0", "1", "0.5", "1.0"}) {
    EXPECT_TRUE(Parser(kFullHeader).Parse(std::string("1,2,0.1,0.2,") + label + ",5,score").ok()) << label;
  }
}

TEST(CsvRowParserTest, TakesAnEmptySlotForTheFirst) {
  for (const char* line : {"1,2,0.1,0.2,1,5,", "1,2,0.1,0.2,1,5,\"\"", "1,2,0.1,0.2,1,5, "}) {
    const auto row = Parser(kFullHeader).Parse(line);
    ASSERT_TRUE(row.ok()) << line << ": " << row.error().text;
    EXPECT_EQ(row->slot, 0);
  }
}

TEST(CsvRowParserTest, AnswersARequestWhoseLabelOrTimeIsNotKnown) {
  for (const char* line : {"1,2,0.1,0.2,,5,ctr", "1,2,0.1,0.2,1,,ctr", "1,2,0.1,0.2,,,ctr", "1,2,0.1,0.2,\"\", ,ctr"}) {
    const auto row = Parser(kFullHeader).Parse(line);
    ASSERT_TRUE(row.ok()) << line << ": " << row.error().text;
    EXPECT_EQ(row->slot, 1);
  }
}

TEST(CsvRowParserTest, CutsALongValueInItsError) {
  const auto row = Parser(kFullHeader).Parse(std::string(60'000, 'x') + ",2,0.1,0.2,1,5,score");
  EXPECT_LT(row.error().text.size(), 120U);
}

}  // namespace
}  // namespace hotswap
