#include "app/monitor/monitor_program.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QTimer>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/config_reloader.h"
#include "app/control_access.h"
#include "app/file_watch.h"
#include "app/language.h"
#include "app/locations.h"
#include "app/monitor/journal_pages.h"
#include "app/monitor/unattended_end.h"
#include "app/monitor/window_exports.h"
#include "app/option_checks.h"
#include "app/report_file.h"
#include "app/signal_watcher.h"
#include "app/standard_streams.h"
#include "app/stuck_threads.h"
#include "app/version.h"
#include "core/config/scenario_reader.h"
#include "core/loading/file_inspection.h"
#include "core/session/session_engine.h"
#include "core/session/session_file.h"
#include "ui/shell/rollout_watch.h"
#include "ui/shell/tray_notifier.h"
#include "ui/shell/window_list.h"
#include "ui/shell/window_log.h"

namespace hotswap {
namespace {

/// Behind the window's thread, so that flat-out workers on few processors do not make it wait (measured: 20 times less).
constexpr int kWorkerNiceness = 10;

int Complain(const Error& error, int status) {
  std::cerr << "hotswap-monitor: " << Translated(error.text) << '\n';
  return status;
}

bool HasDisplay() {
  for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') return true;
  }
  return false;
}

/// Qt aborts, with a core dump, when the display cannot be opened; a person is better served by words and a status. Its advice to
/// developers is left out; what our own code says is not.
void ExitOnFatal(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  const bool ours = context.category != nullptr && std::string_view(context.category) == ui::windowLog().categoryName();
  if (!ours && type != QtCriticalMsg && type != QtFatalMsg) return;
  std::fprintf(stderr, "hotswap-monitor: %s\n", qUtf8Printable(text));
  if (type != QtFatalMsg) return;
  const std::string hint = Translated("no window can be shown; `hotswap run` does the same work in the terminal");
  std::fprintf(stderr, "hotswap-monitor: %s\n", hint.c_str());
  _exit(1);
}

ui::WindowOptions OptionsOfWindow(const MonitorOptions& options, const RunSetup& setup) {
  ui::WindowOptions window;
  if (!setup.engine.journal.empty()) window.journal = JournalPagesOf(setup.engine.journal);
  auto reference = ReadScenario(ShippedResource("scenarios/reference.toml"), setup.plugin_directory);
  if (reference.ok()) window.reference_scenario = std::move(reference).value();
  window.start_directory = QString::fromStdString(setup.plugin_directory.string());
  window.settings_file = QString::fromStdString(options.settings);
  if (setup.no_operators) window.notice = QString::fromStdString(setup.no_operators->text);
  window.preview = [policy = InspectionPolicy{.strict = setup.config.gates.strict}](const std::filesystem::path& file) {
    return InspectFile(file, policy);
  };
  AddExports(window);
  const std::string& theme = options.theme.empty() ? setup.config.window.theme : options.theme;
  window.theme = ui::parseTheme(QString::fromStdString(theme));
  window.language = ui::parseLanguage(QString::fromStdString(options.language));
  const auto configured = ui::parseLanguage(QString::fromStdString(setup.config.window.language));
  window.default_language = configured.value_or(window.default_language);
  return window;
}

void NameApplication() {
  QApplication::setApplicationName(QStringLiteral("hotswap-monitor"));
  QApplication::setApplicationDisplayName(QStringLiteral("Hotswap Monitor"));
  QApplication::setOrganizationName(QStringLiteral("hotswap"));
  QApplication::setApplicationVersion(QString::fromLatin1(kVersion));
}

/// --open: no engine, no store, no socket; only what was saved.
int ShowRecording(const MonitorOptions& options, int argc, char** argv) {
  auto session = ReadSession(options.open);
  if (!session.ok()) return Complain(session.error(), 1);
  SignalWatcher signals;
  qInstallMessageHandler(&ExitOnFatal);
  QApplication application(argc, argv);
  NameApplication();
  SessionEngine engine(std::move(session).value(), std::filesystem::path(options.open).filename().string());
  const SteadyClock clock;
  ui::WindowOptions window_options;
  AddExports(window_options);
  window_options.recording = &engine;
  window_options.settings_file = QString::fromStdString(options.settings);
  window_options.theme = ui::parseTheme(QString::fromStdString(options.theme));
  window_options.language = ui::parseLanguage(QString::fromStdString(options.language));
  ui::WindowList windows(engine, clock, window_options);
  signals.OnStop([&windows] { QMetaObject::invokeMethod(&windows, &ui::WindowList::closeAll, Qt::QueuedConnection); });
  windows.open();
  QApplication::exec();
  signals.OnStop({});
  return 0;
}

/// Shows the window until something closes it.
void ShowWindow(QApplication& application, LocalEngine& engine, SignalWatcher& signals, const RunSetup& setup,
                const ui::WindowOptions& options) {
  const SteadyClock clock;
  ui::WindowList windows(engine, clock, options);
  ui::TrayNotifier notifier(windows);
  const ui::RolloutWatch watch(engine, windows, notifier);
  signals.OnStop([&windows] { QMetaObject::invokeMethod(&windows, &ui::WindowList::closeAll, Qt::QueuedConnection); });
  if (setup.duration) {
    QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(*setup.duration), &windows, &ui::WindowList::closeAll);
  }
  windows.open();
  application.exec();
  signals.OnStop({});
}

}  // namespace

