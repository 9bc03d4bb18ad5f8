#include "ui/viewmodels/chart_csv.h"

#include <QLocale>
#include <algorithm>
#include <initializer_list>
#include <limits>
#include <optional>

namespace hotswap::ui {
namespace {

QByteArray number(double value) { return QByteArray::number(value, 'g', QLocale::FloatingPointShortest); }

QByteArray seconds(std::int64_t ns) { return QByteArray::number(static_cast<double>(ns) / 1e9, 'f', 9); }

template <typename T>
QByteArray count(T value) {
  return QByteArray::number(static_cast<qulonglong>(value));
}

QByteArray optional(const std::optional<std::int64_t>& value) {
  return value ? QByteArray::number(static_cast<qlonglong>(*value)) : QByteArray();
}

/// A text that holds a comma, a quote or a line end stands in quotes, its quotes doubled.
QByteArray field(const QString& text) {
  QByteArray bytes = text.toUtf8();
  const bool plain = std::none_of(bytes.begin(), bytes.end(),
                                  [](char letter) { return letter == ',' || letter == '"' || letter == '\n' || letter == '\r'; });
  if (plain) return bytes;
  return '"' + bytes.replace('"', "\"\"") + '"';
}

void addLine(QByteArray& csv, std::initializer_list<QByteArray> fields) {
  const char* separator = "";
  for (const QByteArray& one : fields) {
    csv += separator;
    csv += one;
    separator = ",";
  }
  csv += "\r\n";
}

/// A time of a totals curve, which counts back from what is shown.
QByteArray time(const TotalsViewModel& model, double x) {
  return QByteArray::number(static_cast<double>(model.window().now_ns) / 1e9 + x, 'f', 3);
}

void addCurve(QByteArray& csv, const TotalsViewModel& model, const char* name, const QList<QPointF>& curve) {
  for (const QPointF& point : curve) {
    if (model.isInView(point.x())) addLine(csv, {time(model, point.x()), name, number(point.y())});
  }
}

}  // namespace

ShownRange shownRange(const TimelineViewModel& model) {
  if (model.isZoomed()) return {model.window().from_ns, model.window().to_ns};
  const std::int64_t to_ns = model.shownAt().count();  // The axis may be a little further: nothing is known of that.
  return {to_ns - std::chrono::nanoseconds(model.span()).count(), to_ns};
}

QByteArray scoresCsv(const TimelineViewModel& model) {
  QByteArray csv = "thread,start_s,end_s,version,min_score,max_score,last_score,requests,errors\r\n";
  const ShownRange range = shownRange(model);
  for (int thread = 0; thread < model.threadCount(); ++thread) {
    for (const Bucket& bar : model.bars(thread)) {
      if (bar.end_ns <= range.from_ns || bar.start_ns >= range.to_ns) continue;
      const bool scored = bar.min <= bar.max;
      addLine(csv, {count(thread), seconds(bar.start_ns), seconds(bar.end_ns), count(bar.version),
                    scored ? number(bar.min) : QByteArray(), scored ? number(bar.max) : QByteArray(),
                    scored ? number(bar.last) : QByteArray(), count(bar.requests), count(bar.errors)});
    }
  }
  return csv;
}

QByteArray lanesCsv(const TimelineViewModel& model) {
  QByteArray csv = "thread,start_s,end_s,version,beside_version,beside_share\r\n";
  const ShownRange range = shownRange(model);
  for (int thread = 0; thread < model.threadCount(); ++thread) {
    for (const LaneRun& run : model.lanes(thread)) {
      // A stretch that goes on ends where the picture does.
      const std::int64_t start_ns = std::max(run.start_ns, range.from_ns);
      const std::int64_t end_ns = std::min(run.end_ns, range.to_ns);
      if (end_ns <= start_ns) continue;
      const bool two = run.beside != 0;
      addLine(csv, {count(thread), seconds(start_ns), seconds(end_ns), count(run.version), two ? count(run.beside) : QByteArray(),
                    two ? number(run.share) : QByteArray()});
    }
  }
  return csv;
}

QByteArray throughputCsv(const TotalsViewModel& model) {
  QByteArray csv = "time_s,requests_per_s\r\n";
  for (const QPointF& point : model.throughput()) {
    if (model.isInView(point.x())) addLine(csv, {time(model, point.x()), number(point.y())});
  }
  return csv;
}

QByteArray latencyCsv(const TotalsViewModel& model) {
  QByteArray csv = "time_s,statistic,latency_ns\r\n";
  addCurve(csv, model, "p50", model.p50());
  addCurve(csv, model, "p99", model.p99());
  addCurve(csv, model, "max", model.slowest());
  return csv;
}

QByteArray shareCsv(const TotalsViewModel& model) {
  QByteArray csv = "time_s,version,share\r\n";
  for (const ShareBand& band : model.shares()) {
    for (qsizetype i = 0; i < std::min(band.lower.size(), band.upper.size()); ++i) {
      if (!model.isInView(band.upper[i].x())) continue;
      addLine(csv, {time(model, band.upper[i].x()), count(band.version), number((band.upper[i].y() - band.lower[i].y()) / 100)});
    }
  }
  return csv;
}

QByteArray qualityCsv(const QualityViewModel& model, QualityFigure figure) {
  const bool auc = figure == QualityFigure::kAuc;
  QByteArray csv = auc ? "time_s,version,auc,labelled,positives\r\n" : "time_s,version,log_loss,labelled,positives\r\n";
  for (const QualityCurve& curve : model.curves()) {
    for (const QualityPoint& point : curve.points) {
      if (!model.isInView(point)) continue;
      addLine(csv, {seconds(point.end_ns), count(curve.version), number(valueOf(point, figure)), count(point.labelled),
                    count(point.positives)});
    }
  }
  return csv;
}

QByteArray spreadCsv(const SpreadPicture& picture) {
  QByteArray csv = "version,from,to,share,count\r\n";
  for (const SpreadRow& row : picture.rows) {
    const Histogram& histogram = row.histogram;
    if (histogram.counts.empty()) continue;
    const auto add = [&](const QByteArray& from, const QByteArray& to, std::uint64_t values) {
      addLine(csv, {count(row.version), from, to, number(row.shareOf(values)), count(values)});
    };
    if (histogram.below != 0) add({}, number(histogram.edges.front()), histogram.below);
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
      add(number(histogram.edges[i]), number(histogram.edges[i + 1]), histogram.counts[i]);
    }
    if (histogram.above != 0) add(number(histogram.edges.back()), {}, histogram.above);
  }
  return csv;
}

QByteArray receiptCsv(const ReceiptTimeline& timeline) {
  QByteArray csv = "what,duration_ns,last_on_old_ns,first_on_new_ns\r\n";
  for (const SwapStep& step : timeline.steps)
    addLine(csv, {field(QLatin1String(step.key)), QByteArray::number(qlonglong{step.ns}), {}, {}});
  for (std::size_t i = 0; i < timeline.threads.size(); ++i) {
    const ThreadChange& change = timeline.threads[i];
    addLine(csv, {"T" + count(i), {}, optional(change.last_on_old), optional(change.first_on_new)});
  }
  return csv;
}

}  // namespace hotswap::ui
