#include "ui/viewmodels/chart_values_view_model.h"

#include <algorithm>
#include <map>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/number_format.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/chart_csv.h"
#include "ui/viewmodels/table_roles.h"

namespace hotswap::ui {

/// Gathers bars into a row.
class ChartValuesViewModel::Scores {
 public:
  void add(const Bucket& bar) {
    if (bar.min > bar.max || bar.requests <= bar.errors) return;
    const std::uint64_t answers = bar.requests - bar.errors;
    least_ = count_ == 0 ? bar.min : std::min(least_, bar.min);
    most_ = count_ == 0 ? bar.max : std::max(most_, bar.max);
    if (count_ == 0 || bar.end_ns >= latest_at_) {
      latest_ = bar.last;
      latest_at_ = bar.end_ns;
    }
    // A bar keeps its least and largest score, not their sum.
    mean_known_ = mean_known_ && bar.min == bar.max;
    sum_ += bar.min * static_cast<double>(answers);
    count_ += answers;
  }

  void writeTo(Row& row) const {
    row.count = count_;
    if (count_ == 0) return;
    row.latest = latest_;
    row.least = least_;
    row.most = most_;
    if (mean_known_) row.mean = sum_ / static_cast<double>(count_);
  }

 private:
  double latest_ = 0;
  std::int64_t latest_at_ = 0;
  double least_ = 0;
  double most_ = 0;
  double sum_ = 0;
  bool mean_known_ = true;
  std::uint64_t count_ = 0;
};

ChartValuesViewModel::ChartValuesViewModel(const TimelineViewModel& timeline, const TotalsViewModel& totals,
                                           const SpreadsViewModel& spreads, const QualityViewModel& quality, QObject* parent)
    : QAbstractTableModel(parent), timeline_(timeline), totals_(totals), spreads_(spreads), quality_(quality) {
  connect(&timeline_, &TimelineViewModel::windowChanged, this, &ChartValuesViewModel::refresh);
}

void ChartValuesViewModel::setWatched(bool watched) {
  watched_ = watched;
  refresh();
}

void ChartValuesViewModel::refresh() {
  if (watched_) replaceRows(rowsNow());
}

ChartValuesViewModel::Row ChartValuesViewModel::ofCurve(Unit unit, const QString& chart, const QString& of,
                                                        const QList<QPointF>& curve) const {
  Row row{.unit = unit, .chart = chart, .of = of};
  double sum = 0;
  for (const QPointF& point : curve) {
    if (!totals_.isInView(point.x())) continue;
    row.latest = point.y();
    row.least = std::min(row.least.value_or(point.y()), point.y());
    row.most = std::max(row.most.value_or(point.y()), point.y());
    sum += point.y();
    ++row.count;
  }
  if (row.count > 0) row.mean = sum / static_cast<double>(row.count);
  return row;
}

std::vector<ChartValuesViewModel::Row> ChartValuesViewModel::rowsNow() const {
  std::vector<Row> rows{
      ofCurve(Unit::kRate, tr("Throughput"), tr("requests"), totals_.throughput()),
      ofCurve(Unit::kDuration, totals_.latencyTitle(), tr("p50"), totals_.p50()),
      ofCurve(Unit::kDuration, totals_.latencyTitle(), tr("p99"), totals_.p99()),
      ofCurve(Unit::kDuration, totals_.latencyTitle(), tr("max"), totals_.slowest()),
  };
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].order = static_cast<int>(i);
  addShares(rows);
  addScores(rows);
  addSpreads(rows);
  addQuality(rows, QualityFigure::kAuc, tr("AUC"));
  addQuality(rows, QualityFigure::kLogLoss, tr("Log loss"));
  return rows;
}

void ChartValuesViewModel::addShares(std::vector<Row>& rows) const {
  for (const ShareBand& band : totals_.shares()) {
    Row row{.unit = Unit::kShare, .chart = tr("Share"), .of = timeline_.versionText(band.version)};
    row.order = static_cast<int>(band.version);
    row.version = band.version;
    row.latest = band.latest;
    row.least = band.least;
    row.most = band.most;
    row.mean = band.whole;
    row.count = band.requests;
    rows.push_back(row);
  }
}

void ChartValuesViewModel::addScores(std::vector<Row>& rows) const {
  const ShownRange range = shownRange(timeline_);
  std::map<std::uint32_t, Scores> versions;
  std::vector<Row> of_threads;
  for (int thread = 0; thread < timeline_.threadCount(); ++thread) {
    Scores scores;
    for (const Bucket& bar : timeline_.bars(thread)) {
      if (bar.end_ns <= range.from_ns || bar.start_ns >= range.to_ns) continue;
      scores.add(bar);
      versions[bar.version].add(bar);
    }
    of_threads.push_back({.unit = Unit::kScore, .chart = tr("Score"), .of = QStringLiteral("T%1").arg(thread), .order = thread});
    scores.writeTo(of_threads.back());
  }
  for (const auto& [version, scores] : versions) {
    Row row{.unit = Unit::kScore, .chart = tr("Score"), .of = timeline_.versionText(version)};
    row.order = static_cast<int>(version);
    row.version = version;
    scores.writeTo(row);
    rows.push_back(row);
  }
  rows.insert(rows.end(), of_threads.begin(), of_threads.end());
}

