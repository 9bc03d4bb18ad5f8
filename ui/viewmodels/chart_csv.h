#ifndef HOTSWAP_UI_VIEWMODELS_CHART_CSV_H_
#define HOTSWAP_UI_VIEWMODELS_CHART_CSV_H_

#include <QByteArray>
#include <cstdint>

#include "ui/viewmodels/quality_view_model.h"
#include "ui/viewmodels/receipt_timeline.h"
#include "ui/viewmodels/spread_picture.h"
#include "ui/viewmodels/timeline_view_model.h"
#include "ui/viewmodels/totals_view_model.h"

namespace hotswap::ui {

// What a chart shows, as CSV by RFC 4180: a line of names, lines that end with CR and LF, a point in numbers whatever the language. Times
// are seconds since the engine's start. A field without a value is empty.

/// The times that the live charts show.
struct ShownRange {
  std::int64_t from_ns = 0;
  std::int64_t to_ns = 0;
};
ShownRange shownRange(const TimelineViewModel& model);

/// thread,start_s,end_s,version,min_score,max_score,last_score,requests,errors: a line for each bar.
QByteArray scoresCsv(const TimelineViewModel& model);

/// thread,start_s,end_s,version,beside_version,beside_share: a line for each stretch on one version, or on two of a canary.
QByteArray lanesCsv(const TimelineViewModel& model);

/// time_s,requests_per_s
QByteArray throughputCsv(const TotalsViewModel& model);

/// time_s,statistic,latency_ns: the statistic is p50, p99 or max.
QByteArray latencyCsv(const TotalsViewModel& model);

/// time_s,version,share: 0 to 1.
QByteArray shareCsv(const TotalsViewModel& model);

/// time_s,version,auc,labelled,positives, or log_loss in its place: a line for each point, with the requests that it rests on.
QByteArray qualityCsv(const QualityViewModel& model, QualityFigure figure);

/// version,from,to,share,count: scores, or nanoseconds. What lies below all edges has no `from`, what lies above no `to`.
QByteArray spreadCsv(const SpreadPicture& picture);

/// what,duration_ns,last_on_old_ns,first_on_new_ns: a line for each step with its duration, and for each thread with its change, counted
/// from the publication.
QByteArray receiptCsv(const ReceiptTimeline& timeline);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_CHART_CSV_H_
