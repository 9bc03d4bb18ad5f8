#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <atomic>
#include <future>

#include "tests/ui/fake_verdicts.h"
#include "tests/ui/shell/window_fixture.h"

namespace hotswap::ui {
namespace {

class WindowVerdictTest : public WindowFixture {
 protected:
  bool sheetShows(const QString& title) {
    return waitFor(
        [&] { return find<QWidget>("verdictPanel")->isVisible() && find<QLabel>("verdictTitle")->text().startsWith(title); });
  }

  void waitForSomeLooks() {
    int looks = 0;
    waitFor([&] { return ++looks > 20; });
  }

  /// The file dialog with a folder of two files, of which one is selected.
  QFileDialog* openDialogAt(const QString& file) {
    for (const char* name : {"libctr.so", "libbad.so"}) {
      QFile made(folder_.filePath(name));
      EXPECT_TRUE(made.open(QIODevice::WriteOnly));
    }
    press(Qt::Key_O, Qt::ControlModifier);
    auto* dialog = window_->findChild<QFileDialog*>();
    if (dialog == nullptr) return nullptr;
    dialog->setDirectory(folder_.path());
    EXPECT_TRUE(QTest::qWaitForWindowActive(dialog));
    dialog->selectFile(file);
    Q_EMIT dialog->currentChanged(folder_.filePath(file));
    return dialog;
  }
};

TEST_F(WindowVerdictTest, ALoadedFileShowsItsVerdictAndCtrlReturnMakesItLive) {
  open();
  drop({"/opt/libwarn.so"});
  ASSERT_TRUE(sheetShows("libwarn.so"));
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
  EXPECT_EQ(find<QLabel>("verdictSummary")->text(), "accepted with 2 warnings");
  EXPECT_EQ(active(), 0U);
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(active(), 1U);
  EXPECT_FALSE(find<QWidget>("verdictPanel")->isVisible());
}

TEST_F(WindowVerdictTest, TheButtonInTheSheetDoesWhatSwapDoes) {
  open();
  drop({"/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libctr.so"));
  auto* go_live = find<QToolButton>("verdictGoLive");
  ASSERT_TRUE(waitFor([&] { return go_live->isEnabled(); }));
  go_live->click();
  ASSERT_EQ(submitted<SwapToVersion>(), 1);
  EXPECT_EQ(std::get<SwapToVersion>(engine_.submitted().back()).version, 1U);
}

TEST_F(WindowVerdictTest, ARefusedFileIsToldByTheSheetAloneUntilItWasRead) {
  open();
  drop({"/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libbad.so"));
  waitForSomeLooks();
  EXPECT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  EXPECT_FALSE(find<QWidget>("noticeBar")->isVisible());
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QWidget>("verdictPanel")->isVisible());
  waitForSomeLooks();
  EXPECT_FALSE(find<QWidget>("noticeBar")->isVisible());
}

TEST_F(WindowVerdictTest, ARefusalThatIsPushedAsideGoesToTheErrorBar) {
  open();
  drop({"/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libbad.so"));
  drop({"/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libctr.so"));
  EXPECT_TRUE(find<QWidget>("noticeBar")->isVisible());
  EXPECT_TRUE(find<QLabel>("noticeText")->text().startsWith("libbad.so was not loaded"));
}

TEST_F(WindowVerdictTest, EscClosesTheVerdictFirstAndReturnsToLiveThen) {
  open();
  drop({"/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libctr.so"));
  press(Qt::Key_Space);
  ASSERT_TRUE(find<QAction>("freeze")->isChecked());
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QWidget>("verdictPanel")->isVisible());
  EXPECT_TRUE(find<QAction>("freeze")->isChecked());
  press(Qt::Key_Escape);
  EXPECT_FALSE(find<QAction>("freeze")->isChecked());
}

TEST_F(WindowVerdictTest, FilesPickedTogetherShareOneSheet) {
  open();
  drop({"/opt/libwarn.so", "/opt/libctr.so", "/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libbad.so"));
  EXPECT_EQ(find<QLabel>("verdictPlace")->text(), "3 of 3");
  find<QToolButton>("verdictPrevious")->click();
  EXPECT_EQ(target(), 2);
  find<QToolButton>("verdictPrevious")->click();
  EXPECT_TRUE(find<QLabel>("verdictTitle")->text().startsWith("libwarn.so"));
  EXPECT_EQ(target(), 1);
}

TEST_F(WindowVerdictTest, WhatOthersLoadOpensNoSheet) {
  open();
  engine_.Submit(LoadLibrary{.slot = {}, .path = "/opt/libctr.so"});
  ASSERT_TRUE(waitFor([&] { return engine_.Latest()->versions.size() == 1; }));
  waitForSomeLooks();
  EXPECT_FALSE(find<QWidget>("verdictPanel")->isVisible());
}

