#ifndef HOTSWAP_UI_CHARTS_LEGEND_ROW_H_
#define HOTSWAP_UI_CHARTS_LEGEND_ROW_H_

#include <QList>
#include <QPen>
#include <QWidget>
#include <cstdint>
#include <vector>

namespace hotswap::ui {

/// What marks a thing in a chart and in its legend: the colour of a version, or a line of one of three dashes. Curves that belong
/// to no version have no colour of their own, since colour means the version.
enum class LegendSample { kSwatch, kVersionLine, kSolidLine, kDashedLine, kDottedLine };

/// The pen of a curve that `sample` stands for.
QPen samplePen(LegendSample sample, const QPalette& palette);

/// The pen of a version's curve: its colour, with dashes for those who see none.
QPen versionPen(std::uint32_t version, const QPalette& palette);

/// One thing that a chart shows.
struct LegendEntry {
  QString text;
  LegendSample sample = LegendSample::kSwatch;
  std::uint32_t version = 0;  ///< For kSwatch and kVersionLine.
  bool hidden = false;        ///< The chart does not draw it: its swatch or line is empty and its text struck through.

  friend bool operator==(const LegendEntry&, const LegendEntry&) = default;
};

/// A chart's title with its legend in one line; entries without room are counted ("+3"). Where not even one entry has room beside
/// the title, the title is cut.
///
/// Where entries can be toggled, a click on one does so; keys: Left and Right choose one, Space or Return toggles it.
class LegendRow : public QWidget {
  Q_OBJECT

 public:
  explicit LegendRow(QWidget* parent = nullptr);

  void setTitle(const QString& title);
  void setEntries(const QList<LegendEntry>& entries);

  /// Which entries stay when there is no room for all: the last ones unless told, as of versions the newest matter most.
  void setKeepsFirst(bool keeps_first);

  /// Lets a person toggle the entries; nothing changes here until setEntries() says so.
  void setToggles(bool toggles);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void toggled(std::uint32_t version);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  /// Where an entry stands, or what takes its place.
  struct Placed {
    QRect rect;
    qsizetype entry = 0;
  };

  /// The whole line: title, entries, and the count of those without room.
  struct Line {
    QRect title;
    std::vector<Placed> entries;
    QRect more;
    qsizetype left_out = 0;
  };

  Line line() const;
  Line tightLine(const QRect& rest) const;
  void chooseEntry(qsizetype step);
  qsizetype countThatFits(int room) const;
  static QString moreText(qsizetype count);
  int entryWidth(const LegendEntry& entry) const;
  void paintEntry(QPainter& painter, const QRect& rect, const LegendEntry& entry) const;
  void describe();

  QString title_;
  QList<LegendEntry> entries_;
  bool keeps_first_ = false;
  bool toggles_ = false;
  qsizetype current_ = -1;  ///< The entry that keys act on.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_LEGEND_ROW_H_
