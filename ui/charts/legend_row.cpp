#include "ui/charts/legend_row.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <utility>

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
    case LegendSample::kSwatch:
    case LegendSample::kVersionLine: break;
    case LegendSample::kSolidLine: return QPen(text, 1.6);
    case LegendSample::kDashedLine: return QPen(text, 1.4, Qt::DashLine, Qt::FlatCap);
    case LegendSample::kDottedLine:
      return QPen(blended(text, palette.color(QPalette::Base), 0.65), 1.4, Qt::DotLine, Qt::FlatCap);
  }
  return QPen(Qt::NoPen);
}

QPen versionPen(std::uint32_t version, const QPalette& palette) {
  return QPen(versionColor(version, isDark(palette)), 1.8, versionDash(version), Qt::FlatCap);
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
  for (const LegendEntry& entry : entries_) parts << (entry.hidden ? tr("%1 hidden", "version").arg(entry.text) : entry.text);
  setAccessibleName(parts.join(QStringLiteral(", ")));
  if (!toggles_ || current_ < 0 || current_ >= entries_.size()) return;
  const LegendEntry& current = entries_[current_];
  setAccessibleDescription(current.hidden ? tr("Space shows %1").arg(current.text) : tr("Space hides %1").arg(current.text));
}

int LegendRow::entryWidth(const LegendEntry& entry) const {
  return sampleWidth(entry.sample) + fontMetrics().horizontalAdvance(entry.text);
}

LegendRow::Line LegendRow::line() const {
  const QRect rest = rect().adjusted(kSpaceMedium, 0, -kSpaceMedium, 0);
  const int title_width = QFontMetrics(bold(font())).horizontalAdvance(title_) + 2 * kSpaceMedium;
  if (!entries_.isEmpty() && countThatFits(rest.width() - title_width) == 0) return tightLine(rest);
  Line line;
  line.title = rest;
  int left = rest.left() + title_width;
  const qsizetype count = countThatFits(rest.width() - title_width);
  line.left_out = entries_.size() - count;
  const auto place = [&](int width) {
    return QRect(std::exchange(left, left + width + kSpaceLarge), rest.top(), width, rest.height());
  };
  if (line.left_out > 0 && !keeps_first_) line.more = place(fontMetrics().horizontalAdvance(moreText(line.left_out)));
  const qsizetype first = keeps_first_ ? 0 : line.left_out;
  for (qsizetype i = first; i < first + count; ++i) line.entries.push_back({place(entryWidth(entries_[i])), i});
  if (line.left_out > 0 && keeps_first_) line.more = place(rest.right() - left);
  return line;
}

/// What the chart is about is guessed from a few letters; a figure that lacks its end is another figure.
LegendRow::Line LegendRow::tightLine(const QRect& rest) const {
  const qsizetype kept = keeps_first_ ? 0 : entries_.size() - 1;
  const int width = entryWidth(entries_[kept]);
  Line line;
  line.title = rest.adjusted(0, 0, -width - kSpaceMedium, 0);
  line.entries.push_back({rest.adjusted(std::max(0, rest.width() - width), 0, 0, 0), kept});
  return line;
}

void LegendRow::paintEvent(QPaintEvent*) {
  constexpr qsizetype kFewestLetters = 3;
  const Line line = this->line();
  QPainter painter(this);
  painter.setPen(palette().color(QPalette::Text));
  painter.setFont(bold(font()));
  const QString title = painter.fontMetrics().elidedText(title_, Qt::ElideRight, std::max(0, line.title.width()));
  if (title == title_ || title.size() > kFewestLetters) painter.drawText(line.title, Qt::AlignLeft | Qt::AlignVCenter, title);
  painter.setFont(font());
  if (!line.more.isEmpty()) painter.drawText(line.more, Qt::AlignLeft | Qt::AlignVCenter, moreText(line.left_out));
  for (const Placed& placed : line.entries) {
    paintEntry(painter, placed.rect, entries_[placed.entry]);
    if (!hasFocus() || placed.entry != current_) continue;
    painter.setPen(QPen(palette().color(QPalette::Highlight), kSpaceTiny));
    painter.drawRect(placed.rect.adjusted(-kSpaceTiny, 1, kSpaceTiny, -2));
  }
}

void LegendRow::setToggles(bool toggles) {
  toggles_ = toggles;
  setFocusPolicy(toggles ? Qt::StrongFocus : Qt::NoFocus);
}

// Space is a shortcut of the window: here it is nearer.
bool LegendRow::event(QEvent* event) {
  if (toggles_ && event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void LegendRow::mousePressEvent(QMouseEvent* event) {
  if (!toggles_ || event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  for (const Placed& placed : line().entries) {
    if (!placed.rect.contains(event->position().toPoint())) continue;
    current_ = placed.entry;
    Q_EMIT toggled(entries_[placed.entry].version);
    return;
  }
}

void LegendRow::keyPressEvent(QKeyEvent* event) {
  if (!toggles_) return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Left: chooseEntry(-1); return;
    case Qt::Key_Right: chooseEntry(1); return;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (current_ >= 0 && current_ < entries_.size()) Q_EMIT toggled(entries_[current_].version);
      return;
    default: QWidget::keyPressEvent(event);
  }
}

/// Among those that are seen.
void LegendRow::chooseEntry(qsizetype step) {
  const std::vector<Placed> seen = line().entries;
  if (seen.empty()) return;
  current_ = std::clamp(current_ + step, seen.front().entry, seen.back().entry);
  describe();
  update();
}

void LegendRow::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  chooseEntry(0);
}

void LegendRow::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
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
    if (entry.hidden) {
      painter.setPen(palette().color(QPalette::Text));
      painter.drawRect(swatch.adjusted(0, 0, -1, -1));
    } else {
      painter.fillRect(swatch, versionBrush(entry.version, palette()));
    }
  } else if (!entry.hidden) {
    const bool of_version = entry.sample == LegendSample::kVersionLine;
    painter.setPen(of_version ? versionPen(entry.version, palette()) : samplePen(entry.sample, palette()));
    painter.drawLine(rect.left(), rect.center().y(), rect.left() + kLineSample, rect.center().y());
  }
  painter.setPen(palette().color(QPalette::Text));
  const QRect text = rect.adjusted(sampleWidth(entry.sample), 0, 0, 0);
  // Asked for at its own width, a text may come back cut: elision counts the overhang of the last letter too.
  const bool fits = fontMetrics().horizontalAdvance(entry.text) <= text.width();
  QFont shown = font();
  shown.setStrikeOut(entry.hidden);
  painter.setFont(shown);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                   fits ? entry.text : fontMetrics().elidedText(entry.text, Qt::ElideRight, text.width()));
}

}  // namespace hotswap::ui