TEST_F(WindowVerdictTest, F7AndTheButtonAndTheMenuShowAVerdictAgain) {
  open();
  EXPECT_FALSE(find<QAction>("showVerdict")->isEnabled());
  load("/opt/libwarn.so");
  press(Qt::Key_Escape);
  ASSERT_FALSE(find<QWidget>("verdictPanel")->isVisible());
  press(Qt::Key_F7);
  EXPECT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  press(Qt::Key_Escape);
  ASSERT_TRUE(waitFor([&] { return find<QToolButton>("operatorsVerdict")->isEnabled(); }));
  find<QToolButton>("operatorsVerdict")->click();
  EXPECT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  press(Qt::Key_Escape);
  auto* list = find<QListView>("operatorsList");
  Q_EMIT list->customContextMenuRequested(list->visualRect(list->model()->index(0, 0)).center());
  auto* menu = list->findChild<QMenu*>("operatorsMenu");
  ASSERT_NE(menu, nullptr);
  menu->findChild<QAction*>("menuVerdict")->trigger();
  EXPECT_TRUE(find<QWidget>("verdictPanel")->isVisible());
  menu->close();
}

TEST_F(WindowVerdictTest, AnOpenSheetGoesWithTheSelectedOperator) {
  open();
  load("/opt/libwarn.so");
  load("/opt/libctr.so");
  ASSERT_TRUE(sheetShows("libctr.so"));
  auto* list = find<QListView>("operatorsList");
  ASSERT_TRUE(waitFor([&] { return list->model()->rowCount() == 2; }));
  list->setCurrentIndex(list->model()->index(0, 0));
  EXPECT_TRUE(find<QLabel>("verdictTitle")->text().startsWith("libwarn.so"));
}

TEST_F(WindowVerdictTest, TheSheetTakesNoRoomFromThePanelsBelow) {
  open();
  window_->resize(1200, 700);
  find<QSpinBox>("threadsBox")->setValue(16);  // Their lanes take all that they may get.
  load("/opt/score_op_v1.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  waitForSomeLooks();
  const int before = find<QDockWidget>("totalsDock")->height();
  drop({"/opt/libwarn.so"});
  ASSERT_TRUE(sheetShows("libwarn.so"));
  waitForSomeLooks();
  EXPECT_EQ(find<QDockWidget>("totalsDock")->height(), before);
  EXPECT_LE(find<QWidget>("verdictPanel")->height(), window_->height() * 4 / 10 + 1);
  EXPECT_TRUE(find<QWidget>("scoreChart")->isVisible());
}

TEST_F(WindowVerdictTest, TheSheetDoesNotWidenASmallWindow) {
  open();
  window_->resize(780, 560);
  const int before = window_->width();
  drop({"/opt/a_library_with_a_name_that_is_longer_than_most_windows_are_wide_and_so_it_is_cut_libwarn.so"});
  ASSERT_TRUE(sheetShows("a_library"));
  waitForSomeLooks();
  EXPECT_EQ(window_->width(), before);
}

TEST_F(WindowVerdictTest, AStuckThreadIsToldInTheTableItsTabAndTheStatusBar) {
  open();
  load("/opt/score_op_v1.so");
  engine_.Park(3, 1);
  auto* note = find<QLabel>("parkedText");
  ASSERT_TRUE(waitFor([&] { return note->text().startsWith("hs-work-03: stuck in v1"); }));
  EXPECT_EQ(find<QLabel>("statusStuck")->text(), "1 stuck thread");
  EXPECT_EQ(find<QDockWidget>("threadsDock")->windowTitle(), "Threads (4, 1 stuck)");
}

TEST_F(WindowVerdictTest, TheFileDialogPreviewsTheSelectedFile) {
  preview_ = FakeInspection;
  open();
  QFileDialog* dialog = openDialogAt("libbad.so");
  ASSERT_NE(dialog, nullptr);
  auto* summary = dialog->findChild<QLabel*>("previewSummary");
  ASSERT_NE(summary, nullptr);
  ASSERT_TRUE(QTest::qWaitFor([&] { return summary->text() == "refused at static inspection"; }));
  Q_EMIT dialog->currentChanged(folder_.path());
  EXPECT_FALSE(summary->isVisible());
}

TEST_F(WindowVerdictTest, WithoutAPreviewTheDialogHasNoPane) {
  open();
  QFileDialog* dialog = openDialogAt("libctr.so");
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->findChild<QWidget*>("previewPane"), nullptr);
}

TEST_F(WindowVerdictTest, ClosingDialogAndWindowWhileAFileIsReadEndsCleanly) {
  std::promise<void> gate;
  std::atomic<bool> reading = false;
  preview_ = [&, opened = gate.get_future().share()](const std::filesystem::path& path) {
    reading = true;
    opened.wait();
    return FakeInspection(path);
  };
  open();
  QFileDialog* dialog = openDialogAt("libctr.so");
  ASSERT_NE(dialog, nullptr);
  ASSERT_TRUE(QTest::qWaitFor([&] { return reading.load(); }));
  dialog->close();
  QApplication::processEvents();
  window_->close();
  gate.set_value();
  window_.reset();
  QApplication::processEvents();
}

}  // namespace
}  // namespace hotswap::ui
