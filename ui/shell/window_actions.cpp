#include "ui/shell/window_actions.h"

#include <QPalette>
#include <QWidget>
#include <algorithm>

#include "ui/shell/explained_action.h"
#include "ui/theme/icons.h"
#include "ui/viewmodels/timeline_span.h"

namespace hotswap::ui {
namespace {

QString spanText(std::chrono::seconds span) {
  if (span < std::chrono::minutes{2}) return WindowActions::tr("%1 s").arg(span.count());
  return WindowActions::tr("%1 min").arg(std::chrono::duration_cast<std::chrono::minutes>(span).count());
}

}  // namespace

WindowActions::WindowActions(const WindowModels& models, bool has_scenario, QWidget* window)
    : QObject(window),
      load(makeExplained(this, "load", tr("&Load .so…"), tr("Load operators from shared libraries"), {Qt::CTRL | Qt::Key_O})),
      swap(makeExplained(this, "swap", tr("&Swap"), tr("Swap to the target"),
                         {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter})),
      roll_back(makeExplained(this, "rollBack", tr("Roll &Back"), tr("Roll back"), {Qt::CTRL | Qt::Key_B})),
      freeze(makeExplained(this, "freeze", tr("&Freeze"), tr("Freeze the picture; the workers go on"), {Qt::Key_Space})),
      live(makeExplained(this, "live", tr("Back to &Live"), tr("Let the picture go on"), {Qt::Key_Escape})),
      workers(makeExplained(this, "workers", tr("S&top Workers"), tr("Stop the workers"), {Qt::Key_F5})),
      run_scenario(makeExplained(this, "runScenario", tr("Run the &Reference Scenario"), tr("V1, V2, V1, V2 within 12 seconds"),
                                 {Qt::Key_F9})),
      stop_scenario(makeExplained(this, "stopScenario", tr("Stop the Sc&enario"), tr("End the running scenario"),
                                  {Qt::SHIFT | Qt::Key_F9})),
      error_details(makeExplained(this, "errorDetails", tr("Error &Details"), tr("Show when and where it happened"),
                                  {Qt::CTRL | Qt::Key_I})),
      dismiss_error(makeExplained(this, "dismissError", tr("D&ismiss Error"), tr("Close the error bar"), {Qt::CTRL | Qt::Key_D})),
      filter_table(makeExplained(this, "filterTable", tr("Filter the &Table"), tr("Show only the rows with certain words"),
                                 {Qt::CTRL | Qt::Key_F})),
      show_values(makeExplained(this, "showValues", tr("&Values of the Charts"), tr("Show what the charts show as a table"),
                                {Qt::Key_F8})),
      show_compared(makeExplained(this, "showCompared", tr("Versions &Compared"),
                                  tr("Show scores and latencies of the versions as histograms"), {Qt::Key_F6})),
      show_quality(makeExplained(this, "showQuality", tr("A&UC and Log Loss"),
                                 tr("Show how well the versions foretell labels, over time"), {Qt::SHIFT | Qt::Key_F6})),
      go_live(makeExplained(this, "goLive", tr("&Go Live with What the Verdict Shows"), tr("Swap to what the verdict shows"),
                            swap->shortcuts())),
      tell_why_not_live(makeExplained(this, "tellWhyNotLive", tr("Why It Cannot Go Live"), tr("Say why not"), swap->shortcuts())),
      show_verdict(
          makeExplained(this, "showVerdict", tr("Show &Verdict"), tr("Show what the gates said of the target"), {Qt::Key_F7})),
      close_verdict(makeExplained(this, "closeVerdict", tr("&Close Verdict"), tr("Close the verdict"), {Qt::Key_Escape})),
      reload_config(makeExplained(this, "reloadConfig", tr("&Reload Configuration"),
                                  tr("Read the configuration file again; the events tell what changed"), {Qt::CTRL | Qt::Key_R})),
      save_session(makeExplained(this, "saveSession", tr("&Save Session…"),
                                 tr("Save all that is known now to a file that --open shows again"), {Qt::CTRL | Qt::Key_S})),
      export_report(makeExplained(this, "exportReport", tr("&Report as JSON…"), tr("Write the report of the run up to now"), {})),
      reset_layout(makeExplained(this, "resetLayout", tr("&Reset Layout"), tr("Put every panel back where it was at first"), {})),
      new_window(makeExplained(this, "newWindow", tr("&New Window"), tr("Open another window on the same run"),
                               {Qt::CTRL | Qt::SHIFT | Qt::Key_N})),
      close_window(makeExplained(this, "closeWindow", tr("Close &Window"),
                                 tr("Close this window; with the last one the run ends"), {Qt::CTRL | Qt::Key_W})),
      quit(makeExplained(this, "quit", tr("&Quit"), tr("Close all windows and end the run"), {Qt::CTRL | Qt::Key_Q})),
      command_palette(makeExplained(this, "palette", tr("&Find an Action…"), tr("Find anything that the window can do by typing"),
                                    {Qt::CTRL | Qt::Key_K})),
      shortcuts(makeExplained(this, "shortcuts", tr("&Keyboard Shortcuts"), tr("List the shortcuts"), {Qt::Key_F1})),
      about(makeExplained(this, "about", tr("&About Hotswap Monitor"), tr("Version and licences"), {})),
      rollout(new RolloutActions(models.rollout, models.canary, this)),
      spans(new QActionGroup(this)),
      themes(new QActionGroup(this)),
      languages(new QActionGroup(this)),
      controls_(models.controls),
      notices_(models.notices),
      verdict_(models.verdict),
      canary_(models.canary),
      has_scenario_(has_scenario) {
  freeze->setCheckable(true);
  buildSpans();
  buildThemes();
  buildLanguages();
  setIcons();
  window->addActions(findChildren<QAction*>());
  connect(&controls_, &ControlsViewModel::changed, this, &WindowActions::refresh);
  connect(&controls_, &ControlsViewModel::targetChanged, this, &WindowActions::refresh);
  connect(&notices_, &NoticesViewModel::changed, this, &WindowActions::refresh);
  connect(&verdict_, &VerdictViewModel::changed, this, &WindowActions::refresh);
  connect(&canary_, &CanaryViewModel::changed, this, &WindowActions::refresh);
  connect(freeze, &QAction::toggled, this, &WindowActions::refresh);
  refresh();
}

void WindowActions::buildSpans() {
  int key = Qt::Key_1;
  for (const std::chrono::seconds span : kTimelineSpans) {
    auto* action = new QAction(spanText(span), spans);
    action->setObjectName(QStringLiteral("span%1").arg(span.count()));
    action->setCheckable(true);
    action->setChecked(span == kDefaultTimelineSpan);
    action->setData(static_cast<qlonglong>(span.count()));
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(key++)));
  }
}

