#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QScreen>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <algorithm>

#include "tests/ui/shell/window_fixture.h"
#include "ui/viewmodels/operators_view_model.h"

namespace hotswap::ui {
namespace {

class MainWindowTest : public WindowFixture {};

TEST_F(MainWindowTest, ALoadedLibraryBecomesTheTargetAndIsNotSwappedTo) {
  open();
  load("/opt/score_op_v1.so");
  load("/opt/score_op_v2.so");
  EXPECT_EQ(target(), 2);
  EXPECT_EQ(find<QListView>("operatorsList")->currentIndex().row(), 1);
  EXPECT_EQ(submitted<SwapToVersion>(), 0);
  EXPECT_EQ(active(), 0U);
}

TEST_F(MainWindowTest, CtrlReturnAndCtrlEnterSwapToTheTarget) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(submitted<SwapToVersion>(), 1);
  EXPECT_EQ(std::get<SwapToVersion>(engine_.submitted().back()).version, 1U);
  load("/opt/score_op_v2.so");
  press(Qt::Key_Enter, Qt::ControlModifier);
  EXPECT_EQ(std::get<SwapToVersion>(engine_.submitted().back()).version, 2U);
}

TEST_F(MainWindowTest, ADoubleClickInTheListSwaps) {
  open();
  load("/opt/score_op_v1.so");
  load("/opt/score_op_v2.so");
  auto* list = find<QListView>("operatorsList");
  const QPoint first = list->visualRect(list->model()->index(0, 0)).center();
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, first);
  QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, first);
  ASSERT_EQ(submitted<SwapToVersion>(), 1);
  EXPECT_EQ(std::get<SwapToVersion>(engine_.submitted().back()).version, 1U);
}

TEST_F(MainWindowTest, ReturnInTheListSwapsToo) {
  open();
  load("/opt/score_op_v1.so");
  auto* list = find<QListView>("operatorsList");
  list->setFocus();
  QTest::keyClick(list, Qt::Key_Return);
  EXPECT_EQ(submitted<SwapToVersion>(), 1);
}

TEST_F(MainWindowTest, CtrlBRollsBackOnceThereIsAnEarlierVersion) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  load("/opt/score_op_v2.so");
  press(Qt::Key_B, Qt::ControlModifier);
  EXPECT_EQ(submitted<RollBack>(), 0);
  EXPECT_TRUE(find<QAction>("rollBack")->toolTip().contains("There is no earlier version"));

  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return find<QAction>("rollBack")->isEnabled(); }));
  press(Qt::Key_B, Qt::ControlModifier);
  EXPECT_EQ(submitted<RollBack>(), 1);
  EXPECT_EQ(active(), 1U);
}

TEST_F(MainWindowTest, SpaceFreezesFromAnywhereButATextInput) {
  open();
  load("/opt/score_op_v1.so");
  auto* freeze = find<QAction>("freeze");
  for (const char* name : {"operatorsList", "targetBox", "threadsTable", "spanBox"}) {
    auto* widget = find<QWidget>(name);
    widget->setFocus();
    const bool before = freeze->isChecked();
    QTest::keyClick(widget, Qt::Key_Space);
    EXPECT_NE(freeze->isChecked(), before) << name;
  }
  freeze->setChecked(false);
  auto* interval = find<QLineEdit>("intervalEdit");
  interval->setFocus();
  interval->setText("1");
  QTest::keyClick(interval, Qt::Key_Space);
  EXPECT_FALSE(freeze->isChecked());
  EXPECT_EQ(interval->text(), "1 ");
}

TEST_F(MainWindowTest, ReturnPressesTheFocusedButtonAndTabFollowsTheToolBar) {
  open();
  window_->resize(1366, 740);  // Else the time span has no room in the tool bar.
  QApplication::processEvents();
  auto* button = find<QWidget>("freezeButton");
  button->setFocus();
  QTest::keyClick(button, Qt::Key_Return);
  EXPECT_TRUE(find<QAction>("freeze")->isChecked());
  QTest::keyClick(button, Qt::Key_Tab);
  EXPECT_EQ(QApplication::focusWidget(), find<QWidget>("spanBox"));
}

TEST_F(MainWindowTest, EscReturnsToLive) {
  open();
  press(Qt::Key_Space);
  ASSERT_TRUE(find<QAction>("freeze")->isChecked());
  EXPECT_TRUE(find<QAction>("freeze")->text().contains("Resu"));
  EXPECT_EQ(find<QLabel>("statusWindow")->text(), "frozen");
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QAction>("freeze")->isChecked());
  EXPECT_TRUE(find<QAction>("freeze")->text().contains("Freeze"));
  EXPECT_NE(find<QLabel>("statusWindow")->text(), "frozen");
}

