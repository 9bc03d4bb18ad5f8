#include <gtest/gtest.h>

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/match_delegate.h"

namespace hotswap::ui {
namespace {

class CommandPaletteTest : public WindowFixture {
 protected:
  void openPalette() {
    press(Qt::Key_K, Qt::ControlModifier);
    ASSERT_TRUE(find<QWidget>("commandPalette")->isVisible());
    ASSERT_TRUE(find<QLineEdit>("paletteQuery")->hasFocus());
  }
  void type(const QString& text) { QTest::keyClicks(find<QLineEdit>("paletteQuery"), text); }
  void pressIn(Qt::Key key) { QTest::keyClick(find<QLineEdit>("paletteQuery"), key); }
  bool isOpen() const { return find<QWidget>("commandPalette")->isVisible(); }
  QTreeWidgetItem* row(const QString& text) const {
    return find<QTreeWidget>("paletteResults")->findItems(text, Qt::MatchContains).value(0);
  }
};

TEST_F(CommandPaletteTest, TheKeyboardAloneFindsAnActionAndDoesIt) {
  open();
  openPalette();
  type("freeze");
  pressIn(Qt::Key_Return);
  EXPECT_FALSE(isOpen());
  EXPECT_TRUE(find<QAction>("freeze")->isChecked());
}

TEST_F(CommandPaletteTest, EscapeClosesItAloneAndGivesTheFocusBack) {
  open();
  load("/opt/score_op_v1.so");  // An empty list is hidden and takes no focus.
  if (auto* sheet = window_->findChild<QAction*>(QStringLiteral("closeVerdict")); sheet->isEnabled()) sheet->trigger();
  find<QAction>("freeze")->setChecked(true);
  auto* list = find<QWidget>("operatorsList");
  list->setFocus();
  ASSERT_TRUE(list->hasFocus());
  openPalette();
  pressIn(Qt::Key_Escape);
  EXPECT_FALSE(isOpen());
  EXPECT_TRUE(list->hasFocus());
  EXPECT_TRUE(find<QAction>("freeze")->isChecked()) << "Esc meant the palette, not the picture";
}

TEST_F(CommandPaletteTest, WhatCannotBeDoneSaysWhyAndIsSkipped) {
  open();
  openPalette();
  type("roll back");
  ASSERT_NE(row("Roll Back"), nullptr);
  EXPECT_TRUE(row("Roll Back")->isDisabled());
  EXPECT_FALSE(row("Roll Back")->text(1).isEmpty());
  pressIn(Qt::Key_Return);
  EXPECT_EQ(submitted<RollBack>(), 0);
}

TEST_F(CommandPaletteTest, ASecondReturnPressesNoButton) {
  open();
  auto* button = find<QToolButton>("loadButton");
  button->setFocus();
  openPalette();
  type("freeze");
  pressIn(Qt::Key_Return);
  ASSERT_TRUE(find<QAction>("freeze")->isChecked());
  EXPECT_FALSE(button->hasFocus());
}

TEST_F(CommandPaletteTest, AClickOnWhatCannotBeDoneDoesNothing) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return active() == 1; }));
  openPalette();
  type("r");  // "Roll Back" is grey, and another row is the one that Return would do.
  auto* results = find<QTreeWidget>("paletteResults");
  QTreeWidgetItem* grey = row("Roll Back");
  ASSERT_NE(grey, nullptr);
  ASSERT_TRUE(grey->isDisabled());
  ASSERT_NE(results->currentItem(), nullptr);
  QSignalSpy done(results->currentItem()->data(0, Qt::UserRole).value<QAction*>(), &QAction::triggered);
  results->scrollToItem(grey);
  QTest::mouseClick(results->viewport(), Qt::LeftButton, {}, results->visualItemRect(grey).center());
  EXPECT_EQ(done.count(), 0);
  EXPECT_TRUE(isOpen());
}

TEST_F(CommandPaletteTest, SwapsToAVersionByItsNumber) {
  open();
  load("/opt/score_op_v1.so");
  load("/opt/score_op_v2.so");
  openPalette();
  type("swap to v1");
  pressIn(Qt::Key_Return);
  EXPECT_TRUE(waitFor([&] { return active() == 1; }));
}

TEST_F(CommandPaletteTest, ShowsTheShortcutBesideTheName) {
  open();
  openPalette();
  type("load");
  ASSERT_NE(row("Load .so"), nullptr);
  EXPECT_EQ(row("Load .so")->text(1), QStringLiteral("Ctrl+O"));
}

TEST_F(CommandPaletteTest, WhatWasDoneLastComesFirstUntilSomethingIsTyped) {
  open();
  openPalette();
  type("reset layout");
  pressIn(Qt::Key_Return);
  openPalette();
  EXPECT_TRUE(find<QTreeWidget>("paletteResults")->topLevelItem(0)->text(0).contains("Reset Layout"));
}

TEST_F(CommandPaletteTest, TheLettersThatWereFoundAreMarked) {
  open();
  openPalette();
  type("rl");
  const auto* first = find<QTreeWidget>("paletteResults")->topLevelItem(0);
  const auto positions = first->data(0, MatchDelegate::kMatchRole).value<QList<int>>();
  ASSERT_EQ(positions.size(), 2);
  EXPECT_EQ(first->text(0)[positions[0]].toLower(), 'r');
  EXPECT_EQ(first->text(0)[positions[1]].toLower(), 'l');
}

TEST_F(CommandPaletteTest, ItClosesWhenTheKeysGoElsewhere) {
  open();
  load("/opt/score_op_v1.so");
  openPalette();
  find<QWidget>("operatorsList")->setFocus();
  EXPECT_FALSE(isOpen());
}

TEST_F(CommandPaletteTest, ItStaysWithinAWindowThatBecomesSmaller) {
  open();
  openPalette();
  window_->resize(700, 500);
  EXPECT_TRUE(waitFor([&] { return window_->rect().contains(find<QWidget>("commandPalette")->geometry()); }));
}

}  // namespace
}  // namespace hotswap::ui
