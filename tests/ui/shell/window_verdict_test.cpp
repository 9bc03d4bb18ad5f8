#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSpinBox>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <atomic>
#include <future>

#include "tests/ui/fake_verdicts.h"
#include "tests/ui/shell/window_fixture.h"
#include "ui/panels/sight_timer.h"

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

TEST_F(WindowVerdictTest, ARefusalThatWasOnTheScreenDoesNotComeBackInTheErrorBar) {
  open();
  for (const char* file : {"/opt/libbad.so", "/opt/libbad2.so", "/opt/libctr.so"}) {
    drop({file});
    ASSERT_TRUE(sheetShows(QString(file).section('/', -1)));
    Q_EMIT find<SightTimer>("verdictSight")->seen();
    EXPECT_FALSE(find<QWidget>("noticeBar")->isVisible());
  }
}

TEST_F(WindowVerdictTest, TheEventOfARefusalOpensItsVerdictAgain) {
  open();
  drop({"/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libbad.so"));
  press(Qt::Key_Escape);
  auto* events = find<QTableView>("eventsTable");
  ASSERT_TRUE(waitFor([&] { return events->model()->rowCount() > 0; }));
  Q_EMIT events->activated(events->model()->index(0, 0));
  EXPECT_TRUE(sheetShows("libbad.so"));
}

TEST_F(WindowVerdictTest, ARefusalThatOnlyADialogCoveredGoesToTheErrorBar) {
  open();
  drop({"/opt/libbad.so"});
  press(Qt::Key_O, Qt::ControlModifier);
  ASSERT_TRUE(sheetShows("libbad.so"));
  window_->findChild<QFileDialog*>()->close();
  drop({"/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libctr.so"));
  EXPECT_TRUE(find<QWidget>("noticeBar")->isVisible());
}

TEST_F(WindowVerdictTest, WhatIsLoadedWhileAPageIsReadTurnsNeitherItNorTheTarget) {
  open();
  drop({"/opt/libwarn.so", "/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libwarn.so"));
  Q_EMIT find<SightTimer>("verdictSight")->seen();
  ASSERT_TRUE(waitFor([&] { return find<QTabBar>("verdictFiles")->isTabEnabled(1); }));
  waitForSomeLooks();
  EXPECT_TRUE(find<QLabel>("verdictTitle")->text().startsWith("libwarn.so"));
  EXPECT_EQ(target(), 1);
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(active(), 1U);
}

TEST_F(WindowVerdictTest, ARefusalThatWasNeverInFrontGoesToTheErrorBar) {
  open();
  drop({"/opt/libbad.so", "/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libctr.so"));
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_TRUE(find<QWidget>("noticeBar")->isVisible());
  EXPECT_TRUE(find<QLabel>("noticeText")->text().startsWith("libbad.so was not loaded"));
}

TEST_F(WindowVerdictTest, CtrlReturnDoesNotGoLiveBehindTheSheetOfARefusalAndSaysWhy) {
  open();
  load("/opt/libctr.so");
  press(Qt::Key_Escape);
  ASSERT_EQ(target(), 1);
  drop({"/opt/libbad.so"});
  ASSERT_TRUE(sheetShows("libbad.so"));
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(submitted<SwapToVersion>(), 0);
  auto* news = find<QLabel>("statusNews");
  ASSERT_TRUE(waitFor([&] { return news->toolTip().startsWith("Nothing changed: libbad.so"); }));
  EXPECT_TRUE(find<QAction>("swap")->isEnabled());  // The button beside the target is about the target.
  press(Qt::Key_Escape);
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(submitted<SwapToVersion>(), 1);
}

TEST_F(WindowVerdictTest, CtrlReturnActsOnTheSheetWhenTheTargetIsAnotherVersion) {
  open();
  load("/opt/libwarn.so");
  drop({"/opt/libctr.so"});
  find<QComboBox>("targetBox")->activated(0);  // Chosen while the other one is being loaded.
  ASSERT_TRUE(sheetShows("libctr.so"));
  EXPECT_EQ(target(), 1);
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(submitted<SwapToVersion>(), 1);
  EXPECT_EQ(std::get<SwapToVersion>(engine_.submitted().back()).version, 2U);
}

TEST_F(WindowVerdictTest, TheSheetTellsOfProbationWhenItIsOpenedAgain) {
  open();
  load("/opt/libctr.so");
  press(Qt::Key_Return, Qt::ControlModifier);
  ASSERT_EQ(active(), 1U);
  VersionInfo& info = engine_.version(1);
  info.published = info.on_probation = true;
  info.probation_ends = std::chrono::hours{1};
  press(Qt::Key_F7);
  const auto words = [&] {
    QStringList all;
    for (const QLabel* label : find<QWidget>("verdictPanel")->findChildren<QLabel*>("findingText")) all << label->text();
    return all.join('|');
  };
  ASSERT_TRUE(waitFor([&] { return words().contains("No fault so far"); }));
  info.on_probation = false;
  info.fault = "gave a score that is NaN or infinite on 3 of 9 requests";
  ASSERT_TRUE(waitFor([&] { return words().contains("Gave a score that is NaN"); }));
  EXPECT_EQ(find<QLabel>("verdictSummary")->text(), "failed live; was accepted");
}

