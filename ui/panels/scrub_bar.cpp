#include "ui/panels/scrub_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <limits>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

constexpr std::chrono::milliseconds kTick{33};
constexpr int kSmallestStep = 100;  ///< Milliseconds: less than what the history tells apart.
constexpr int kSmallSteps = 300;    ///< From end to end.
constexpr int kLargeSteps = 20;

/// "3:07.5": minutes, seconds, tenths.
QString clockText(Nanoseconds time) {
  const auto tenths = std::chrono::duration_cast<std::chrono::milliseconds>(time).count() / 100;
  return QStringLiteral("%1:%2.%3").arg(tenths / 600).arg(tenths / 10 % 60, 2, 10, QLatin1Char('0')).arg(tenths % 10);
}

}  // namespace

ScrubBar::ScrubBar(Recording& recording, QWidget* parent)
    : QWidget(parent),
      recording_(recording),
      play_(new QToolButton(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      time_(new QLabel(this)) {
  setObjectName(QStringLiteral("scrubBar"));
  setAccessibleName(tr("Time of the recording"));
  play_->setObjectName(QStringLiteral("scrubPlay"));
  play_->setAutoRaise(true);
  time_->setObjectName(QStringLiteral("scrubTime"));
  time_->setTextFormat(Qt::PlainText);
  buildSlider();
  buildLayout();
  timer_.setInterval(kTick);
  connect(play_, &QToolButton::clicked, this, &ScrubBar::togglePlaying);
  connect(slider_, &QSlider::valueChanged, this, &ScrubBar::moveTo);
  connect(&timer_, &QTimer::timeout, this, &ScrubBar::play);
  showPosition();
}

void ScrubBar::buildSlider() {
  slider_->setObjectName(QStringLiteral("scrubSlider"));
  slider_->setAccessibleName(tr("Moment of the recording"));
  slider_->setToolTip(tr("Moment of the recording (Left, Right, PageUp, PageDown, Home, End)"));
  const int span = inMilliseconds(recording_.End());
  slider_->setRange(0, span);
  slider_->setSingleStep(std::max(span / kSmallSteps, kSmallestStep));
  slider_->setPageStep(std::max(span / kLargeSteps, kSmallestStep));
  slider_->setValue(inMilliseconds(recording_.Position()));
  slider_->setFocusPolicy(Qt::StrongFocus);
  setFocusProxy(slider_);
}

void ScrubBar::buildLayout() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kSpaceMedium, kSpaceTiny, kSpaceMedium, kSpaceTiny);
  row->setSpacing(kSpaceMedium);
  row->addWidget(play_);
  row->addWidget(slider_, 1);
  row->addWidget(time_);
}

int ScrubBar::inMilliseconds(Nanoseconds at) const {
  const auto since = std::chrono::ceil<std::chrono::milliseconds>(at - recording_.Begin()).count();
  return static_cast<int>(std::min<std::int64_t>(since, std::numeric_limits<int>::max()));
}

void ScrubBar::moveTo(int milliseconds) {
  // Ceiled, so that the last value is the end itself and not the millisecond before it.
  recording_.MoveTo(recording_.Begin() + std::chrono::milliseconds(milliseconds));
  showPosition();
}

void ScrubBar::follow() {
  if (recording_.Position() == shown_) return;
  const QSignalBlocker only_shown(slider_);
  slider_->setValue(inMilliseconds(recording_.Position()));
  showPosition();
}

void ScrubBar::togglePlaying() {
  follow();
  if (timer_.isActive()) {
    timer_.stop();
  } else {
    if (slider_->value() == slider_->maximum()) slider_->setValue(0);
    since_tick_.start();
    timer_.start();
  }
  showPosition();
}

void ScrubBar::play() {
  follow();
  slider_->setValue(slider_->value() + static_cast<int>(std::min<qint64>(since_tick_.restart(), slider_->maximum())));
  if (slider_->value() < slider_->maximum()) return;
  timer_.stop();
  showPosition();
}

void ScrubBar::showPosition() {
  const bool playing = timer_.isActive();
  play_->setIcon(icon(playing ? Icon::kPause : Icon::kStart, QPalette()));
  play_->setToolTip(playing ? tr("Pause the recording") : tr("Play the recording as fast as it happened"));
  play_->setAccessibleName(play_->toolTip());
  shown_ = recording_.Position();
  const QString text = tr("%1 of %2", "moment of a recording, its end").arg(clockText(shown_), clockText(recording_.End()));
  time_->setText(text);
  slider_->setAccessibleDescription(text);
}

}  // namespace hotswap::ui