void AddMonitorOptions(CLI::App& app, MonitorOptions& options) {
  AddRunOptions(app, options.run);
  app.add_option("--theme", options.theme, "system, light or dark, for this run")
      ->check(CLI::IsMember({"system", "light", "dark"}));
  app.add_option("--language", options.language, "system, en or zh_CN, for this run")
      ->check(CLI::IsMember({"system", "en", "zh_CN"}));
  app.add_option("--settings", options.settings, "Keep layout and sizes in this INI file instead of the user's")
      ->type_name("FILE");
  app.add_option(
         "--open", options.open,
         "Show a saved session instead of running operators; of the other options --theme, --language and --settings count")
      ->type_name("FILE")
      ->check(Named("file"));
}

int RunMonitor(const MonitorOptions& options, int argc, char** argv) {
  if (!HasDisplay()) {
    return Complain({Errc::kUnavailable,
                     "there is no display (DISPLAY is not set). Run it in a desktop session, or under "
                     "xvfb-run; `hotswap run` does the same work in the terminal."},
                    1);
  }
  if (!options.open.empty()) return ShowRecording(options, argc, argv);
  const ReloadBell bell;
  SignalWatcher signals;
  auto setup = Prepare(options.run, true);
  if (!setup.ok()) return Complain(setup.error(), 2);
  if (!setup->report.empty()) {
    if (Status report = CheckReportFile(setup->report); !report.ok()) return Complain(report.error(), 1);
  }
  std::optional<int> json;  // Where the report is printed.
  if (options.run.json) {
    auto output = TakeStandardOutput();
    if (!output) return Complain(output.error(), 1);
    json = *output;
  }
  qInstallMessageHandler(&ExitOnFatal);
  QApplication application(argc, argv);
  NameApplication();

  setup->engine.worker_niceness = kWorkerNiceness;
  setup->engine.sample_period = setup->config.window.refresh;
  setup->engine.config = std::make_shared<const Config>(setup->config);
  if (setup->reread) setup->engine.reload_config = [&bell] { bell.Ring(); };
  if (setup->reread) signals.OnReload([&bell] { bell.Ring(); });
  if (options.run.verbose) {
    setup->engine.trace = [](const std::string& line) { std::fprintf(stderr, "[Load] %s\n", Translated(line).c_str()); };
  }
  auto access = Listen(setup->engine, !options.run.no_socket, std::string("hotswap-monitor ") + kVersion);
  const auto reloader = MakeReloader(bell, *setup);
  const auto watcher = MakeWatcher();
  const ui::WindowOptions window = OptionsOfWindow(options, *setup);
  auto engine = LocalEngine::Make(std::move(setup->engine));
  if (!engine.ok()) return Complain(engine.error(), 1);
  auto clients = Serve(std::move(access), *engine.value());
  const auto stop_commands = [&watcher, &clients] {
    watcher->Stop();
    if (clients != nullptr) clients->Stop();
  };
  const UnattendedEnd unattended(*engine.value(), setup->report, stop_commands);
  const Reloading reloading(reloader.get(), *engine.value());
  const Watching watching(*watcher, *engine.value());
  ShowWindow(application, *engine.value(), signals, *setup, window);
  stop_commands();
  int status = FinishAndReport(*engine.value(), setup->report);
  signals.NoteEnd();
  if (json) {
    if (const Status printed = PrintReport(*engine.value(), *json); !printed.ok()) status = Complain(printed.error(), 1);
  }
  LeaveStuckThreads(*engine.value(), "hotswap-monitor", status);
  return status;
}

}  // namespace hotswap
