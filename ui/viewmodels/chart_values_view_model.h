#ifndef HOTSWAP_UI_VIEWMODELS_CHART_VALUES_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_CHART_VALUES_VIEW_MODEL_H_

#include <QAbstractTableModel>
#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/viewmodels/quality_view_model.h"
#include "ui/viewmodels/spreads_view_model.h"
#include "ui/viewmodels/timeline_view_model.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

/// What the charts show in their span, in figures: throughput, latencies, each version's share, scores, AUC and log loss, each thread's
/// scores. A refresh changes rows in place, so that selections survive.
///
/// Lifetime  The view-models must outlive it.
class ChartValuesViewModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kChart, kOf, kLatest, kLeast, kMost, kMean, kCount, kColumnCount };

  ChartValuesViewModel(const TimelineViewModel& timeline, const TotalsViewModel& totals, const SpreadsViewModel& spreads,
                       const QualityViewModel& quality, QObject* parent = nullptr);

  /// Nothing is worked out while nobody looks.
  void setWatched(bool watched);

  /// Takes what the charts show now.
  void refresh();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  enum class Unit { kRate, kDuration, kShare, kScore };

  struct Row {
    Unit unit = Unit::kScore;
    QString chart;
    QString of;
    int order = 0;              ///< Of `of`: the number of a version or thread.
    std::uint32_t version = 0;  ///< Whose colour it has; 0: none.
    std::optional<double> latest{};
    std::optional<double> least{};
    std::optional<double> most{};
    std::optional<double> mean{};
    std::uint64_t count = 0;

    bool isSameAs(const Row& other) const { return chart == other.chart && of == other.of && version == other.version; }
  };

  class Scores;

  Row ofCurve(Unit unit, const QString& chart, const QString& of, const QList<QPointF>& curve) const;
  std::vector<Row> rowsNow() const;
  void addShares(std::vector<Row>& rows) const;
  void addScores(std::vector<Row>& rows) const;
  void addSpreads(std::vector<Row>& rows) const;
  void addQuality(std::vector<Row>& rows, QualityFigure figure, const QString& chart) const;
  void replaceRows(std::vector<Row> rows);
  static QString text(const Row& row, int column);
  static QVariant sortValue(const Row& row, int column);

  const TimelineViewModel& timeline_;
  const TotalsViewModel& totals_;
  const SpreadsViewModel& spreads_;
  const QualityViewModel& quality_;
  bool watched_ = false;
  std::vector<Row> rows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_CHART_VALUES_VIEW_MODEL_H_
