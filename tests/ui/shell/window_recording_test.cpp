#include <QAbstractItemView>
#include <QAction>
#include <QLabel>
#include <QSlider>
#include <QTableView>

#include "core/session/session_engine.h"
#include "tests/ui/shell/window_fixture.h"

namespace hotswap::ui {
namespace {

/// The window over a session of the fake engine in which v2 took the place of v1.
class WindowRecordingTest : public WindowFixture {
 protected:
  void SetUp() override {
    for (const char* file : {"/tmp/a.so", "/tmp/b.so"}) engine_.Submit(SwapToLibrary{.slot = {}, .path = file});
    for (int i = 0; i < 400; ++i) {
      clock_.Advance(20ms);
      static_cast<void>(engine_.Latest());
    }
    recording_ = std::make_unique<SessionEngine>(Session{.program = "p", .saved_at = "today", .snapshot = engine_.Latest()},
                                                 "run.hsession");
  }

  void openRecording() {
    WindowOptions options;
    options.settings_file = settings_file_;
    options.theme = Theme::kLight;
    options.recording = recording_.get();
    window_ = std::make_unique<MainWindow>(*recording_, clock_, options);
    window_->show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get()));
  }

  int receipts() const { return find<QTableView>("receiptsTable")->model()->rowCount(); }

  std::unique_ptr<SessionEngine> recording_;
};

TEST_F(WindowRecordingTest, TheTitleNamesTheRecordingAndTheVersionOfTheMoment) {
  openRecording();
  ASSERT_TRUE(waitFor([this] { return window_->windowTitle().startsWith("v2"); })) << window_->windowTitle().toStdString();
  EXPECT_TRUE(window_->windowTitle().endsWith("recording run.hsession — Hotswap Monitor"))
      << window_->windowTitle().toStdString();
}

TEST_F(WindowRecordingTest, ScrubbingBackShowsWhatWasKnownThenAndForwardAgainTheRest) {
  openRecording();
  ASSERT_TRUE(waitFor([this] { return receipts() == 2; }));
  auto* slider = find<QSlider>("scrubSlider");
  EXPECT_TRUE(slider->hasFocus());
  const auto second = recording_->Latest()->receipts->back().at;
  recording_->MoveTo(second - 1ms);
  ASSERT_TRUE(waitFor([this] { return window_->windowTitle().startsWith("v1") && receipts() == 1; }));
  QTest::keyClick(slider, Qt::Key_Left);
  QTest::keyClick(slider, Qt::Key_End);
  EXPECT_TRUE(waitFor([this] { return window_->windowTitle().startsWith("v2") && receipts() == 2; }));
}

TEST_F(WindowRecordingTest, TheScrubBarFollowsWhatAnotherWindowDoes) {
  openRecording();
  recording_->MoveTo(recording_->Begin());
  EXPECT_TRUE(waitFor([this] { return find<QSlider>("scrubSlider")->value() == 0; }));
}

TEST_F(WindowRecordingTest, WhatNeedsAnEngineIsOffAndSaysWhy) {
  openRecording();
  ASSERT_TRUE(waitFor([this] { return target() != 0; }));
  for (const char* name : {"load", "swap", "rollBack", "workers", "runScenario", "stopScenario", "reloadConfig", "canary",
                           "promote", "pauseRollout", "abortRollout"}) {
    const auto* action = find<QAction>(name);
    EXPECT_FALSE(action->isEnabled()) << name;
    EXPECT_TRUE(action->toolTip().contains("A recording is shown")) << name << ": " << action->toolTip().toStdString();
  }
  for (const char* name : {"threadsBox", "intervalBox"}) {
    const auto* box = find<QWidget>(name);
    EXPECT_FALSE(box->isEnabled()) << name;
    EXPECT_TRUE(box->toolTip().contains("A recording is shown")) << name;
  }
  EXPECT_TRUE(find<QAction>("freeze")->isEnabled()) << "the picture is not the engine";
}

TEST_F(WindowRecordingTest, AKeyOrADoubleClickPressedInVainAddsNoError) {
  openRecording();
  ASSERT_TRUE(waitFor([this] { return target() != 0; }));
  press(Qt::Key_F5);
  press(Qt::Key_Return, Qt::ControlModifier);
  auto* list = find<QAbstractItemView>("operatorsList");
  Q_EMIT list->activated(list->model()->index(0, 0));
  EXPECT_TRUE(recording_->Latest()->outcomes.empty());
}

TEST_F(WindowRecordingTest, AFileThatIsDroppedIsRefusedInTheErrorBar) {
  openRecording();
  ASSERT_TRUE(waitFor([this] { return target() != 0; }));
  drop({"/tmp/c.so"});
  EXPECT_TRUE(waitFor([this] { return find<QLabel>("noticeText")->text().contains("recording of today"); }))
      << find<QLabel>("noticeText")->text().toStdString();
}

}  // namespace
}  // namespace hotswap::ui
