#include "ui/theme/icon_shapes.h"

#include <QPolygonF>
#include <initializer_list>

namespace hotswap::ui {
namespace {

void addLine(QPainterPath& path, std::initializer_list<QPointF> points) { path.addPolygon(QPolygonF(QList<QPointF>(points))); }

void addClosed(QPainterPath& path, std::initializer_list<QPointF> points) {
  path.addPolygon(QPolygonF(QList<QPointF>(points)));
  path.closeSubpath();
}

/// A tray with an arrow that goes down into it.
IconShape load() {
  IconShape shape;
  addLine(shape.stroked, {{2.5, 10}, {2.5, 13.5}, {13.5, 13.5}, {13.5, 10}});
  addLine(shape.stroked, {{8, 2}, {8, 9.5}});
  addLine(shape.stroked, {{4.8, 6.6}, {8, 9.8}, {11.2, 6.6}});
  return shape;
}

/// Two arrows that change places.
IconShape swap() {
  IconShape shape;
  addLine(shape.stroked, {{2, 5.2}, {13.4, 5.2}});
  addLine(shape.stroked, {{10.4, 2.2}, {13.6, 5.2}, {10.4, 8.2}});
  addLine(shape.stroked, {{14, 10.8}, {2.6, 10.8}});
  addLine(shape.stroked, {{5.6, 7.8}, {2.4, 10.8}, {5.6, 13.8}});
  return shape;
}

/// An arrow that turns back to the left.
IconShape rollBack() {
  IconShape shape;
  shape.stroked.moveTo(3, 6);
  shape.stroked.lineTo(9.6, 6);
  shape.stroked.arcTo(QRectF(5.9, 6, 7.6, 7.4), 90, -180);
  shape.stroked.lineTo(5, 13.4);
  addLine(shape.stroked, {{6.2, 2.8}, {2.8, 6}, {6.2, 9.2}});
  return shape;
}

/// A snow crystal of three strokes: freezing stops the view only, which a pause sign would not say.
IconShape freeze() {
  IconShape shape;
  addLine(shape.stroked, {{8, 1.6}, {8, 14.4}});
  addLine(shape.stroked, {{2.5, 4.8}, {13.5, 11.2}});
  addLine(shape.stroked, {{2.5, 11.2}, {13.5, 4.8}});
  addLine(shape.stroked, {{6, 2.4}, {8, 4.2}, {10, 2.4}});
  addLine(shape.stroked, {{6, 13.6}, {8, 11.8}, {10, 13.6}});
  return shape;
}

IconShape start() {
  IconShape shape;
  addClosed(shape.filled, {{4, 2.4}, {13.4, 8}, {4, 13.6}});
  return shape;
}

/// A dot with waves: live again.
IconShape resume() {
  IconShape shape;
  shape.filled.addEllipse(QPointF(8, 8), 2.2, 2.2);
  for (const double radius : {4.6, 7.0}) {
    const QRectF box(8 - radius, 8 - radius, 2 * radius, 2 * radius);
    for (const double from : {-45.0, 135.0}) {
      shape.stroked.arcMoveTo(box, from);
      shape.stroked.arcTo(box, from, 90);
    }
  }
  return shape;
}

IconShape stop() {
  IconShape shape;
  shape.filled.addRoundedRect(QRectF(3.2, 3.2, 9.6, 9.6), 1.2, 1.2);
  return shape;
}

/// The sign on a power switch.
IconShape quit() {
  IconShape shape;
  const QRectF ring(2.6, 3, 10.8, 10.8);
  shape.stroked.arcMoveTo(ring, 125);
  shape.stroked.arcTo(ring, 125, 290);
  addLine(shape.stroked, {{8, 1.8}, {8, 7.4}});
  return shape;
}

IconShape error() {
  IconShape shape;
  shape.filled.addEllipse(QPointF(8, 8), 7, 7);
  addLine(shape.cut, {{5.4, 5.4}, {10.6, 10.6}});
  addLine(shape.cut, {{10.6, 5.4}, {5.4, 10.6}});
  return shape;
}

IconShape warning() {
  IconShape shape;
  addClosed(shape.filled, {{8, 1.2}, {15.2, 14.2}, {0.8, 14.2}});
  addLine(shape.cut, {{8, 6}, {8, 9.6}});
  addLine(shape.cut, {{8, 12}, {8, 12.05}});
  return shape;
}

IconShape info() {
  IconShape shape;
  shape.filled.addEllipse(QPointF(8, 8), 7, 7);
  addLine(shape.cut, {{8, 7.4}, {8, 11.6}});
  addLine(shape.cut, {{8, 4.6}, {8, 4.65}});
  return shape;
}

IconShape close() {
  IconShape shape;
  addLine(shape.stroked, {{3.8, 3.8}, {12.2, 12.2}});
  addLine(shape.stroked, {{12.2, 3.8}, {3.8, 12.2}});
  return shape;
}

/// A double arrow: what has no room in a bar is behind it.
IconShape more() {
  IconShape shape;
  addLine(shape.stroked, {{3, 3.5}, {7.5, 8}, {3, 12.5}});
  addLine(shape.stroked, {{8.5, 3.5}, {13, 8}, {8.5, 12.5}});
  return shape;
}

/// A list of steps with the first under way.
IconShape scenario() {
  IconShape shape;
  addClosed(shape.filled, {{1.6, 1.6}, {5.2, 3.6}, {1.6, 5.6}});
  shape.filled.addEllipse(QPointF(3.2, 8.4), 1.1, 1.1);
  shape.filled.addEllipse(QPointF(3.2, 12.8), 1.1, 1.1);
  for (const double y : {3.6, 8.4, 12.8}) addLine(shape.stroked, {{7.4, y}, {14, y}});
  return shape;
}

IconShape passed() {
  IconShape shape;
  shape.filled.addEllipse(QPointF(8, 8), 7, 7);
  addLine(shape.cut, {{4.8, 8.2}, {7, 10.5}, {11.3, 5.8}});
  return shape;
}

/// An empty ring with a dash: the road was not gone.
IconShape notReached() {
  IconShape shape;
  shape.stroked.addEllipse(QPointF(8, 8), 6.2, 6.2);
  addLine(shape.stroked, {{5.6, 8}, {10.4, 8}});
  return shape;
}

/// A sheet with ticked lines.
IconShape verdict() {
  IconShape shape;
  addClosed(shape.stroked, {{2.6, 1.8}, {13.4, 1.8}, {13.4, 14.2}, {2.6, 14.2}});
  for (const double y : {5.6, 10.4}) {
    addLine(shape.stroked, {{4.8, y}, {5.8, y + 1.1}, {7.4, y - 1.2}});
    addLine(shape.stroked, {{9.2, y}, {11.2, y}});
  }
  return shape;
}

/// An eye: it is watched.
IconShape probation() {
  IconShape shape;
  shape.stroked.moveTo(1.4, 8);
  shape.stroked.quadTo(8, 0.6, 14.6, 8);
  shape.stroked.quadTo(8, 15.4, 1.4, 8);
  shape.filled.addEllipse(QPointF(8, 8), 2.3, 2.3);
  return shape;
}

IconShape previous() {
  IconShape shape;
  addLine(shape.stroked, {{10, 3}, {5, 8}, {10, 13}});
  return shape;
}

IconShape next() {
  IconShape shape;
  addLine(shape.stroked, {{6, 3}, {11, 8}, {6, 13}});
  return shape;
}

/// Steps that rise: a share that grows.
IconShape canary() {
  IconShape shape;
  addLine(shape.stroked, {{1.8, 13.4}, {5.4, 13.4}, {5.4, 9.8}, {9, 9.8}, {9, 6.2}, {12.6, 6.2}, {12.6, 2.6}, {14.4, 2.6}});
  return shape;
}

/// An arrow up to a line: to the top at once.
IconShape promote() {
  IconShape shape;
  addLine(shape.stroked, {{3, 2.2}, {13, 2.2}});
  addLine(shape.stroked, {{8, 14}, {8, 5.4}});
  addLine(shape.stroked, {{4.2, 9}, {8, 5.2}, {11.8, 9}});
  return shape;
}

IconShape pause() {
  IconShape shape;
  shape.filled.addRoundedRect(QRectF(3.4, 2.6, 3.4, 10.8), 0.8, 0.8);
  shape.filled.addRoundedRect(QRectF(9.2, 2.6, 3.4, 10.8), 0.8, 0.8);
  return shape;
}

/// An arrow that goes round.
IconShape reload() {
  IconShape shape;
  const QRectF ring(2.6, 2.6, 10.8, 10.8);
  shape.stroked.arcMoveTo(ring, 40);
  shape.stroked.arcTo(ring, 40, -290);
  addLine(shape.stroked, {{9.2, 5}, {12.2, 4.6}, {12.4, 1.6}});
  return shape;
}

}  // namespace

IconShape iconShape(Icon which) {
  switch (which) {
    case Icon::kLoad: return load();
    case Icon::kSwap: return swap();
    case Icon::kRollBack: return rollBack();
    case Icon::kFreeze: return freeze();
    case Icon::kResume: return resume();
    case Icon::kStart: return start();
    case Icon::kStop: return stop();
    case Icon::kQuit: return quit();
    case Icon::kError: return error();
    case Icon::kWarning: return warning();
    case Icon::kInfo: return info();
    case Icon::kClose: return close();
    case Icon::kMore: return more();
    case Icon::kScenario: return scenario();
    case Icon::kPassed: return passed();
    case Icon::kNotReached: return notReached();
    case Icon::kVerdict: return verdict();
    case Icon::kProbation: return probation();
    case Icon::kPrevious: return previous();
    case Icon::kNext: return next();
    case Icon::kCanary: return canary();
    case Icon::kPromote: return promote();
    case Icon::kPause: return pause();
    case Icon::kReload: return reload();
  }
  return {};
}

}  // namespace hotswap::ui
