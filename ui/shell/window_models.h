#ifndef HOTSWAP_UI_SHELL_WINDOW_MODELS_H_
#define HOTSWAP_UI_SHELL_WINDOW_MODELS_H_

#include "ui/bridge/command_port.h"
#include "ui/bridge/snapshot_pump.h"
#include "ui/viewmodels/activity_view_model.h"
#include "ui/viewmodels/canary_view_model.h"
#include "ui/viewmodels/chart_values_view_model.h"
#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/events_view_model.h"
#include "ui/viewmodels/first_steps_view_model.h"
#include "ui/viewmodels/journal_view_model.h"
#include "ui/viewmodels/notices_view_model.h"
#include "ui/viewmodels/operators_view_model.h"
#include "ui/viewmodels/parked_view_model.h"
#include "ui/viewmodels/quality_view_model.h"
#include "ui/viewmodels/receipts_view_model.h"
#include "ui/viewmodels/rollout_view_model.h"
#include "ui/viewmodels/spreads_view_model.h"
#include "ui/viewmodels/status_view_model.h"
#include "ui/viewmodels/threads_view_model.h"
#include "ui/viewmodels/timeline_view_model.h"
#include "ui/viewmodels/totals_view_model.h"
#include "ui/viewmodels/verdict_view_model.h"
#include "ui/viewmodels/versions_view_model.h"

namespace hotswap::ui {

/// Every view-model of the window.
struct WindowModels {
  TimelineViewModel timeline;
  TotalsViewModel totals;
  SpreadsViewModel spreads{totals};
  QualityViewModel quality{totals};
  ChartValuesViewModel values{timeline, totals, spreads, quality};
  OperatorsViewModel operators;
  ThreadsViewModel threads;
  ParkedViewModel parked;
  EventsViewModel events;
  ReceiptsViewModel receipts;
  StatusViewModel status;
  NoticesViewModel notices;
  ActivityViewModel activity;
  ControlsViewModel controls;
  VerdictViewModel verdict;
  RolloutViewModel rollout;
  CanaryViewModel canary;
  VersionsViewModel versions;
  JournalViewModel journal;
  FirstStepsViewModel first_steps;
};

/// Says which view-model is fed how often: the one place where snapshots enter the window.
///
/// Lifetime  Models and port must outlive the pump.
void feedModels(SnapshotPump& pump, CommandPort& port, WindowModels& models);

/// Joins the sheet of verdicts to what it goes with: the target, which a page becomes that somebody turns to, the error bar, which
/// leaves to the sheet what the sheet tells, and the status line, which says why nothing goes live.
void joinVerdicts(CommandPort& port, WindowModels& models);

/// Turns everything to the slot of the controls, now and whenever it changes.
void joinSlots(WindowModels& models);

/// Lets the totals show the stretch of time and the crosshair that the scores show.
void joinCharts(WindowModels& models);

/// Stops the picture (charts, totals, threads) or lets it go on; commands, errors, verdicts and the operators list stay live.
void setFrozen(SnapshotPump& pump, WindowModels& models, bool frozen);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_MODELS_H_
