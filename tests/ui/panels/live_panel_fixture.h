#ifndef HOTSWAP_TESTS_UI_PANELS_LIVE_PANEL_FIXTURE_H_
#define HOTSWAP_TESTS_UI_PANELS_LIVE_PANEL_FIXTURE_H_

#include <QImage>
#include <QMouseEvent>
#include <memory>

#include "tests/ui/offscreen_test.h"
#include "tests/ui/snapshot_builder.h"
#include "ui/charts/lane_chart.h"
#include "ui/charts/score_chart.h"
#include "ui/panels/live_panel.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""us;
using std::chrono_literals::operator""s;
using testing::ManualClock;
using testing::SnapshotBuilder;

/// A live panel on a display in memory, at the end of a minute.
class LivePanelTest : public testing::OffscreenTest {
 protected:
  void SetUp() override {
    clock_.set(60s);
    panel_ = std::make_unique<LivePanel>(model_, clock_);
    panel_->resize(1000, 400);
    panel_->show();
  }

  void show(const SnapshotBuilder& builder) {
    model_.apply(builder.build());
    settle();
  }

  static SnapshotBuilder swapped() { return SnapshotBuilder(4).at(60s).interval(1ms).swap(0s, 1).swap(33s, 2).stagger(20us); }

  ScoreChart& scores() { return *panel_->findChild<ScoreChart*>(); }
  LaneChart& lanes() { return *panel_->findChild<LaneChart*>(); }

  /// The first column of a chart, from the left, in which a colour shows; -1 for none.
  static int firstColumnOf(TimelineChart& chart, const QColor& color) {
    const QImage image = chart.viewport()->grab().toImage();
    const QRect plot = chart.plotRect();
    for (int x = plot.left(); x <= plot.right(); ++x) {
      for (int y = plot.top(); y <= plot.bottom(); ++y) {
        if (image.pixelColor(x, y) == color) return x;
      }
    }
    return -1;
  }

  QColor shade(std::uint32_t version, double strength) const {
    const QPalette palette = panel_->palette();
    return blended(versionColor(version, isDark(palette)), palette.color(QPalette::Base), strength);
  }

  static void send(QWidget& target, QEvent::Type type, QPoint at) {
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, target.mapToGlobal(at), button, button, Qt::NoModifier);
    QApplication::sendEvent(&target, &event);
  }

  static void click(QWidget& target, QPoint at) {
    send(target, QEvent::MouseButtonPress, at);
    send(target, QEvent::MouseButtonRelease, at);
  }

  static void drag(QWidget& target, QPoint from, QPoint to) {
    send(target, QEvent::MouseButtonPress, from);
    send(target, QEvent::MouseMove, to);
    send(target, QEvent::MouseButtonRelease, to);
  }

  ManualClock clock_;
  TimelineViewModel model_;
  std::unique_ptr<LivePanel> panel_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_PANELS_LIVE_PANEL_FIXTURE_H_
