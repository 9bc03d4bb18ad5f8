#include "ui/viewmodels/gate_text.h"

#include <gtest/gtest.h>

#include <set>

namespace hotswap::ui {
namespace {

TEST(GateTextTest, EveryGateHasANameAndAnActivityOfItsOwn) {
  std::set<QString> names;
  std::set<QString> activities;
  for (const char* gate : kGates) {
    names.insert(gateName(gate));
    activities.insert(gateText(gate));
    EXPECT_FALSE(gateName(gate).contains(gate)) << gate;
    EXPECT_TRUE(gateText(gate).endsWith(QStringLiteral("[%1]").arg(gate))) << gate;
  }
  EXPECT_EQ(names.size(), kGates.size());
  EXPECT_EQ(activities.size(), kGates.size());
}

TEST(GateTextTest, ATitleHasTheNumberAndTheName) {
  EXPECT_EQ(gateTitle("G2"), "G2 Static inspection");
  EXPECT_EQ(gateTitle(""), "");
}

TEST(GateTextTest, AGateOfALaterEngineIsShownAsItIs) {
  EXPECT_EQ(gateName("G9"), "G9");
  EXPECT_EQ(gateTitle("G9"), "G9");
  EXPECT_EQ(gateText("G9"), "G9");
}

}  // namespace
}  // namespace hotswap::ui
