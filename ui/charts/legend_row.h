#ifndef HOTSWAP_UI_CHARTS_LEGEND_ROW_H_
#define HOTSWAP_UI_CHARTS_LEGEND_ROW_H_

#include <QList>
#include <QPen>
#include <QWidget>
#include <cstdint>

namespace hotswap::ui {

/// What marks a thing in a chart and in its legend: the colour of a version, or a line of one of three dashes. Curves that belong
/// to no version have no colour of their own, since colour means the version.
enum class LegendSample { kSwatch, kSolidLine, kDashedLine, kDottedLine };

/// The pen of a curve that `sample` stands for.
QPen samplePen(LegendSample sample, const QPalette& palette);

/// One thing that a chart shows.
struct LegendEntry {
  QString text;
  LegendSample sample = LegendSample::kSwatch;
  std::uint32_t version = 0;  ///< For kSwatch.

  friend bool operator==(const LegendEntry&, const LegendEntry&) = default;
};

/// A chart's title with its legend in one line; entries without room are counted ("+3"). Where not even one entry has room beside
/// the title, the title is cut.
class LegendRow : public QWidget {
  Q_OBJECT

 public:
  explicit LegendRow(QWidget* parent = nullptr);

  void setTitle(const QString& title);
  void setEntries(const QList<LegendEntry>& entries);

  /// Which entries stay when there is no room for all: the last ones unless told, as of versions the newest matter most.
  void setKeepsFirst(bool keeps_first);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  qsizetype countThatFits(int room) const;
  static QString moreText(qsizetype count);
  int entryWidth(const LegendEntry& entry) const;
  void paintTitleBeside(QPainter& painter, const QRect& rest, int entry_width) const;
  void paintEntry(QPainter& painter, const QRect& rect, const LegendEntry& entry) const;
  void describe();

  QString title_;
  QList<LegendEntry> entries_;
  bool keeps_first_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_CHARTS_LEGEND_ROW_H_
