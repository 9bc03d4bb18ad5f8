#include <QLabel>
#include <QToolButton>

#include "tests/ui/shell/window_fixture.h"

namespace hotswap::ui {
namespace {

class WindowFirstStepsTest : public WindowFixture {};

TEST_F(WindowFirstStepsTest, TheHintTicksOffWhatWasDoneAndNeverComesBack) {
  open();
  ASSERT_TRUE(find<QWidget>("firstSteps")->isVisible());
  load("/opt/score_op_v1.so");
  EXPECT_FALSE(find<QLabel>("firstStep1")->isEnabled()) << "it was picked";
  press(Qt::Key_Return, Qt::ControlModifier);
  EXPECT_TRUE(waitFor([&] { return !find<QWidget>("firstSteps")->isVisible(); }));
  window_.reset();
  open();
  EXPECT_FALSE(find<QWidget>("firstSteps")->isVisible());
}

TEST_F(WindowFirstStepsTest, ItIsClosedByTheKeyboardForGood) {
  open();
  auto* close = find<QToolButton>("firstStepsClose");
  close->setFocus();
  QTest::keyClick(close, Qt::Key_Return);
  EXPECT_FALSE(find<QWidget>("firstSteps")->isVisible());
  window_.reset();
  open();
  EXPECT_FALSE(find<QWidget>("firstSteps")->isVisible());
}

}  // namespace
}  // namespace hotswap::ui
