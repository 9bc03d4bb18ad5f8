#include "ui/panels/steady_press.h"

#include <gtest/gtest.h>

#include <QMouseEvent>
#include <QPushButton>

#include "tests/ui/offscreen_test.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;

class SteadyPressTest : public testing::OffscreenTest {
 protected:
  /// How often the button was clicked by a press and a release right after its parent moved.
  int clicksAfterAMove(std::chrono::milliseconds still_for) {
    QWidget window;
    auto* middle = new QWidget(&window);
    auto* button = new QPushButton(middle);
    new SteadyPress(*button, still_for);
    int clicks = 0;
    QObject::connect(button, &QPushButton::clicked, button, [&] { ++clicks; });
    window.show();
    middle->move(0, 30);
    for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
      const Qt::MouseButtons held = type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
      QMouseEvent event(type, QPointF(3, 3), QPointF(3, 3), Qt::LeftButton, held, Qt::NoModifier);
      QApplication::sendEvent(button, &event);
    }
    return clicks;
  }
};

TEST_F(SteadyPressTest, APressOnWhatHasJustMovedIsNotMeantForIt) { EXPECT_EQ(clicksAfterAMove(1h), 0); }

TEST_F(SteadyPressTest, APressOnWhatHasStoodStillForLongEnoughIs) { EXPECT_EQ(clicksAfterAMove(-1ms), 1); }

}  // namespace
}  // namespace hotswap::ui
