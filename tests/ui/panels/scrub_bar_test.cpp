#include "ui/panels/scrub_bar.h"

#include <QLabel>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <algorithm>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

/// From 10 s to 70 s.
class FakeRecording final : public Recording {
 public:
  std::string Name() const override { return "fake"; }
  Nanoseconds Begin() const override { return 10s; }
  Nanoseconds End() const override { return 70s; }
  Nanoseconds Position() const override { return position_; }
  void MoveTo(Nanoseconds at) override { position_ = std::clamp<Nanoseconds>(at, Begin(), End()); }
  TimePoint Now() const override { return TimePoint{} + position_; }

 private:
  Nanoseconds position_ = 70s;
};

class ScrubBarTest : public testing::OffscreenTest {
 protected:
  void open() {
    bar_ = std::make_unique<ScrubBar>(recording_);
    bar_->show();
    bar_->activateWindow();
    bar_->setFocus();
  }
  void press(Qt::Key key) { QTest::keyClick(bar_->findChild<QSlider*>("scrubSlider"), key); }
  QString time() const { return bar_->findChild<QLabel*>("scrubTime")->text(); }

  FakeRecording recording_;
  std::unique_ptr<ScrubBar> bar_;
};

TEST_F(ScrubBarTest, StandsAtTheEndAtFirst) {
  open();
  EXPECT_EQ(recording_.Position(), 70s);
  EXPECT_EQ(time(), "1:10.0 of 1:10.0");
}

TEST_F(ScrubBarTest, KeysMoveBySmallAndLargeStepsAndToTheEnds) {
  open();
  press(Qt::Key_Home);
  EXPECT_EQ(recording_.Position(), 10s);
  press(Qt::Key_Right);
  EXPECT_EQ(recording_.Position(), 10s + 200ms);
  press(Qt::Key_PageUp);
  EXPECT_EQ(recording_.Position(), 13s + 200ms);
  press(Qt::Key_PageDown);
  press(Qt::Key_Left);
  EXPECT_EQ(recording_.Position(), 10s);
  press(Qt::Key_End);
  EXPECT_EQ(recording_.Position(), 70s);
}

TEST_F(ScrubBarTest, PlaysFromTheBeginningOnceItIsAtTheEndAndStopsWhenAsked) {
  open();
  auto* play = bar_->findChild<QToolButton*>("scrubPlay");
  play->click();
  EXPECT_TRUE(bar_->isPlaying());
  EXPECT_LT(recording_.Position(), 70s);
  ASSERT_TRUE(QTest::qWaitFor([this] { return recording_.Position() > 10s; }));
  play->click();
  EXPECT_FALSE(bar_->isPlaying());
}

TEST_F(ScrubBarTest, PlayingEndsAtTheEnd) {
  open();
  auto* slider = bar_->findChild<QSlider*>("scrubSlider");
  slider->setValue(slider->maximum() - 50);
  bar_->findChild<QToolButton*>("scrubPlay")->click();
  ASSERT_TRUE(QTest::qWaitFor([this] { return !bar_->isPlaying(); }));
  EXPECT_EQ(recording_.Position(), 70s);
}

TEST_F(ScrubBarTest, FollowsAMoveThatIsNotItsOwnAndGoesOnFromThere) {
  open();
  auto* slider = bar_->findChild<QSlider*>("scrubSlider");
  recording_.MoveTo(40s);
  bar_->follow();
  EXPECT_EQ(slider->value(), 30'000);
  EXPECT_EQ(time(), "0:40.0 of 1:10.0");
  EXPECT_EQ(recording_.Position(), 40s);
  press(Qt::Key_Right);
  EXPECT_EQ(recording_.Position(), 40s + 200ms);
}

TEST_F(ScrubBarTest, PlayingBeginsWhereTheRecordingStandsAndNotWhereTheBarStood) {
  open();
  recording_.MoveTo(40s);
  bar_->findChild<QToolButton*>("scrubPlay")->click();
  ASSERT_TRUE(QTest::qWaitFor([this] { return recording_.Position() != 40s; }));
  EXPECT_GT(recording_.Position(), 40s);
}

TEST_F(ScrubBarTest, ItsIconFollowsTheThemeWhateverPaletteItWasMadeWith) {
  const QPalette before = QGuiApplication::palette();
  QWidget window;
  QPalette own = before;
  own.setColor(QPalette::Highlight, Qt::magenta);
  window.setPalette(own);
  auto* bar = new ScrubBar(recording_, &window);
  const auto drawn = [bar] { return bar->findChild<QToolButton*>("scrubPlay")->icon().pixmap(16, 16).toImage(); };
  const QImage in_light = drawn();
  QPalette dark = before;
  dark.setColor(QPalette::ButtonText, Qt::white);
  QGuiApplication::setPalette(dark);
  EXPECT_NE(drawn(), in_light);
  QGuiApplication::setPalette(before);
}

}  // namespace
}  // namespace hotswap::ui
