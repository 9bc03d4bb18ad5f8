// What a frame of the live panel costs the window's thread, against a series of Qt Charts per thread with the same data.
//
// Prints CPU milliseconds per frame at 30 frames a second, medians and means over the same simulated seconds, and their ratio.
// It never fails: the figures are for people, and a busy machine must not turn a build red.
#include <time.h>
#include <unistd.h>

#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <vector>

#include "tests/ui/snapshot_builder.h"
#include "ui/panels/live_panel.h"
#include "ui/panels/totals_panel.h"

namespace hotswap::ui::testing {
namespace {

using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""us;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr auto kFrame = 33333us;
constexpr int kFrames = 90;
constexpr int kWarmUp = 10;
constexpr auto kBucket = 120ms;

struct Cost {
  double median_ms = 0;
  double mean_ms = 0;
};

double threadCpuMs() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// One snapshot per bucket over the measured time, made beforehand.
std::vector<std::shared_ptr<const Snapshot>> snapshots(unsigned threads) {
  std::vector<std::shared_ptr<const Snapshot>> made;
  for (auto at = 70s + 0ns; at < 70s + kFrame * (kFrames + kWarmUp) + kBucket; at += kBucket) {
    made.push_back(SnapshotBuilder(threads).at(at).interval(1ms).swap(0s, 1).swap(30s, 2).swap(52s, 1).build());
  }
  return made;
}

Cost measure(const std::function<void(std::chrono::nanoseconds, std::size_t)>& frame) {
  std::vector<double> costs;
  for (int i = 0; i < kFrames + kWarmUp; ++i) {
    const std::chrono::nanoseconds elapsed = kFrame * i;
    const double before = threadCpuMs();
    frame(70s + elapsed, static_cast<std::size_t>(elapsed / kBucket));
    QApplication::processEvents();
    if (i >= kWarmUp) costs.push_back(threadCpuMs() - before);
  }
  const double mean = std::accumulate(costs.begin(), costs.end(), 0.0) / static_cast<double>(costs.size());
  std::nth_element(costs.begin(), costs.begin() + kFrames / 2, costs.end());
  return {costs[kFrames / 2], mean};
}

Cost measurePanel(const std::vector<std::shared_ptr<const Snapshot>>& data, QSize size, std::chrono::seconds span) {
  TimelineViewModel model;
  ManualClock clock;
  model.setSpan(span);
  LivePanel panel(model, clock);
  panel.resize(size);
  panel.show();
  return measure([&](std::chrono::nanoseconds now, std::size_t index) {
    clock.set(now);
    model.apply(data[index]);
    panel.tick();
  });
}

Cost measureTotals(const std::vector<std::shared_ptr<const Snapshot>>& data, QSize size) {
  TotalsViewModel model;
  TotalsPanel panel(model);
  panel.resize(size);
  panel.show();
  return measure([&](std::chrono::nanoseconds, std::size_t index) { model.apply(data[index]); });
}

Cost measureSeries(const std::vector<std::shared_ptr<const Snapshot>>& data, QSize size) {
  auto* chart = new QChart;
  QChartView view(chart);
  QValueAxis time_axis;
  QValueAxis score_axis;
  time_axis.setRange(-60, 0);
  score_axis.setRange(0, 3.5);
  chart->addAxis(&time_axis, Qt::AlignBottom);
  chart->addAxis(&score_axis, Qt::AlignLeft);
  std::vector<QLineSeries*> series;
  for (std::size_t i = 0; i < data.front()->threads.size(); ++i) {
    series.push_back(new QLineSeries);
    chart->addSeries(series.back());
    series.back()->attachAxis(&time_axis);
    series.back()->attachAxis(&score_axis);
  }
  view.resize(size);
  view.show();
  const Cost cost = measure([&](std::chrono::nanoseconds now, std::size_t index) {
    for (std::size_t thread = 0; thread < series.size(); ++thread) {
      QList<QPointF> points;
      for (const Bucket& bucket : data[index]->history->levels[0].threads[thread]) {
        points.append({static_cast<double>(bucket.start_ns - now.count()) / 1e9, bucket.last});
      }
      series[thread]->replace(points);
    }
  });
  chart->removeAxis(&time_axis);
  chart->removeAxis(&score_axis);
  return cost;
}

void compare(unsigned threads, QSize size) {
  const auto data = snapshots(threads);
  const Cost series = measureSeries(data, size);
  const Cost panel = measurePanel(data, size, 60s);
  const Cost fast = measurePanel(data, size, 10s);
  std::printf(
      "%2u threads x 500 buckets, %4d x %-4d | QLineSeries::replace %6.2f ms (mean %6.2f) | "
      "live panel 60 s %5.2f ms (mean %5.2f, %4.1f %% of a core at 30 fps, %4.1f %% at 60) | 10 s %5.2f (mean %5.2f) | ratio of "
      "means %.1f\n",
      threads, size.width(), size.height(), series.median_ms, series.mean_ms, panel.median_ms, panel.mean_ms, panel.mean_ms * 3,
      panel.mean_ms * 6, fast.median_ms, fast.mean_ms, series.mean_ms / panel.mean_ms);
  std::fflush(stdout);
}

long residentKib() {
  long pages = 0;
  long resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/// An hour of data in accelerated time, a snapshot for each second, on screen.
void measureHour() {
  TimelineViewModel model;
  TotalsViewModel totals;
  ManualClock clock;
  LivePanel panel(model, clock);
  TotalsPanel below(totals);
  for (QWidget* shown : std::initializer_list<QWidget*>{&panel, &below}) {
    shown->resize(960, 320);
    shown->show();
  }
  long early = 0;
  for (int second = 61; second <= 3600; ++second) {
    const auto at = std::chrono::seconds(second);
    const auto snapshot = SnapshotBuilder(16).at(at).interval(1ms).swap(0s, 1).swap(at - 30s, 2).build();
    clock.set(at);
    model.apply(snapshot);
    totals.apply(snapshot);
    panel.tick();
    QApplication::processEvents();
    if (second == 600) early = residentKib();
  }
  std::printf("an hour of 16 threads in accelerated time: %ld KiB resident after 10 minutes, %ld KiB after an hour\n", early,
              residentKib());
}

void measureTotalsAlone() {
  const auto data = snapshots(16);
  for (const QSize size : {QSize(960, 180), QSize(1600, 400)}) {
    const Cost totals = measureTotals(data, size);
    std::printf("totals panel, 4 refreshes a second, %4d x %-4d | mean %5.2f ms a frame, %4.1f %% of a core at 30 fps\n",
                size.width(), size.height(), totals.mean_ms, totals.mean_ms * 3);
  }
}

}  // namespace
}  // namespace hotswap::ui::testing

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  for (const unsigned threads : {4U, 16U, 64U}) {
    for (const QSize size : {QSize(960, 320), QSize(1600, 1000)}) hotswap::ui::testing::compare(threads, size);
  }
  hotswap::ui::testing::measureTotalsAlone();
  hotswap::ui::testing::measureHour();
  return 0;
}
