#include "ui/charts/legend_row.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr int kLineSample = 18;

QFont bold(QFont font) {
  font.setBold(true);
  return font;
}

int sampleWidth(LegendSample sample) { return (sample == LegendSample::kSwatch ? kSwatchSize : kLineSample) + kSpaceSmall; }

}  // namespace

QPen samplePen(LegendSample sample, const QPalette& palette) {
  const QColor text = palette.color(QPalette::Text);
  switch (sample) {
    case LegendSample::kSwatch: break;
    case LegendSample::kSolidLine: return QPen(text, 1.6);
    case LegendSample::kDashedLine: return QPen(text, 1.4, Qt::DashLine, Qt::FlatCap);
    case LegendSample::kDottedLine:
      return QPen(blended(text, palette.color(QPalette::Base), 0.65), 1.4, Qt::DotLine, Qt::FlatCap);
  }
  return QPen(Qt::NoPen);
}

LegendRow::LegendRow(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
}

void LegendRow::setTitle(const QString& title) {
  if (title == title_) return;
  title_ = title;
  describe();
  update();
}

void LegendRow::setEntries(const QList<LegendEntry>& entries) {
  if (entries == entries_) return;
  entries_ = entries;
  describe();
  update();
}

void LegendRow::setKeepsFirst(bool keeps_first) {
  keeps_first_ = keeps_first;
  update();
}

QSize LegendRow::sizeHint() const { return {200, fontMetrics().height() + 2 * kSpaceSmall}; }

QSize LegendRow::minimumSizeHint() const { return {0, sizeHint().height()}; }

void LegendRow::describe() {
  QStringList parts{title_};
  for (const LegendEntry& entry : entries_) parts << entry.text;
  setAccessibleName(parts.join(QStringLiteral(", ")));
}

int LegendRow::entryWidth(const LegendEntry& entry) const {
  return sampleWidth(entry.sample) + fontMetrics().horizontalAdvance(entry.text);
}

void LegendRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::Text));
  painter.setFont(bold(font()));
  QRect rest = rect().adjusted(kSpaceMedium, 0, -kSpaceMedium, 0);
  const int title_width = painter.fontMetrics().horizontalAdvance(title_) + 2 * kSpaceMedium;
  if (!entries_.isEmpty() && countThatFits(rest.width() - title_width) == 0) {
    const LegendEntry& entry = keeps_first_ ? entries_.first() : entries_.last();
    paintTitleBeside(painter, rest, entryWidth(entry));
    painter.setFont(font());
    paintEntry(painter, rest.adjusted(std::max(0, rest.width() - entryWidth(entry)), 0, 0, 0), entry);
    return;
  }
  painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, title_);
  rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(title_) + 2 * kSpaceMedium);
  painter.setFont(font());
  const qsizetype count = countThatFits(rest.width());
  const QString more = count < entries_.size() ? moreText(entries_.size() - count) : QString();
  if (!more.isEmpty() && !keeps_first_) {
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, more);
    rest.setLeft(rest.left() + fontMetrics().horizontalAdvance(more) + kSpaceLarge);
  }
  for (const LegendEntry& entry : keeps_first_ ? entries_.first(count) : entries_.last(count)) {
    const int width = entryWidth(entry);
    paintEntry(painter, QRect(rest.left(), rest.top(), width, rest.height()), entry);
    rest.setLeft(rest.left() + width + kSpaceLarge);
  }
  if (!more.isEmpty() && keeps_first_) painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, more);
}

/// What the chart is about is guessed from a few letters; a figure that lacks its end is another figure.
void LegendRow::paintTitleBeside(QPainter& painter, const QRect& rest, int entry_width) const {
  constexpr qsizetype kFewestLetters = 3;
  const QRect room = rest.adjusted(0, 0, -entry_width - kSpaceMedium, 0);
  const QString text = painter.fontMetrics().elidedText(title_, Qt::ElideRight, std::max(0, room.width()));
  if (text.size() > kFewestLetters) painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, text);
}

qsizetype LegendRow::countThatFits(int room) const {
  const int for_more = fontMetrics().horizontalAdvance(moreText(entries_.size())) + kSpaceLarge;
  qsizetype count = 0;
  while (count < entries_.size()) {
    const LegendEntry& next = entries_[keeps_first_ ? count : entries_.size() - 1 - count];
    room -= entryWidth(next) + (count > 0 ? kSpaceLarge : 0);
    if (room < (count + 1 < entries_.size() ? for_more : 0)) break;
    ++count;
  }
  return count;
}

QString LegendRow::moreText(qsizetype count) { return tr("+%1", "entries without room").arg(count); }

void LegendRow::paintEntry(QPainter& painter, const QRect& rect, const LegendEntry& entry) const {
  if (entry.sample == LegendSample::kSwatch) {
    const QRect swatch(rect.left(), rect.center().y() - kSwatchSize / 2, kSwatchSize, kSwatchSize);
    painter.fillRect(swatch, versionBrush(entry.version, palette()));
  } else {
    painter.setPen(samplePen(entry.sample, palette()));
    painter.drawLine(rect.left(), rect.center().y(), rect.left() + kLineSample, rect.center().y());
  }
  painter.setPen(palette().color(QPalette::Text));
  const QRect text = rect.adjusted(sampleWidth(entry.sample), 0, 0, 0);
  // Asked for at its own width, a text may come back cut: elision counts the overhang of the last letter too.
  const bool fits = fontMetrics().horizontalAdvance(entry.text) <= text.width();
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                   fits ? entry.text : fontMetrics().elidedText(entry.text, Qt::ElideRight, text.width()));
}

}  // namespace hotswap::ui