/// Figures since a version first answered, each in the column of the latest.
void ChartValuesViewModel::addSpreads(std::vector<Row>& rows) const {
  for (const SpreadRow& shown : spreads_.latency().rows) {
    const VersionSpread* spread = spreads_.spreadOf(shown.version);
    if (spread == nullptr) continue;
    const auto add = [&](Unit unit, const QString& chart, double figure, double mean, std::uint64_t count) {
      Row row{.unit = unit, .chart = chart, .of = timeline_.versionText(spread->version)};
      row.order = static_cast<int>(spread->version);
      row.version = spread->version;
      row.latest = figure;
      row.mean = mean;
      row.count = count;
      rows.push_back(row);
    };
    if (spread->sampled != 0) {
      add(Unit::kScore, tr("Score p50"), spread->p50_score, spread->mean_score, spread->sampled);
      add(Unit::kScore, tr("Score p99"), spread->p99_score, spread->mean_score, spread->sampled);
    }
    add(Unit::kDuration, tr("Latency p50"), spread->p50_ns, spread->mean_ns, spread->timed);
    add(Unit::kDuration, tr("Latency p99"), spread->p99_ns, spread->mean_ns, spread->timed);
  }
}

void ChartValuesViewModel::addQuality(std::vector<Row>& rows, QualityFigure figure, const QString& chart) const {
  for (const QualityCurve& curve : quality_.curves()) {
    Row row{.unit = Unit::kScore, .chart = chart, .of = timeline_.versionText(curve.version)};
    row.order = static_cast<int>(curve.version);
    row.version = curve.version;
    double sum = 0;
    for (const QualityPoint& point : curve.points) {
      if (!quality_.isInView(point)) continue;
      const double value = valueOf(point, figure);
      row.latest = value;
      row.least = std::min(row.least.value_or(value), value);
      row.most = std::max(row.most.value_or(value), value);
      sum += value;
      ++row.count;
    }
    row.mean = sum / static_cast<double>(row.count);  // A curve is there for a point in view.
    rows.push_back(row);
  }
}

/// Both lists have their rows in one order, so that they can be gone through side by side.
void ChartValuesViewModel::replaceRows(std::vector<Row> rows) {
  for (int i = rowCount() - 1; i >= 0; --i) {
    const Row& known = rows_[static_cast<std::size_t>(i)];
    if (std::ranges::any_of(rows, [&](const Row& row) { return row.isSameAs(known); })) continue;
    beginRemoveRows({}, i, i);
    rows_.erase(rows_.begin() + i);
    endRemoveRows();
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i < rows_.size() && rows_[i].isSameAs(rows[i])) {
      rows_[i] = rows[i];
      continue;
    }
    beginInsertRows({}, static_cast<int>(i), static_cast<int>(i));
    rows_.insert(rows_.begin() + static_cast<std::ptrdiff_t>(i), rows[i]);
    endInsertRows();
  }
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
}

int ChartValuesViewModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ChartValuesViewModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumnCount; }

QString ChartValuesViewModel::text(const Row& row, int column) {
  const auto figure = [&row](const std::optional<double>& value) {
    if (!value) return QStringLiteral("–");
    switch (row.unit) {
      case Unit::kRate: return formatRate(*value);
      case Unit::kDuration: return formatDuration(*value);
      case Unit::kShare: return formatPercent(*value);
      case Unit::kScore: return formatScore(*value);
    }
    return QString();
  };
  switch (column) {
    case kChart: return row.chart;
    case kOf: return row.of;
    case kLatest: return figure(row.latest);
    case kLeast: return figure(row.least);
    case kMost: return figure(row.most);
    case kMean: return figure(row.mean);
    case kCount: return formatCount(row.count);
    default: return {};
  }
}

QVariant ChartValuesViewModel::sortValue(const Row& row, int column) {
  const auto figure = [](const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); };
  switch (column) {
    case kChart: return row.chart;
    case kOf: return row.order;
    case kLatest: return figure(row.latest);
    case kLeast: return figure(row.least);
    case kMost: return figure(row.most);
    case kMean: return figure(row.mean);
    case kCount: return QVariant::fromValue<qulonglong>(row.count);
    default: return {};
  }
}

QVariant ChartValuesViewModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::TextAlignmentRole: return QVariant((column <= kOf ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::DecorationRole: return column == kOf && row.version != 0 ? QVariant(versionIcon(row.version)) : QVariant();
    case Qt::ToolTipRole:
      if (column != kMean || row.mean || row.count == 0) return {};
      return tr("A bar of the chart has its least and largest score only: a mean is known where each bar is of one score");
    case kTableSortRole: return sortValue(row, column);
    default: return {};
  }
}

QVariant ChartValuesViewModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant((section <= kOf ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && section == kCount) {
    return tr("Answers behind shares and scores; points of the curves of throughput, latency, AUC and log loss");
  }
  if (role == Qt::ToolTipRole && section == kMean) return tr("Of the points of a curve; a share of all requests in the span");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kChart: return tr("Chart");
    case kOf: return tr("Of");
    case kLatest: return tr("Latest");
    case kLeast: return tr("Least");
    case kMost: return tr("Most");
    case kMean: return tr("Mean");
    case kCount: return tr("Count");
    default: return {};
  }
}

}  // namespace hotswap::ui