void WindowActions::buildThemes() {
  const std::pair<Theme, QString> choices[] = {
      {Theme::kSystem, tr("As the &System")}, {Theme::kLight, tr("&Light")}, {Theme::kDark, tr("&Dark")}};
  for (const auto& [theme, text] : choices) {
    auto* action = new QAction(text, themes);
    action->setObjectName(QStringLiteral("theme_") + themeName(theme));
    action->setCheckable(true);
    action->setData(static_cast<int>(theme));
  }
}

// Each language in its own words, so that whoever does not read the one that is spoken finds the way out.
void WindowActions::buildLanguages() {
  const std::pair<Language, QString> choices[] = {{Language::kSystem, tr("As the &System")},
                                                  {Language::kEnglish, QStringLiteral("&English")},
                                                  {Language::kChinese, QStringLiteral("简体中文 (&Chinese)")}};
  for (const auto& [language, text] : choices) {
    auto* action = new QAction(text, languages);
    action->setObjectName(QStringLiteral("language_") + languageName(language));
    action->setCheckable(true);
    action->setData(static_cast<int>(language));
    setPurpose(*action, withoutMnemonic(text));
    allow(*action, hasLanguage(language) ? QString() : tr("This build has no texts in that language"));
  }
}

void WindowActions::setIcons() {
  const QPalette palette;
  load->setIcon(icon(Icon::kLoad, palette));
  swap->setIcon(icon(Icon::kSwap, palette));
  roll_back->setIcon(icon(Icon::kRollBack, palette));
  freeze->setIcon(icon(Icon::kFreeze, palette));
  live->setIcon(icon(Icon::kResume, palette));
  run_scenario->setIcon(icon(Icon::kScenario, palette));
  stop_scenario->setIcon(icon(Icon::kStop, palette));
  show_verdict->setIcon(icon(Icon::kVerdict, palette));
  close_verdict->setIcon(icon(Icon::kClose, palette));
  go_live->setIcon(icon(Icon::kSwap, palette));
  reload_config->setIcon(icon(Icon::kReload, palette));
  quit->setIcon(icon(Icon::kQuit, palette));
  // Only Quit would move to another menu on a Mac; the rest must not be guessed from their texts.
  for (QAction* action : findChildren<QAction*>()) action->setMenuRole(QAction::NoRole);
}