TEST_F(WindowVerdictTest, EscClosesTheVerdictFirstAndReturnsToLiveThen) {
  open();
  drop({"/opt/libctr.so"});
  ASSERT_TRUE(sheetShows("libctr.so"));
  press(Qt::Key_Space);
  ASSERT_TRUE(find<QAction>("freeze")->isChecked());
  EXPECT_EQ(find<QLabel>("frozenChip")->text(), QString::fromUtf8("Frozen — Space for live"));  // Esc is the sheet's.
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
  auto* files = find<QTabBar>("verdictFiles");
  ASSERT_EQ(files->count(), 3);
  EXPECT_EQ(files->tabText(0), "libwarn.so");
  EXPECT_EQ(files->accessibleTabName(2), "libbad.so: refused at static inspection");
  files->setCurrentIndex(0);
  EXPECT_EQ(target(), 1);
  files->setCurrentIndex(2);
  find<QToolButton>("verdictPrevious")->click();
  EXPECT_EQ(files->currentIndex(), 1);
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

TEST_F(WindowVerdictTest, DetailsOfAnErrorBesideTheSheetTakeNoRoomFromThePanelsBelow) {
  notice_ = QStringLiteral("/opt/%1.so was not loaded").arg(QString(300, 'a'));  // Shortened: the whole of it is in the details.
  open();
  window_->resize(1200, 700);
  load("/opt/libwarn.so");
  ASSERT_TRUE(sheetShows("libwarn.so"));
  find<QToolButton>("verdictPassed")->click();  // As high as it may get.
  waitForSomeLooks();
  const int before = find<QDockWidget>("totalsDock")->height();
  press(Qt::Key_I, Qt::ControlModifier);
  ASSERT_TRUE(find<QWidget>("noticeDetails")->isVisible());
  waitForSomeLooks();
  EXPECT_EQ(find<QDockWidget>("totalsDock")->height(), before);
  press(Qt::Key_Escape);
  press(Qt::Key_D, Qt::ControlModifier);
  waitForSomeLooks();
  EXPECT_EQ(find<QDockWidget>("totalsDock")->height(), before);
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

TEST_F(WindowVerdictTest, TheTabsOfManyFilesDoNotWidenASmallWindow) {
  open();
  window_->resize(780, 560);
  const int before = window_->width();
  QStringList files;
  for (int i = 0; i < 12; ++i) files << QStringLiteral("/opt/a_library_with_a_long_name_%1.so").arg(i);
  drop(files);
  ASSERT_TRUE(sheetShows("a_library_with_a_long_name_11"));
  waitForSomeLooks();
  EXPECT_EQ(window_->width(), before);
  EXPECT_EQ(find<QTabBar>("verdictFiles")->count(), 12);
}

TEST_F(WindowVerdictTest, AStuckThreadIsToldInTheTableItsTabAndTheStatusBar) {
  open();
  load("/opt/score_op_v1.so");
  engine_.Park(3, 1);
  auto* note = find<QLabel>("parkedText");
  ASSERT_TRUE(waitFor([&] { return note->text().startsWith("T3 (hs-work-03): stuck in v1"); }));
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

TEST_F(WindowVerdictTest, TheFileDialogPreviewsATypedPath) {
  preview_ = FakeInspection;
  open();
  QFileDialog* dialog = openDialogAt({});
  ASSERT_NE(dialog, nullptr);
  auto* title = dialog->findChild<QLabel*>("previewTitle");
  auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
  ASSERT_NE(name, nullptr);
  QTemporaryDir elsewhere;
  QFile made(elsewhere.filePath("libwarn.so"));
  ASSERT_TRUE(made.open(QIODevice::WriteOnly));
  QTest::keyClicks(name, made.fileName());
  EXPECT_TRUE(QTest::qWaitFor([&] { return title->text() == "libwarn.so"; }));
  QTest::keyClicks(name, "x");
  EXPECT_EQ(title->text(), "Preview");
  Q_EMIT name->textEdited("libbad.so");  // Of the dialog's folder.
  EXPECT_TRUE(QTest::qWaitFor([&] { return title->text() == "libbad.so"; }));
  Q_EMIT name->textEdited("\"libwarn.so\" \"libbad.so\"");
  EXPECT_EQ(title->text(), "2 files");
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
