#include "ui/shell/shortcut_sheet.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QMap>
#include <QMenu>
#include <QPointer>
#include <QTest>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/explained_action.h"

namespace hotswap::ui {
namespace {

class ShortcutSheetTest : public WindowFixture {
 protected:
  QString sheet() {
    find<QAction>("shortcuts")->trigger();
    return find<QLabel>("shortcutsWindowText")->text();
  }

  /// Waits until the keys are the window's own. What Qt calls an active window may be a part of one.
  bool isActive(QWidget& window) {
    window.activateWindow();
    return waitFor([&window] { return QApplication::activeWindow() == &window; });
  }

  QList<QAction*> actions() const { return window_->findChildren<QAction*>(); }
};

TEST_F(ShortcutSheetTest, HasEveryKeyOfEveryAction) {
  open();
  const QString text = sheet();
  int keys = 0;
  for (const QAction* action : actions()) {
    // This one has the keys of another while that cannot act.
    if (shortcutOf(*action).isEmpty() || action->objectName() == "tellWhyNotLive") continue;
    ++keys;
    const QString shown = shortcutOf(*action).toString(QKeySequence::NativeText).toHtmlEscaped();
    EXPECT_TRUE(text.contains(">" + shown + "<")) << action->objectName().toStdString() << " " << shown.toStdString();
  }
  EXPECT_GT(keys, 20);
}

TEST_F(ShortcutSheetTest, NoTwoActionsAnswerToOneKey) {
  open();
  QMap<QString, QString> owners;
  for (const QAction* action : actions()) {
    for (const QKeySequence& key : action->shortcuts()) {
      const QString name = key.toString();
      EXPECT_FALSE(owners.contains(name)) << name.toStdString() << ": " << owners[name].toStdString() << " and "
                                          << action->objectName().toStdString();
      owners[name] = action->objectName();
    }
  }
}

TEST_F(ShortcutSheetTest, TheProgramIsLeftByItsKeyWhileTheSheetHasTheFocus) {
  open();
  find<QAction>("shortcuts")->trigger();
  auto* sheet = find<QDialog>("shortcutsWindow");
  ASSERT_TRUE(isActive(*sheet));
  QTest::keyClick(sheet, Qt::Key_Q, Qt::ControlModifier);
  EXPECT_TRUE(waitFor([&] { return !window_->isVisible(); }));
}

TEST_F(ShortcutSheetTest, TheSheetAloneIsClosedByTheKeyThatClosesAWindow) {
  open();
  find<QAction>("shortcuts")->trigger();
  const QPointer<QDialog> sheet = find<QDialog>("shortcutsWindow");
  ASSERT_TRUE(isActive(*sheet));
  QTest::keyClick(sheet, Qt::Key_W, Qt::ControlModifier);
  EXPECT_TRUE(waitFor([&] { return sheet.isNull() || !sheet->isVisible(); }));
  EXPECT_TRUE(window_->isVisible());
}

TEST_F(ShortcutSheetTest, TheProgramIsLeftByItsKeyFromPaletteAndViews) {
  for (const char* place : {"palette", "showValues", "showCompared"}) {
    open();
    find<QAction>(place)->trigger();
    QWidget* focus = QApplication::focusWidget();
    ASSERT_NE(focus, nullptr) << place;
    QTest::keyClick(focus, Qt::Key_Q, Qt::ControlModifier);
    EXPECT_TRUE(waitFor([&] { return !window_->isVisible(); })) << place;
  }
}

TEST_F(ShortcutSheetTest, TheToolTipOfAnActionNamesItsKey) {
  open();
  for (const QAction* action : actions()) {
    if (action->shortcut().isEmpty() || action->actionGroup() != nullptr) continue;  // A span stands beside its key in the menu.
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    EXPECT_TRUE(action->toolTip().contains(key)) << action->objectName().toStdString() << ": " << action->toolTip().toStdString();
  }
}

TEST_F(ShortcutSheetTest, IsGroupedByMenuAndThenByWhereAKeyActs) {
  open();
  const auto groups = shortcutGroups(*window_->findChild<QMenuBar*>());
  QStringList titles;
  for (const ShortcutGroup& group : groups) titles << group.title;
  EXPECT_EQ(titles,
            QStringList({"File", "Operator", "Rollout", "View", "Help", "In a chart", "In a table or list", "In the bar"}));
}

}  // namespace
}  // namespace hotswap::ui
