// Renders the chart panels to PNG files without a display, for people to look at: charts_demo FOLDER.
#include <QAbstractScrollArea>
#include <QApplication>
#include <QDir>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleFactory>
#include <QVBoxLayout>
#include <cstdio>

#include "tests/ui/snapshot_builder.h"
#include "ui/charts/score_chart.h"
#include "ui/panels/live_panel.h"
#include "ui/panels/totals_panel.h"
#include "ui/theme/icons.h"

namespace hotswap::ui::testing {
namespace {

using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""us;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

QPalette darkPalette() {
  QPalette palette(QColor(0x2a, 0x2a, 0x2a), QColor(0x1e, 0x1e, 0x1e));
  const QColor text(0xe8, 0xe8, 0xe8);
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText})
    palette.setColor(role, text);
  palette.setColor(QPalette::Base, QColor(0x1e, 0x1e, 0x1e));
  palette.setColor(QPalette::Window, QColor(0x2a, 0x2a, 0x2a));
  palette.setColor(QPalette::ToolTipBase, QColor(0x33, 0x33, 0x38));
  palette.setColor(QPalette::Highlight, QColor(0x5a, 0xa0, 0xe6));
  palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(0x70, 0x70, 0x70));
  return palette;
}

struct Picture {
  QString name;
  std::shared_ptr<const Snapshot> snapshot;
  QSize size{1076, 590};  ///< What the panels get in a window of 1366 x 768.
  std::chrono::seconds span{60};
  int selected = -1;
  bool hover_scores = false;
  bool hover_lanes = false;
  std::optional<std::pair<double, double>> zoomed{};  ///< Seconds since the start.
  std::optional<std::chrono::nanoseconds> cursor{};   ///< Before the right edge.
  std::uint32_t hidden = 0;                           ///< A version.
};

