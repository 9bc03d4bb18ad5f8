#include "ui/viewmodels/quality_view_model.h"

#include <QStringList>
#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"

namespace hotswap::ui {
namespace {

constexpr std::int64_t kSecondNs = 1'000'000'000;
constexpr std::int64_t kMostDrawn = 300;
constexpr std::int64_t kWindowNs = std::chrono::nanoseconds(kQualityWindow).count();
constexpr QualityFigure kFigures[] = {QualityFigure::kAuc, QualityFigure::kLogLoss};

/// Heights of the axes at least, that of log loss in proportion to it: what differs by less is chance, and no mountain.
constexpr double kLeastAucHeight = 0.1;
constexpr double kLeastLossHeight = 0.2;

/// Of each `step` seconds the last point. Absolute time decides which, so that the curve does not change while it moves.
std::vector<QualityPoint> thinned(std::span<const QualityPoint> points, std::int64_t step) {
  std::vector<QualityPoint> kept;
  const auto group = [step](const QualityPoint& point) { return point.end_ns / kSecondNs / step; };
  for (const QualityPoint& point : points) {
    if (!kept.empty() && group(kept.back()) == group(point)) kept.pop_back();
    kept.push_back(point);
  }
  return kept;
}

QString windowText() { return formatDuration(static_cast<double>(kWindowNs)); }

}  // namespace

double valueOf(const QualityPoint& point, QualityFigure figure) {
  return figure == QualityFigure::kAuc ? point.auc : point.log_loss;
}

QualityViewModel::QualityViewModel(const TotalsViewModel& totals, QObject* parent) : QObject(parent), totals_(totals) {
  connect(&totals_, &TotalsViewModel::changed, this, &QualityViewModel::rebuild);
  connect(&totals_, &TotalsViewModel::cursorChanged, this, [this] {
    rebuildTold();
    Q_EMIT toldChanged();
  });
}

void QualityViewModel::apply(std::shared_ptr<const Snapshot> snapshot) {
  if (!snapshot) return;
  newest_ = std::move(snapshot);
  if (frozen_) return;
  shown_ = newest_;
  rebuild();
}

void QualityViewModel::setSlot(std::uint32_t slot) {
  if (std::exchange(slot_, slot) == slot) return;
  for (StickyRange& axis : axes_) axis.reset();  // What they remember are figures of the other slot.
  rebuild();
}

void QualityViewModel::setFrozen(bool frozen) {
  if (std::exchange(frozen_, frozen) == frozen || frozen_) return;
  apply(newest_);
}

void QualityViewModel::setVersionHidden(std::uint32_t version, bool hidden) {
  if (hidden == isHidden(version)) return;
  if (hidden) {
    hidden_.push_back(version);
  } else {
    std::erase(hidden_, version);
  }
  rebuild();
}

bool QualityViewModel::isHidden(std::uint32_t version) const { return std::ranges::find(hidden_, version) != hidden_.end(); }

std::vector<QList<QPointF>> QualityViewModel::lines(const QualityCurve& curve, QualityFigure figure) const {
  std::vector<QList<QPointF>> lines;
  const std::int64_t longest_gap_ns = std::max(kWindowNs, 2 * stepSeconds() * kSecondNs);
  std::int64_t before_ns = 0;
  for (const QualityPoint& point : curve.points) {
    if (lines.empty() || point.end_ns - before_ns > longest_gap_ns) lines.emplace_back();
    before_ns = point.end_ns;
    lines.back().append({secondsBeforeNow(point), valueOf(point, figure)});
  }
  // A line of one point would not be seen: it is as long as the second that made it.
  for (QList<QPointF>& line : lines) {
    if (line.size() == 1) line.prepend({line.front().x() - 1, line.front().y()});
  }
  return lines;
}

QString QualityViewModel::title(QualityFigure figure) const {
  const QString title =
      figure == QualityFigure::kAuc ? tr("AUC, last %1").arg(windowText()) : tr("Log loss, last %1").arg(windowText());
  const QString age = totals_.toldAge();
  return age.isEmpty() ? title : tr("%1 at %2", "chart, moment").arg(title, age);
}

QString QualityViewModel::definition(QualityFigure figure) const {
  const QString what = figure == QualityFigure::kAuc
                           ? tr("AUC: how often a request with a positive label (0.5 or more) scored higher than one with a "
                                "negative label, ties half (area under the ROC curve). 0.5 is chance, 1 is best.")
                           : tr("Log loss: mean negative natural logarithm of the probability that the score gave to the label; "
                                "scores are held between 0.000001 and 0.999999. Less is better.");
  const QString from =
      tr("Each second a point over the last %1, from at most %2 labelled requests of a second; n tells how many they "
         "were. A point needs %3 of them, and %4 of each label.")
          .arg(windowText(), formatCount(kMostLabelledOfASecond), formatCount(kLeastLabelled), formatCount(kLeastOfEachLabel));
  return what + QLatin1Char('\n') + from;
}

QString QualityViewModel::headline(const QualityCurve& curve, QualityFigure figure) const {
  if (!curve.told) return tr("%1 %2", "version, figure").arg(versionLabel(curve.version), QStringLiteral("–"));
  return tr("%1 %2 (n %3)", "version, figure, number of requests")
      .arg(versionLabel(curve.version), formatScore(valueOf(*curve.told, figure)), formatCount(curve.told->labelled));
}

QString QualityViewModel::summary(QualityFigure figure) const {
  if (curves_.empty()) return emptyTitle();
  QStringList parts{title(figure)};
  for (const QualityCurve& curve : curves_) parts << headline(curve, figure);
  return parts.join(QStringLiteral(", "));
}

QString QualityViewModel::emptyTitle() const {
  return mostLabelled() == nullptr ? tr("No labelled requests") : tr("Too few labelled requests in this span");
}

QString QualityViewModel::emptyHint() const {
  const VersionQuality* most = mostLabelled();
  if (most == nullptr) {
    return tr("Requests with labels — a label column in csv: or movielens — show AUC and log loss per version here");
  }
  return tr("A point needs %1 labelled requests within %2, and %3 of each label. %4 had %5, of which %6 positive: let it answer "
            "more, or "
            "choose a longer time span")
      .arg(formatCount(kLeastLabelled), windowText(), formatCount(kLeastOfEachLabel), versionLabel(most->version),
           formatCount(most->recent), formatCount(most->recent_positives));
}

/// Of the slot's versions the one that answered most of them lately; null when none ever answered one.
const VersionQuality* QualityViewModel::mostLabelled() const {
  const VersionQuality* most = nullptr;
  if (!shown_ || !shown_->qualities) return nullptr;
  for (const VersionQuality& quality : *shown_->qualities) {
    if (quality.slot == slot_ && (most == nullptr || quality.recent >= most->recent)) most = &quality;
  }
  return most;
}

void QualityViewModel::rebuild() {
  curves_.clear();
  if (shown_ && shown_->qualities) {
    for (const VersionQuality& quality : *shown_->qualities) {
      if (quality.slot == slot_) addCurve(quality);
    }
  }
  rebuildTold();
  updateAxes();
  Q_EMIT changed();
}

void QualityViewModel::addCurve(const VersionQuality& quality) {
  const TimeWindow window = totals_.window();
  const auto& points = quality.points;
  auto first = std::ranges::lower_bound(points, window.from_ns, {}, &QualityPoint::end_ns);
  auto last = std::ranges::upper_bound(points, window.to_ns, {}, &QualityPoint::end_ns);
  if (first == last) return;
  if (first != points.begin()) --first;
  if (last != points.end()) ++last;
  curves_.push_back(
      {.version = quality.version, .hidden = isHidden(quality.version), .points = thinned({first, last}, stepSeconds())});
}

void QualityViewModel::rebuildTold() {
  if (!shown_ || !shown_->qualities) return;
  const std::int64_t at_ns = totals_.window().to_ns - totals_.cursor().value_or(std::chrono::nanoseconds{0}).count();
  for (QualityCurve& curve : curves_) {
    const auto quality = std::ranges::find_if(
        *shown_->qualities, [&](const VersionQuality& of) { return of.slot == slot_ && of.version == curve.version; });
    const auto after = std::ranges::upper_bound(quality->points, at_ns, {}, &QualityPoint::end_ns);
    const bool lately = after != quality->points.begin() && at_ns - std::prev(after)->end_ns <= kWindowNs;
    curve.told = lately ? std::optional(*std::prev(after)) : std::nullopt;
  }
}

void QualityViewModel::updateAxes() {
  for (const QualityFigure figure : kFigures) {
    std::optional<double> least;
    double most = 0;
    for (const QualityCurve& curve : curves_) {
      for (const QualityPoint& point : curve.points) {
        if (curve.hidden || !isInView(point)) continue;
        const double value = valueOf(point, figure);
        most = least ? std::max(most, value) : value;
        least = std::min(least.value_or(value), value);
      }
    }
    if (!least) continue;
    const double height = figure == QualityFigure::kAuc ? kLeastAucHeight : kLeastLossHeight * most;
    const double missing = std::max(height - (most - *least), 0.0) / 2;
    axes_[static_cast<std::size_t>(figure)].update(std::max(*least - missing, 0.0), most + missing, shown_->at);
  }
}

double QualityViewModel::secondsBeforeNow(const QualityPoint& point) const {
  const auto before = std::chrono::nanoseconds(point.end_ns - totals_.window().now_ns);
  return std::min(0.0, std::chrono::duration<double>(before).count());
}

std::int64_t QualityViewModel::stepSeconds() const {
  return std::max<std::int64_t>(1, (totals_.window().length() / kSecondNs + kMostDrawn - 1) / kMostDrawn);
}

}  // namespace hotswap::ui
