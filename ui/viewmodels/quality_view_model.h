#ifndef HOTSWAP_UI_VIEWMODELS_QUALITY_VIEW_MODEL_H_
#define HOTSWAP_UI_VIEWMODELS_QUALITY_VIEW_MODEL_H_

#include <QList>
#include <QObject>
#include <QPointF>
#include <QString>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/api/snapshot.h"
#include "ui/viewmodels/score_range.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

/// What is known of how well scores foretell labels: the area under the ROC curve, and the log loss.
enum class QualityFigure { kAuc, kLogLoss };

double valueOf(const QualityPoint& point, QualityFigure figure);

/// One version over time.
struct QualityCurve {
  std::uint32_t version = 0;
  bool hidden = false;
  std::vector<QualityPoint> points;    ///< Those in view, and one more at each side: curves go on beyond the edges. Oldest first.
  std::optional<QualityPoint> told{};  ///< At the moment that the headlines tell of; none where it had no point lately.
};

/// AUC and log loss of the versions that answered requests with labels, over the time that the other charts show.
///
/// At most 300 points a curve: of a longer span, every second, third … one.
/// Threads   Main thread only.
/// Lifetime  The totals must outlive it.
class QualityViewModel : public QObject {
  Q_OBJECT

 public:
  /// `totals` say what the shown time is, and where the crosshair.
  explicit QualityViewModel(const TotalsViewModel& totals, QObject* parent = nullptr);

  /// Takes a newer snapshot (null is ignored).
  void apply(std::shared_ptr<const Snapshot> snapshot);

  /// Whose versions: an index into Snapshot::slots.
  void setSlot(std::uint32_t slot);

  /// While frozen the curves stay.
  void setFrozen(bool frozen);

  /// A hidden version is drawn in neither chart; the legends keep it.
  void setVersionHidden(std::uint32_t version, bool hidden);
  bool isHidden(std::uint32_t version) const;

  const TotalsViewModel& totals() const { return totals_; }

  /// Of versions with a point in the span, by number.
  const std::vector<QualityCurve>& curves() const { return curves_; }

  /// A curve as lines of seconds before now and figures, a new one after each time in which the version made no point.
  std::vector<QList<QPointF>> lines(const QualityCurve& curve, QualityFigure figure) const;

  bool isInView(const QualityPoint& point) const { return totals_.isInView(secondsBeforeNow(point)); }

  const AxisRange& axis(QualityFigure figure) const { return axes_[static_cast<std::size_t>(figure)].range(); }

  QString title(QualityFigure figure) const;       ///< "AUC, last 10 s", of the crosshair with its moment.
  QString definition(QualityFigure figure) const;  ///< What it is, and from which requests a point is taken.
  QString headline(const QualityCurve& curve, QualityFigure figure) const;  ///< "v2 0.912 (n 4,000)".
  QString summary(QualityFigure figure) const;                              ///< As sentences for a screen reader.

  bool isEmpty() const { return curves_.empty(); }
  QString emptyTitle() const;
  QString emptyHint() const;  ///< What to do next.

 Q_SIGNALS:
  void changed();
  void toldChanged();  ///< The headlines, with the crosshair.

 private:
  void rebuild();
  void addCurve(const VersionQuality& quality);
  void rebuildTold();
  void updateAxes();
  const VersionQuality* mostLabelled() const;
  double secondsBeforeNow(const QualityPoint& point) const;
  std::int64_t stepSeconds() const;

  const TotalsViewModel& totals_;
  std::uint32_t slot_ = 0;
  bool frozen_ = false;
  std::vector<std::uint32_t> hidden_;
  std::shared_ptr<const Snapshot> shown_;
  std::shared_ptr<const Snapshot> newest_;
  std::vector<QualityCurve> curves_;
  std::array<StickyRange, 2> axes_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_QUALITY_VIEW_MODEL_H_
