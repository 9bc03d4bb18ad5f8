// What the window costs on a real engine: frames per second and the share of a core that its thread takes with 16 workers at
// 1,000 requests/s each, and how long a click takes to be published with 4 workers flat out. Prints figures, judges nothing. Run
// it on a display: xvfb-run -s "-screen 0 1366x768x24" build/bench/window_cost
#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "core/control/local_engine.h"
#include "core/engine/worker.h"
#include "tests/fixtures/operators/fixture_path.h"
#include "tests/support/temporary_directory.h"
#include "ui/bridge/frame_meter.h"
#include "ui/shell/main_window.h"

namespace hotswap::bench {
namespace {

using namespace std::chrono_literals;

constexpr int kNiceness = 10;  ///< Of the workers, as the program has it.

std::unique_ptr<LocalEngine> StartEngine(const TemporaryDirectory& directory, WorkerSettings workers, int niceness = kNiceness) {
  EngineOptions options;
  options.store = directory.Path() / "store";
  options.worker_niceness = niceness;
  options.plan.libraries = {testing::ShippedOperator("score_op_v1"), testing::ShippedOperator("score_op_v2")};
  options.plan.workers = workers;
  auto engine = LocalEngine::Make(std::move(options)).value();
  static_cast<void>(engine->WaitUntilStarted());
  return engine;
}

void RunEventLoop(std::chrono::milliseconds length) {
  QEventLoop loop;
  QTimer::singleShot(length, &loop, &QEventLoop::quit);
  loop.exec();
}

/// Counts the frames that a window takes: it asks for the newest snapshot once in each.
class CountingEngine final : public Engine {
 public:
  explicit CountingEngine(Engine& engine) : engine_(engine) {}
  CommandId Submit(Command command) override { return engine_.Submit(std::move(command)); }
  std::shared_ptr<const Snapshot> Latest() const override {
    ++frames;
    return engine_.Latest();
  }

  mutable int frames = 0;

 private:
  Engine& engine_;
};

/// Counts how often a widget is painted: less often than there are frames, because a picture that moved by no pixel is left alone.
class PaintCounter : public QObject {
 public:
  int count = 0;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) ++count;
    return false;
  }
};

QWidget* ScoreViewport(QWidget& window) {
  return window.findChild<QAbstractScrollArea*>(QStringLiteral("scoreChart"))->viewport();
}

/// How long the window paints in each frame: all its painting happens while it handles an update request.
class PaintTimes : public QObject {
 public:
  std::vector<double> ms;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::UpdateRequest || within_) return false;
    within_ = true;
    const SteadyClock clock;
    const auto before = clock.Now();
    QCoreApplication::sendEvent(watched, event);
    ms.push_back(std::chrono::duration<double, std::milli>(clock.Now() - before).count());
    within_ = false;
    return true;
  }

 private:
  bool within_ = false;
};

double Percentile(std::vector<double>& values, double fraction) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(fraction * static_cast<double>(values.size() - 1))];
}

/// The share of a core that this thread takes while the event loop runs so long.
double ThreadShare(std::chrono::milliseconds length) {
  const auto cpu = ui::threadCpuTime();
  RunEventLoop(length);
  return std::chrono::duration<double>(ui::threadCpuTime() - cpu) / std::chrono::duration<double>(length);
}

void MeasureHidden(const TemporaryDirectory& directory, WorkerSettings workers) {
  const SteadyClock clock;
  const auto engine = StartEngine(directory, workers);
  ui::MainWindow window(*engine, clock, {.settings_file = QString::fromStdString((directory.Path() / "s.ini").string())});
  window.show();
  RunEventLoop(2s);
  window.hide();
  RunEventLoop(500ms);
  std::printf("%2u workers, interval %6.0f us: window thread %.2f %% of a core while the window is hidden\n", workers.threads,
              std::chrono::duration<double, std::micro>(workers.interval).count(), 100 * ThreadShare(5s));
}