TEST_F(MainWindowTest, AFrozenPictureSaysSo) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  auto* chip = find<QLabel>("frozenChip");
  ASSERT_TRUE(waitFor([&] { return chip->parentWidget()->isVisible(); }));
  EXPECT_FALSE(chip->isVisible());
  press(Qt::Key_Space);
  EXPECT_TRUE(chip->isVisible());
  EXPECT_TRUE(chip->parentWidget()->rect().contains(chip->geometry()));
  press(Qt::Key_Escape);
  EXPECT_FALSE(chip->isVisible());
}

TEST_F(MainWindowTest, WhileFrozenASwapStillShowsInTheList) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Space);
  press(Qt::Key_Return, Qt::ControlModifier);
  auto* list = find<QListView>("operatorsList");
  EXPECT_TRUE(waitFor([&] { return list->model()->index(0, 0).data(OperatorsViewModel::kActiveRole).toBool(); }));
}

TEST_F(MainWindowTest, AFailedLoadIsAnInlineNoticeThatStaysUntilItIsClosed) {
  open();
  drop({"/opt/libgone.so"});
  auto* bar = find<QWidget>("noticeBar");
  ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
  EXPECT_TRUE(find<QLabel>("noticeText")->text().startsWith("libgone.so was not loaded"));
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr);

  int looks = 0;
  waitFor([&] { return ++looks > 20; });
  EXPECT_TRUE(bar->isVisible());
  auto* threads = find<QSpinBox>("threadsBox");  // It would take Ctrl+E for the end of its text.
  threads->setFocus();
  QTest::keyClick(threads, Qt::Key_I, Qt::ControlModifier);
  EXPECT_TRUE(find<QWidget>("noticeDetails")->isVisible());
  press(Qt::Key_D, Qt::ControlModifier);
  EXPECT_FALSE(bar->isVisible());
}

TEST_F(MainWindowTest, SaysWhatWentWrongBeforeThereWasAWindow) {
  notice_ = "no operator was named";
  open();
  EXPECT_TRUE(find<QWidget>("noticeBar")->isVisible());
  EXPECT_EQ(find<QLabel>("noticeText")->text(), notice_);
  EXPECT_TRUE(find<QWidget>("operatorsEmpty")->isVisible());
}

TEST_F(MainWindowTest, AChangeOfThemeReachesWhatHasColoursOfItsOwn) {
  open();
  drop({"/opt/libgone.so"});
  auto* bar = find<QWidget>("noticeBar");
  ASSERT_TRUE(waitFor([&] { return bar->isVisible(); }));
  find<QAction>("theme_dark")->trigger();
  QApplication::processEvents();
  for (const char* name : {"noticeBar", "operatorsList", "threadsTable"}) {
    const QPalette palette = find<QWidget>(name)->palette();
    EXPECT_LT(palette.color(QPalette::Window).lightness(), 128) << name;
    EXPECT_LT(palette.color(QPalette::Highlight).lightness(), 128) << name;
    EXPECT_GT(palette.color(QPalette::WindowText).lightness(), 128) << name;
  }
}

TEST_F(MainWindowTest, SeveralDroppedLibrariesAreLoadedInOrder) {
  open();
  drop({"/opt/a.so", "/opt/b.so"});
  ASSERT_EQ(submitted<LoadLibrary>(), 2);
  EXPECT_EQ(std::get<LoadLibrary>(engine_.submitted()[0]).path, "/opt/a.so");
  EXPECT_EQ(std::get<LoadLibrary>(engine_.submitted()[1]).path, "/opt/b.so");
}

TEST_F(MainWindowTest, ADropOfAWebAddressIsNotTaken) {
  open();
  drop({"https://example.org/a.so"});
  EXPECT_EQ(submitted<LoadLibrary>(), 0);
}

TEST_F(MainWindowTest, TheFileDialogLoadsATypedPath) {
  const QString path = folder_.filePath("typed.so");
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.close();
  open();
  press(Qt::Key_O, Qt::ControlModifier);
  auto* dialog = window_->findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));  // Without the focus the dialog would rewrite what is typed.
  auto* edit = dialog->findChild<QLineEdit*>("fileNameEdit");
  ASSERT_NE(edit, nullptr);
  edit->setFocus();
  ASSERT_TRUE(QTest::qWaitFor([&] { return edit->hasFocus(); }));
  QTest::keyClicks(edit, path);
  QTest::keyClick(edit, Qt::Key_Return);
  ASSERT_EQ(submitted<LoadLibrary>(), 1);
  EXPECT_EQ(std::get<LoadLibrary>(engine_.submitted().back()).path, path.toStdString());
}

TEST_F(MainWindowTest, AMissingFileIsToldInTheErrorBarAndNotInABox) {
  open();
  press(Qt::Key_O, Qt::ControlModifier);
  auto* dialog = window_->findChild<QFileDialog*>();
  ASSERT_NE(dialog, nullptr);
  ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
  auto* edit = dialog->findChild<QLineEdit*>("fileNameEdit");
  edit->setFocus();
  ASSERT_TRUE(QTest::qWaitFor([&] { return edit->hasFocus(); }));
  const QString path = folder_.filePath("nothing.so");
  QTest::keyClicks(edit, path);
  bool box = false;
  QTimer watch;  // A message box would keep the key press from coming back.
  QObject::connect(&watch, &QTimer::timeout, &watch, [&box] {
    auto* modal = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (modal == nullptr) return;
    box = true;
    modal->close();
  });
  watch.start(20);
  QTest::keyClick(edit, Qt::Key_Return);
  EXPECT_FALSE(box);
  ASSERT_EQ(submitted<LoadLibrary>(), 1);
  EXPECT_EQ(std::get<LoadLibrary>(engine_.submitted().back()).path, path.toStdString());
}

