#ifndef HOTSWAP_UI_SHELL_WINDOW_SESSION_H_
#define HOTSWAP_UI_SHELL_WINDOW_SESSION_H_

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/bridge/background_writer.h"
#include "ui/bridge/command_port.h"
#include "ui/bridge/file_preview.h"
#include "ui/bridge/journal_loader.h"
#include "ui/bridge/snapshot_pump.h"
#include "ui/shell/gestures.h"
#include "ui/shell/window_models.h"
#include "ui/shell/window_options.h"

namespace hotswap::ui {

/// What is behind the widgets of a window and stays when they are made anew in another language: the view-models, what connects them
/// with the engine, and the commands and files under way that have no outcome yet.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it.
struct WindowSession {
  WindowSession(Engine& engine, const Clock& clock, WindowOptions options);

  /// Lets all view-models tell what they know, to widgets that are new, in the language that is spoken now.
  void announce();

  // Fixed after construction, but for the choices of theme and language.
  Engine& engine;
  const Clock& clock;
  WindowOptions options;

  WindowModels models;
  CommandPort port;
  Gestures gestures;
  SnapshotPump pump;
  FilePreview preview;
  JournalLoader journal;
  BackgroundWriter writer;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_SESSION_H_
