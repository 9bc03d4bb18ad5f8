#include "ui/panels/table_state.h"

#include <gtest/gtest.h>

namespace hotswap::ui {
namespace {

TEST(TableStateTest, ComesBackFromItsText) {
  const TableState sorted{.columns = 10, .sorted_by = 8, .descending = true, .hidden = {3, 5}};
  EXPECT_EQ(toText(sorted), "columns=10 sort=8 order=descending hidden=3+5");
  EXPECT_EQ(parseTableState(toText(sorted)), sorted);
  const TableState natural{.columns = 4, .sorted_by = -1, .descending = false, .hidden = {}};
  EXPECT_EQ(parseTableState(toText(natural)), natural);
}

TEST(TableStateTest, WhatNoTableCanBeInIsNone) {
  for (const char* text :
       {"", "nonsense", "columns=10", "columns=4 sort=4 order=ascending hidden=", "columns=4 sort=-2 order=ascending hidden=",
        "columns=2 sort=0 order=sideways hidden=", "columns=2 sort=0 order=ascending hidden=2",
        "columns=2 sort=0 order=ascending hidden=0+1", "columns=3 sort=0 order=ascending hidden=1+1",
        "columns=3 sort=0 order=ascending hidden=1+", "columns=9999999999 sort=0 order=ascending hidden="}) {
    EXPECT_FALSE(parseTableState(QLatin1String(text))) << text;
  }
}

}  // namespace
}  // namespace hotswap::ui