TEST_F(MainWindowTest, TablesKeepTheirSelectionWhileTheyRefresh) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  auto* table = find<QTableView>("threadsTable");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 4; }));
  table->selectRow(2);
  const QString before = table->model()->index(2, 4).data().toString();
  ASSERT_TRUE(waitFor([&] { return table->model()->index(2, 4).data().toString() != before; }));
  EXPECT_EQ(table->currentIndex().row(), 2);
  EXPECT_TRUE(table->selectionModel()->isRowSelected(2, {}));
}

TEST_F(MainWindowTest, TheSelectionGoesWithItsThreadAndStaysWithAnother) {
  open();
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  auto* table = find<QTableView>("threadsTable");
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 4; }));
  table->selectRow(1);
  find<QSpinBox>("threadsBox")->setValue(3);
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 3; }));
  EXPECT_EQ(table->currentIndex().row(), 1);
  table->selectRow(2);
  find<QSpinBox>("threadsBox")->setValue(2);
  ASSERT_TRUE(waitFor([&] { return table->model()->rowCount() == 2; }));
  EXPECT_FALSE(table->currentIndex().isValid());
  EXPECT_FALSE(table->selectionModel()->hasSelection());
}

TEST_F(MainWindowTest, TheNumberOfThreadsIsAskedForOnceAndDoesNotJumpBack) {
  open();
  int looks = 0;
  waitFor([&] { return ++looks > 5; });
  auto* box = find<QSpinBox>("threadsBox");
  box->setValue(9);
  ASSERT_EQ(submitted<SetWorkers>(), 1);
  EXPECT_EQ(std::get<SetWorkers>(engine_.submitted().back()).settings.threads, 9U);
  EXPECT_TRUE(waitFor([&] { return engine_.Latest()->threads.size() == 9; }));
  EXPECT_EQ(box->value(), 9);
  EXPECT_EQ(submitted<SetWorkers>(), 1);
}

TEST_F(MainWindowTest, TheNameOfAFileIsNeverRichText) {
  open();
  engine_.Report(EventLevel::kWarning, "<b>bold<i>.so is slow");
  auto* news = find<QLabel>("statusNews");
  ASSERT_TRUE(waitFor([&] { return news->text().contains("bold"); }));
  EXPECT_EQ(news->textFormat(), Qt::PlainText);
  EXPECT_TRUE(news->toolTip().contains("&lt;b&gt;bold"));
}

TEST_F(MainWindowTest, F5StopsTheWorkersAndStartsThemAgain) {
  open();
  press(Qt::Key_F5);
  EXPECT_TRUE(std::get<SetPaused>(engine_.submitted().back()).paused);
  ASSERT_TRUE(waitFor([&] { return find<QAction>("workers")->text() == "S&tart Workers"; }));
  press(Qt::Key_F5);
  EXPECT_FALSE(std::get<SetPaused>(engine_.submitted().back()).paused);
}

TEST_F(MainWindowTest, TheReferenceScenarioShowsItsProgressAndCanBeStopped) {
  open();
  press(Qt::Key_F9);
  auto* text = find<QLabel>("scenarioText");
  ASSERT_TRUE(waitFor([&] { return text->text().contains("of 12.0 s"); }));
  EXPECT_FALSE(find<QAction>("runScenario")->isEnabled());
  EXPECT_FALSE(find<QSpinBox>("threadsBox")->isEnabled());
  EXPECT_TRUE(find<QSpinBox>("threadsBox")->toolTip().contains("a scenario is running"));
  press(Qt::Key_F9, Qt::ShiftModifier);
  EXPECT_EQ(submitted<StopScenario>(), 1);
}

TEST_F(MainWindowTest, ClosingDuringALoadEndsCleanly) {
  open();
  drop({"/opt/score_op_v1.so"});
  waitFor([&] { return engine_.Latest()->activity.has_value(); });
  window_->close();
  window_.reset();
  clock_.Advance(1s);
  EXPECT_EQ(engine_.Latest()->versions.size(), 1U);
}

TEST_F(MainWindowTest, ClosingWithTheFileDialogOpenEndsCleanly) {
  open();
  press(Qt::Key_O, Qt::ControlModifier);
  ASSERT_TRUE(QTest::qWaitFor([&] { return window_->findChild<QFileDialog*>() != nullptr; }));
  window_->close();
  window_.reset();
}

}  // namespace
}  // namespace hotswap::ui