/// From the beginning of the program, the engine with both operators included.
void MeasureStart(const TemporaryDirectory& directory, TimePoint began) {
  const SteadyClock clock;
  const auto engine = StartEngine(directory, {.threads = 4, .interval = 300ms});
  ui::MainWindow window(*engine, clock, {.settings_file = QString::fromStdString((directory.Path() / "s.ini").string())});
  PaintTimes painted;
  window.installEventFilter(&painted);
  window.show();
  while (painted.ms.empty()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  std::printf("first frame %.0f ms after the program's start, gates of both operators included\n",
              std::chrono::duration<double, std::milli>(clock.Now() - began).count());
}

void MeasureFrames(const TemporaryDirectory& directory, WorkerSettings workers, std::chrono::seconds warm_up) {
  const SteadyClock clock;
  const auto engine = StartEngine(directory, workers);
  CountingEngine counted(*engine);
  ui::MainWindow window(counted, clock, {.settings_file = QString::fromStdString((directory.Path() / "s.ini").string())});
  window.resize(1366, 720);
  window.show();
  RunEventLoop(warm_up);
  PaintCounter painted;
  ScoreViewport(window)->installEventFilter(&painted);
  PaintTimes times;
  window.installEventFilter(&times);
  constexpr auto kLength = 10s;
  counted.frames = 0;
  const double share = ThreadShare(kLength);
  std::printf(
      "%2u workers, interval %6.0f us: %4.1f frames/s, %4.1f of them painted in %.1f ms (p99 %.1f), window thread %4.1f %% of a "
      "core, "
      "%.2f M requests/s\n",
      workers.threads, std::chrono::duration<double, std::micro>(workers.interval).count(),
      counted.frames / std::chrono::duration<double>(kLength).count(),
      painted.count / std::chrono::duration<double>(kLength).count(), Percentile(times.ms, 0.5), Percentile(times.ms, 0.99),
      100 * share, engine->Latest()->totals.requests_per_s / 1e6);
}

/// From the double-click until the route is published.
void MeasureClicks(const TemporaryDirectory& directory, WorkerSettings workers, int clicks, int niceness = kNiceness) {
  const SteadyClock clock;
  const auto engine = StartEngine(directory, workers, niceness);
  ui::MainWindow window(*engine, clock, {.settings_file = QString::fromStdString((directory.Path() / "s.ini").string())});
  window.resize(1366, 720);
  window.show();
  RunEventLoop(2s);
  auto* list = window.findChild<QAbstractItemView*>(QStringLiteral("operatorsList"));
  std::vector<double> waits_ms;
  for (int click = 0; click < clicks; ++click) {
    const std::uint64_t before = engine->Latest()->receipts->back().number;
    const auto clicked = clock.Now();
    Q_EMIT list->doubleClicked(list->model()->index((click + 1) % 2, 0));
    std::shared_ptr<const Snapshot> snapshot;
    do {
      RunEventLoop(5ms);
      snapshot = engine->Latest();
    } while (snapshot->receipts->back().number == before && clock.Now() - clicked < 10s);
    const auto published = snapshot->origin + snapshot->receipts->back().at;
    waits_ms.push_back(std::chrono::duration<double, std::milli>(published - clicked).count());
    RunEventLoop(20ms);
  }
  const double rate = engine->Latest()->totals.requests_per_s / 1e6;
  std::ranges::sort(waits_ms);
  std::printf("%2u workers flat out%s: %d clicks, published after p50 %.2f ms, p99 %.2f ms, max %.2f ms, %.1f M requests/s\n",
              workers.threads, niceness == kIdlePriority ? " (SCHED_IDLE)" : "", clicks, Percentile(waits_ms, 0.5),
              Percentile(waits_ms, 0.99), waits_ms.back(), rate);
}

}  // namespace
}  // namespace hotswap::bench

int main(int argc, char** argv) {
  using namespace std::chrono_literals;
  const auto began = hotswap::SteadyClock().Now();
  QApplication application(argc, argv);
  const hotswap::TemporaryDirectory directory;
  hotswap::bench::MeasureStart(directory, began);
  hotswap::bench::MeasureFrames(directory, {.threads = 4, .interval = 300ms}, 10s);
  hotswap::bench::MeasureFrames(directory, {.threads = 16, .interval = 1ms}, 62s);
  hotswap::bench::MeasureFrames(directory, {.threads = 64, .interval = 1ms}, 62s);
  hotswap::bench::MeasureHidden(directory, {.threads = 16, .interval = 1ms});
  hotswap::bench::MeasureClicks(directory, {.threads = 4, .interval = 0ns}, 200);
  hotswap::bench::MeasureClicks(directory, {.threads = 16, .interval = 0ns}, 200);
  hotswap::bench::MeasureClicks(directory, {.threads = 64, .interval = 0ns}, 200);
  hotswap::bench::MeasureClicks(directory, {.threads = 64, .interval = 0ns}, 200, hotswap::kIdlePriority);
}
