#ifndef HOTSWAP_UI_SHELL_WINDOW_OPTIONS_H_
#define HOTSWAP_UI_SHELL_WINDOW_OPTIONS_H_

#include <QString>
#include <filesystem>
#include <functional>
#include <optional>

#include "core/api/journal_rows.h"
#include "core/api/recording.h"
#include "core/api/scenario.h"
#include "core/api/snapshot.h"
#include "core/base/result.h"
#include "ui/bridge/file_preview.h"
#include "ui/shell/window_language.h"
#include "ui/shell/window_theme.h"

namespace hotswap::ui {

/// Writes a file from a snapshot, whole or not at all; on a thread of the window's own. Errors name object, cause and next step.
using SnapshotWriter = std::function<Status(const Snapshot&, const std::filesystem::path&)>;

/// What a program tells its window.
struct WindowOptions {
  std::optional<Scenario> reference_scenario{};  ///< For "Run the reference scenario"; without one the entry is disabled.
  QString start_directory{};                     ///< Where the file dialog opens the first time; empty: the working directory.
  QString settings_file{};                       ///< An INI file to keep the layout in; empty: the user's configuration.
  std::optional<Theme> theme{};                  ///< Overrides the remembered theme for this run.
  std::optional<Language> language{};            ///< Likewise the remembered language.
  Language default_language =
      Language::kSystem;             ///< Of who never chose one. The engine's configuration, when it changes, goes before it.
  FilePreview::Inspector preview{};  ///< Judges a file before it is picked, from any thread; without one nothing is shown.
  QString notice{};                  ///< What went wrong before there was a window; stays until it is dismissed.
  bool first_steps = true;           ///< Whether a new user is told them.
  Recording* recording = nullptr;    ///< What the engine shows is a recording, which outlives the window; null: it runs.
  SnapshotWriter save_session{};     ///< For "Save session"; without one the entry is disabled. So `write_report`.
  SnapshotWriter write_report{};
  JournalRows journal{};  ///< Reads the journal, on a thread of the window's own; without one its panel is left out.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_OPTIONS_H_
