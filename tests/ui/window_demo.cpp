// The window on a simulated engine: to look at, to photograph, and to try without any operator.

#include <QApplication>
#include <QCommandLineParser>

#include "tests/ui/fake_engine.h"
#include "tests/ui/fake_verdicts.h"
#include "ui/shell/main_window.h"

namespace {

using namespace std::chrono_literals;
using hotswap::LoadLibrary;
using hotswap::SwapToVersion;
using hotswap::ui::FakeEngine;

hotswap::Scenario ReferenceScenario() {
  hotswap::Scenario scenario;
  scenario.name = "reference";
  scenario.duration = 12s;
  const char* libraries[] = {"score_op_v1.so", "score_op_v2.so"};
  int next = 0;
  for (const auto at : {0s, 2s, 5s, 8s}) scenario.swaps.push_back({.at = at, .slot = "score", .library = libraries[next++ % 2]});
  return scenario;
}

/// Gives the engine a minute of history with swaps in it.
void LivePast(FakeEngine& engine) {
  engine.Submit(LoadLibrary{.slot = {}, .path = "/opt/operators/score_op_v1.so"});
  engine.LiveUntil(400ms);
  engine.Submit(SwapToVersion{.slot = {}, .version = 1});
  engine.Submit(LoadLibrary{.slot = {}, .path = "/opt/operators/score_op_v2.so"});
  engine.LiveUntil(24s);
  engine.Submit(SwapToVersion{.slot = {}, .version = 2});
  engine.LiveUntil(40s);
  engine.Submit(SwapToVersion{.slot = {}, .version = 1});
  engine.Submit(LoadLibrary{.slot = {}, .path = "/opt/operators/ctr_deep.so"});
  engine.LiveUntil(48s);
  engine.Submit(SwapToVersion{.slot = {}, .version = 2});
}

/// What a version does that turns out badly while it serves: a call that never comes back, then an exception. What answers in the end
/// is on probation.
void LiveTrouble(FakeEngine& engine) {
  engine.Submit(LoadLibrary{.slot = {}, .path = "/opt/operators/libcrash.so"});
  engine.LiveUntil(52s);
  engine.Submit(SwapToVersion{.slot = {}, .version = 3});
  engine.LiveUntil(54s);
  engine.TakeBack("a call of compute_score did not come back within 20 ms");
  engine.Park(3, 3);
  engine.Park(1, 3);
  engine.version(2).published = engine.version(2).on_probation = true;
  engine.version(2).probation_ends = 114s;
  engine.version(3).published = true;
  engine.version(3).in_history = true;
  engine.version(3).fault = "has not come back from compute_score for 20 ms on hs-work-03";
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
  QCommandLineParser parser;
  parser.addHelpOption();
  parser.addOptions({{"theme", "system, light or dark", "name"},
                     {"threads", "number of workers", "n", "4"},
                     {"interval-ms", "between two requests of a thread", "ms", "300"},
                     {"past", "begin with a minute of history"},
                     {"trouble", "with --past: a version got stuck and was taken back"},
                     {"bad-loads", "begin with this many refused loads", "n", "0"},
                     {"settings", "INI file for the layout", "file"}});
  parser.process(application);

  const hotswap::SteadyClock clock;
  const bool past = parser.isSet("past");
  FakeEngine engine(
      clock,
      {.threads = parser.value("threads").toUInt(), .interval = std::chrono::milliseconds(parser.value("interval-ms").toInt())},
      past ? 62s : 0s);
  if (past) LivePast(engine);
  if (past && parser.isSet("trouble")) LiveTrouble(engine);
  for (int i = 0; i < parser.value("bad-loads").toInt(); ++i)
    engine.Submit(LoadLibrary{.slot = {}, .path = "/opt/operators/libbad.so"});

  hotswap::ui::MainWindow window(engine, clock,
                                 {.reference_scenario = ReferenceScenario(),
                                  .settings_file = parser.value("settings"),
                                  .theme = hotswap::ui::parseTheme(parser.value("theme")),
                                  .preview = hotswap::ui::FakeInspection});
  window.show();
  return QApplication::exec();
}
