#include "ui/panels/live_panel.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/charts/lane_chart.h"
#include "ui/charts/legend_row.h"
#include "ui/charts/score_chart.h"
#include "ui/panels/empty_notice.h"
#include "ui/panels/focus_ring.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/chart_csv.h"

namespace hotswap::ui {
namespace {

constexpr int kSmallestScores = 90;  ///< Device-independent pixels.
constexpr int kSmallestLanes = 40;
constexpr double kLanesShare = 0.38;  ///< Most of the height that the lanes take.

}  // namespace

LivePanel::LivePanel(TimelineViewModel& model, const Clock& clock, QWidget* parent)
    : QWidget(parent),
      model_(model),
      clock_(clock),
      legend_(new LegendRow(this)),
      scores_(new ScoreChart(model, this)),
      lanes_(new LaneChart(model, this)),
      empty_(new EmptyNotice(this)),
      frozen_chip_(new QLabel(scores_)) {
  setObjectName(QStringLiteral("livePanel"));
  setAccessibleName(tr("Live scores and versions"));
  legend_->setObjectName(QStringLiteral("liveLegend"));
  legend_->setToggles(true);
  legend_->setToolTip(tr("A click on a version hides or shows it in the charts below"));
  connect(legend_, &LegendRow::toggled, &model_,
          [this](std::uint32_t version) { model_.setVersionHidden(version, !model_.isHidden(version)); });
  buildLayout();
  buildFrozenChip();
  connectChart(*scores_);
  connectChart(*lanes_);
  new FocusRing(*scores_);
  new FocusRing(*lanes_);
  connect(&model_, &TimelineViewModel::changed, this, &LivePanel::refresh);
  connect(&model_, &TimelineViewModel::frozenChanged, this, &LivePanel::moveNow);
  connect(&model_, &TimelineViewModel::windowChanged, this, &LivePanel::showFrozenChip);
  connect(&model_, &TimelineViewModel::cursorChanged, this, &LivePanel::showCursor);
  refresh();
}

void LivePanel::buildLayout() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(legend_);
  layout->addWidget(scores_, 1);
  layout->addWidget(lanes_);
  layout->addWidget(empty_, 1);
}

void LivePanel::buildFrozenChip() {
  frozen_chip_->setObjectName(QStringLiteral("frozenChip"));
  frozen_chip_->setAttribute(Qt::WA_TransparentForMouseEvents);
  frozen_chip_->setAutoFillBackground(true);
  frozen_chip_->setBackgroundRole(QPalette::Highlight);
  frozen_chip_->setForegroundRole(QPalette::HighlightedText);
  frozen_chip_->setContentsMargins(kSpaceMedium, kSpaceTiny, kSpaceMedium, kSpaceTiny);
  frozen_chip_->hide();
}

void LivePanel::showFrozenChip() {
  // Esc does so as well, but not while a sheet is open that it closes.
  frozen_chip_->setText(model_.isZoomed() ? tr("Zoomed — Space for live") : tr("Frozen — Space for live"));
  frozen_chip_->setAccessibleName(frozen_chip_->text());
  const QRect plot = scores_->plotRect();
  frozen_chip_->adjustSize();
  frozen_chip_->move(plot.right() - frozen_chip_->width() - kSpaceMedium, plot.top() + kSpaceMedium);
  frozen_chip_->setVisible(model_.isFrozen());
}

void LivePanel::connectChart(TimelineChart& chart) {
  connect(&chart, &TimelineChart::markerActivated, this, &LivePanel::markerActivated);
  chart.gestures().steer(model_);
  connect(&chart, &TimelineChart::threadPicked, &model_, &TimelineViewModel::setSelectedThread);
}

void LivePanel::tick() {
  if (!isVisible() || model_.isFrozen()) return;
  moveNow();
}

std::vector<ChartSource> LivePanel::chartSources() const {
  return {{QStringLiteral("scores"), tr("Scores"), scores_, [this] { return scoresCsv(model_); }},
          {QStringLiteral("lanes"), tr("Version Lanes"), lanes_, [this] { return lanesCsv(model_); }}};
}

std::chrono::nanoseconds LivePanel::lastPaintTime() const { return scores_->lastPaintTime() + lanes_->lastPaintTime(); }

// Less than the parts ask for at the moment: they divide what they get, so that a sheet above them takes no room from the panels below.
QSize LivePanel::minimumSizeHint() const {
  return {QWidget::minimumSizeHint().width(), legend_->sizeHint().height() + kSmallestScores + kSmallestLanes};
}

void LivePanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrangeHeights();
}

void LivePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void LivePanel::moveNow() {
  if (model_.isFrozen()) return;
  const std::int64_t now_ns = (clock_.Now() - model_.origin()).count();
  model_.setNow(now_ns);
  scores_->moveOn();
  lanes_->moveOn();
}

void LivePanel::refresh() {
  const bool traffic = model_.hasTraffic();
  empty_->setText(model_.emptyTitle(), model_.emptyHint());
  for (QWidget* part : std::initializer_list<QWidget*>{legend_, scores_, lanes_}) part->setVisible(traffic);
  empty_->setVisible(!traffic);
  if (!isVisible() || !traffic) return;
  arrangeHeights();
  refreshLegend();
  moveNow();
  scores_->refresh();
  lanes_->refresh();
}

void LivePanel::refreshLegend() {
  const int selected = model_.selectedThread();
  legend_->setTitle(selected < 0 ? tr("Scores") : tr("Scores of T%1", "thread").arg(selected));
  QList<LegendEntry> entries;
  for (const std::uint32_t version : model_.versions()) {
    const QString text = model_.versionText(version);
    entries.append({model_.hasScores(version) ? text : tr("%1: scores are not finite").arg(text), LegendSample::kSwatch, version,
                    model_.isHidden(version)});
  }
  legend_->setEntries(entries);
}

void LivePanel::arrangeHeights() {
  const int room = height() - legend_->sizeHint().height();
  const int most = std::max(static_cast<int>(room * kLanesShare), 0);
  lanes_->setFixedHeight(std::clamp(lanes_->comfortableHeight(), 0, most));
  scores_->setMinimumHeight(std::min(kSmallestScores, room - lanes_->height()));
  if (model_.isFrozen()) showFrozenChip();
  model_.setPlotColumns(static_cast<int>(scores_->plotRect().width() * devicePixelRatioF()));
}

void LivePanel::showCursor() {
  scores_->refreshCursor();
  lanes_->refreshCursor();
}

}  // namespace hotswap::ui
