#ifndef HOTSWAP_UI_SHELL_EXPORT_ACTIONS_H_
#define HOTSWAP_UI_SHELL_EXPORT_ACTIONS_H_

#include <QMenu>
#include <QObject>
#include <QString>
#include <functional>
#include <vector>

#include "core/api/engine.h"
#include "ui/bridge/background_writer.h"
#include "ui/panels/chart_source.h"
#include "ui/shell/window_models.h"
#include "ui/shell/window_options.h"

namespace hotswap::ui {

class WindowActions;
struct WindowSession;

/// What leaves the window as a file: the session, the report, and of each chart a picture or its figures. Asks for a place in Qt's own
/// dialog, writes beside the window's thread, and tells the path in the status line or why not in the error bar.
///
/// Threads   Main thread only.
/// Lifetime  Session and charts must outlive it.
class ExportActions : public QObject {
  Q_OBJECT

 public:
  ExportActions(WindowSession& session, WindowActions& actions, QWidget* window);

  /// Adds the chart to the menu and gives it a context menu.
  void addChart(const ChartSource& source);

  /// Puts saving and exporting into the menu, above its last group.
  void addTo(QMenu& menu);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// What is to be written, made when the place is known.
  using Write = std::function<void(const QString& path)>;

  void connectSnapshot(QAction& action, const SnapshotWriter& writer, const QString& title, const QString& name,
                       const QString& suffix);
  void addChartAction(QMenu& menu, const QString& text, const ChartSource& source, const QString& suffix,
                      std::function<QByteArray()> bytes);
  void ask(const QString& title, const QString& name, const QString& suffix, Write write);
  QString defaultName(const QString& name, const QString& suffix) const;

  const Engine& engine_;
  WindowModels& models_;
  BackgroundWriter& writer_;
  WindowActions& actions_;
  QWidget* const window_;
  QMenu* const menu_;
  QString directory_;  ///< Of the last file; empty: the working directory.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_EXPORT_ACTIONS_H_