void WindowActions::refresh() {
  refreshVerdict();
  setPurpose(*swap, controls_.swapText());
  allow(*swap, controls_.whyNotSwap());
  setPurpose(*roll_back, controls_.rollBackText());
  allow(*roll_back, controls_.whyNotRollBack());
  const bool frozen = freeze->isChecked();
  setActionText(*freeze, frozen ? tr("Resu&me") : tr("&Freeze"));
  freeze->setIcon(icon(frozen ? Icon::kResume : Icon::kFreeze, QPalette()));
  setPurpose(*freeze, frozen ? tr("Let the picture go on") : tr("Freeze the picture; the workers go on"));
  allow(*freeze, {});
  allow(*live, freeze->isChecked() ? QString() : tr("The picture is live already"));
  const QString no_error = tr("There is no error");
  const QString no_details = notices_.details().isEmpty() ? tr("The line tells all that is known") : QString();
  allow(*error_details, notices_.isEmpty() ? no_error : no_details);
  allow(*dismiss_error, notices_.isEmpty() ? no_error : QString());
  allow(*stop_scenario, controls_.scenarioRuns() ? QString() : tr("No scenario is running"));
  if (!has_scenario_) {
    allow(*run_scenario, tr("The reference scenario was not found"));
  } else {
    allow(*run_scenario, controls_.scenarioRuns() ? tr("It is running already") : QString());
  }
  refreshWorkers();
  if (const QString why_not = controls_.whyNoCommands(); !why_not.isEmpty()) {
    for (QAction* command : {load, workers, run_scenario, stop_scenario, reload_config}) allow(*command, why_not);
  }
}

// Two enabled actions with one key would answer to neither: Esc and Ctrl+Return belong to the form of a canary while it is open, else
// to the verdict while one is open. What is in front of a person's eyes is what a key acts on; the button beside the target goes on to
// act on the target.
void WindowActions::refreshVerdict() {
  const bool verdict_has_keys = verdict_.isOpen() && !canary_.isOpen();
  giveKeys(*live, !verdict_.isOpen() && !canary_.isOpen());
  giveKeys(*swap, !verdict_.isOpen() && !canary_.isOpen());
  giveKeys(*go_live, verdict_has_keys);
  giveKeys(*close_verdict, verdict_has_keys);
  const QString why_not = verdict_.isOpen() ? verdict_.whyNotGoLive() : tr("No verdict is open");
  allow(*go_live, why_not);
  // A key that is pressed in vain deserves an answer, and must reach nothing behind the sheet.
  const bool in_vain = verdict_has_keys && !why_not.isEmpty();
  giveKeys(*tell_why_not_live, in_vain);
  tell_why_not_live->setEnabled(in_vain);
  allow(*close_verdict, verdict_.isOpen() ? QString() : tr("No verdict is open"));
  allow(*show_verdict, verdict_.whyNotShow(controls_.target()));
}

void WindowActions::refreshWorkers() {
  const bool paused = controls_.paused();
  setActionText(*workers, paused ? tr("S&tart Workers") : tr("S&top Workers"));
  workers->setIcon(icon(paused ? Icon::kStart : Icon::kStop, QPalette()));
  setPurpose(*workers, paused ? tr("Start the workers") : tr("Stop the workers after the requests in flight"));
  allow(*workers, {});
}

void WindowActions::selectTheme(Theme theme) {
  for (QAction* action : themes->actions()) action->setChecked(action->data().toInt() == static_cast<int>(theme));
}

void WindowActions::selectLanguage(Language language) {
  for (QAction* action : languages->actions()) action->setChecked(action->data().toInt() == static_cast<int>(language));
}

}  // namespace hotswap::ui