void hover(QWidget& chart, QPoint at) {
  QWidget* target = qobject_cast<QAbstractScrollArea*>(&chart)->viewport();
  QMouseEvent move(QEvent::MouseMove, at, target->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
  QApplication::sendEvent(target, &move);
}

void render(const Picture& picture, const QString& file) {
  TimelineViewModel timeline;
  TotalsViewModel totals;
  ManualClock clock;
  clock.set(picture.snapshot->at + 70ms);
  QWidget window;
  LivePanel live(timeline, clock);
  TotalsPanel summary(totals);
  auto* layout = new QVBoxLayout(&window);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(&live, 2);
  layout->addWidget(&summary, 1);
  timeline.setSpan(picture.span);
  totals.setSpan(picture.span);
  window.resize(picture.size);
  window.show();
  timeline.apply(picture.snapshot);
  totals.apply(picture.snapshot);
  timeline.setSelectedThread(picture.selected);
  if (picture.hidden != 0) timeline.setVersionHidden(picture.hidden, true);
  if (picture.zoomed) {
    timeline.choose(static_cast<std::int64_t>(picture.zoomed->first * 1e9),
                    static_cast<std::int64_t>(picture.zoomed->second * 1e9));
    totals.setWindow(timeline.window());
  }
  for (int i = 0; i < 5; ++i) QApplication::processEvents();
  live.tick();
  timeline.setCursor(picture.cursor);
  totals.setCursor(picture.cursor);
  if (auto* scores = live.findChild<QWidget*>(QStringLiteral("scoreChart")); picture.hover_scores) {
    hover(*scores, QPoint(scores->width() * 9 / 10, scores->height() / 3));
  }
  if (auto* lanes = live.findChild<QWidget*>(QStringLiteral("laneChart")); picture.hover_lanes) {
    hover(*lanes, QPoint(lanes->width() / 2, lanes->height() / 2));
  }
  for (int i = 0; i < 5; ++i) QApplication::processEvents();
  window.grab().save(file);
  std::printf("%s\n", qPrintable(file));
  live.setParent(nullptr);
  summary.setParent(nullptr);
}

/// Every icon at three sizes, enabled and disabled, then the first versions' squares.
void renderIcons(const QString& file) {
  constexpr int kIcons = static_cast<int>(Icon::kScenario) + 1;
  QPixmap sheet(kIcons * 60, 230);
  sheet.fill(QApplication::palette().color(QPalette::Window));
  QPainter painter(&sheet);
  for (int i = 0; i < kIcons; ++i) {
    const QIcon shown = icon(static_cast<Icon>(i), QApplication::palette());
    shown.paint(&painter, QRect(i * 60 + 4, 8, 16, 16));
    shown.paint(&painter, QRect(i * 60 + 30, 4, 24, 24));
    shown.paint(&painter, QRect(i * 60 + 4, 40, 48, 48));
    shown.paint(&painter, QRect(i * 60 + 4, 100, 48, 48), Qt::AlignCenter, QIcon::Disabled);
    versionIcon(static_cast<std::uint32_t>(i)).paint(&painter, QRect(i * 60 + 4, 170, 16, 16));
    versionIcon(static_cast<std::uint32_t>(i)).paint(&painter, QRect(i * 60 + 26, 162, 32, 32));
  }
  painter.end();
  sheet.save(file);
}

std::vector<Picture> pictures() {
  const auto machine = [](unsigned threads) {
    return SnapshotBuilder(threads).at(75s).interval(0ns).swap(0s, 1).swap(43s, 2).swap(62400ms, 1, true).stagger(50us).build();
  };
  const auto reference = SnapshotBuilder(4).at(12s).swap(0s, 1).swap(2s, 2).swap(5s, 1, true).swap(8s, 2).stagger(2ms).build();
  SnapshotBuilder many(8);
  many.at(60s).swap(0s, 1);
  for (std::uint32_t i = 0; i < 8; ++i) many.swap(20s + 4s * i, i + 2);
  many.swap(53s, 11).swap(53300ms, 12).swap(53600ms, 13);
  SnapshotBuilder nothing(4);
  nothing.at(1s).trafficEnds(0s).swap(0s, 0);
  return {
      {"machine16", machine(16)},
      {"machine16_selected", machine(16), {1076, 590}, 60s, 5, true},
      {"machine16_10s", machine(16), {1076, 590}, 10s},
      {"reference4", reference},
      {"reference4_10s", reference, {1076, 590}, 10s, 1, false, true},
      {"threads64", machine(64), {1076, 590}, 60s, -1, false, true},
      {"thread1", machine(1)},
      {.name = "zoomed", .snapshot = machine(16), .zoomed = std::pair(40.0, 47.5), .cursor = 2300ms},
      {.name = "zoomed_flag", .snapshot = machine(16), .zoomed = std::pair(42.8, 43.2), .cursor = 200ms},
      {.name = "crosshair_hidden", .snapshot = machine(16), .cursor = 25s, .hidden = 2},
      {"span5min", SnapshotBuilder(16).at(400s).interval(0ns).swap(0s, 1).swap(300s, 2).build(), {1076, 590}, 300s},
      {"many_versions", many.build()},
      {"empty", nothing.build()},
      {"machine16_4k", machine(16), {3500, 1900}},
  };
}

}  // namespace
}  // namespace hotswap::ui::testing

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
  if (!folder.mkpath(QStringLiteral("."))) return 1;
  const QPalette light = QApplication::palette();
  for (const auto& picture : hotswap::ui::testing::pictures()) {
    QApplication::setPalette(light);
    hotswap::ui::testing::render(picture, folder.filePath(picture.name + QStringLiteral("_light.png")));
    QApplication::setPalette(hotswap::ui::testing::darkPalette());
    hotswap::ui::testing::render(picture, folder.filePath(picture.name + QStringLiteral("_dark.png")));
  }
  hotswap::ui::testing::renderIcons(folder.filePath(QStringLiteral("icons_dark.png")));
  QApplication::setPalette(light);
  hotswap::ui::testing::renderIcons(folder.filePath(QStringLiteral("icons_light.png")));
  return 0;
}
