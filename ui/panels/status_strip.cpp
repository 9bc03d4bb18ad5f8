#include "ui/panels/status_strip.h"

#include <QGuiApplication>
#include <QLabel>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/plain_tool_tip.h"
#include "ui/viewmodels/short_words.h"

namespace hotswap::ui {
namespace {

constexpr int kLeastNews = 160;         ///< Device-independent pixels.
constexpr qsizetype kShortestCut = 16;  ///< Characters; a word cut shorter says nothing.

void setIfChanged(QLabel& label, const QString& text) {
  if (label.text() != text) label.setText(text);
}

/// The text within this width: long words lose their middle first, as of a file's name both ends say something.
QString fitted(const QString& text, const QFontMetrics& metrics, int width) {
  QString shorter = text;
  for (qsizetype longest = kLongestWord; longest >= kShortestCut; longest /= 2) {
    if (metrics.horizontalAdvance(shorter) <= width) return shorter;
    shorter = shortWords(text, longest);
  }
  return metrics.elidedText(shorter, Qt::ElideRight, width);
}

}  // namespace

StatusStrip::StatusStrip(const StatusViewModel& model, QWidget* parent)
    : QStatusBar(parent), model_(model), news_(new QLabel(this)) {
  setObjectName(QStringLiteral("statusStrip"));
  setSizeGripEnabled(false);
  news_->setObjectName(QStringLiteral("statusNews"));
  news_->setTextFormat(Qt::PlainText);
  news_->setAccessibleName(tr("What happened last"));
  // A long sentence is cut rather than widening the window.
  news_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  news_->setContentsMargins(kSpaceMedium, 0, 0, 0);
  addWidget(news_, 1);
  threads_ = addField(QStringLiteral("statusThreads"), tr("Worker threads"), tr("64 threads, stopped"));
  active_swatch_ = new QLabel(this);
  addPermanentWidget(active_swatch_);
  active_ = addField(QStringLiteral("statusActive"), tr("Active version"), QStringLiteral("v99 64/64"));
  throughput_ = addField(QStringLiteral("statusThroughput"), tr("Requests per second"), QStringLiteral("99.9 M/s"));
  p99_ = addField(QStringLiteral("statusP99"), tr("99th percentile of the latency"), QStringLiteral("p99 99.9 µs"));
  lost_ = addField(QStringLiteral("statusLost"), tr("Lost requests"), tr("999 lost"));
  faults_ =
      addField(QStringLiteral("statusErrors"), tr("Requests that ended in an error, and scores that were NaN or infinite"), {});
  stuck_icon_ = new QLabel(this);
  addPermanentWidget(stuck_icon_);
  stuck_ = addField(QStringLiteral("statusStuck"), tr("Threads that are stuck in an operator's call; see the threads table"), {});
  window_ = addField(QStringLiteral("statusWindow"), tr("The window's own load"), tr("window 30 fps 10 %"));
  window_->setMinimumWidth(1);  // It goes first where there is little room.
  connect(&model_, &StatusViewModel::changed, this, &StatusStrip::refresh);
  refresh();
}

QLabel* StatusStrip::addField(const QString& name, const QString& accessible_name, const QString& widest) {
  auto* label = new QLabel(this);
  label->setObjectName(name);
  label->setAccessibleName(accessible_name);
  label->setToolTip(accessible_name);
  label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest) + kSpaceSmall);
  label->setContentsMargins(0, 0, kSpaceSmall, 0);
  addPermanentWidget(label);
  return label;
}

void StatusStrip::refresh() {
  news_->setToolTip(plainToolTip(model_.news()));
  setIfChanged(*news_, fitted(model_.news(), news_->fontMetrics(), news_->width() - kSpaceMedium));
  setIfChanged(*threads_, model_.threads());
  setIfChanged(*active_, model_.activeVersion());
  setIfChanged(*throughput_, model_.throughput());
  setIfChanged(*p99_, model_.p99());
  setIfChanged(*lost_, model_.lost());
  const QString whose = model_.hasSeveralSlots() ? tr(", all slots") : QString();
  throughput_->setToolTip(throughput_->accessibleName() + whose);
  lost_->setToolTip(lost_->accessibleName() + whose);
  p99_->setToolTip(tr("99th percentile of the latency%1: %2").arg(whose, model_.p99Window()));
  showTrouble(*faults_, model_.faultsShort(), EventLevel::kError);
  faults_->setToolTip(
      tr("Requests that ended in an error, and scores that were NaN or infinite%1: %2").arg(whose, model_.faults()));
  showTrouble(*stuck_, model_.stuck(), EventLevel::kWarning);
  stuck_icon_->setVisible(!model_.stuck().isEmpty());
  stuck_icon_->setPixmap(icon(Icon::kWarning, QGuiApplication::palette()).pixmap(kSwatchSize, kSwatchSize));
  makeRoom();
  active_swatch_->setVisible(model_.activeNumber() != 0);
  active_swatch_->setPixmap(versionIcon(model_.activeNumber()).pixmap(kSwatchSize, kSwatchSize));
}

void StatusStrip::resizeEvent(QResizeEvent* event) {
  QStatusBar::resizeEvent(event);
  makeRoom();
}

// The window's own load is what the fewest ask for: what happened last needs the room more.
void StatusStrip::makeRoom() {
  int others = kSpaceMedium;
  for (const QLabel* field : findChildren<QLabel*>(Qt::FindDirectChildrenOnly)) {
    if (field != window_ && field != news_ && !field->isHidden()) others += field->sizeHint().width() + kSpaceMedium;
  }
  const int wanted = window_->fontMetrics().horizontalAdvance(model_.window()) + kLeastNews;
  setIfChanged(*window_, others + wanted <= width() ? model_.window() : QString());
}

void StatusStrip::showTrouble(QLabel& field, const QString& text, EventLevel level) {
  setIfChanged(field, text);
  field.setVisible(!text.isEmpty());
  QPalette colours = palette();
  const QColor colour = levelColor(level, isDark(colours));
  if (field.palette().color(QPalette::WindowText) == colour) return;
  colours.setColor(QPalette::WindowText, colour);
  field.setPalette(colours);
}

}  // namespace hotswap::ui
