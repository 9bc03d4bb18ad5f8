#ifndef HOTSWAP_UI_SHELL_WINDOW_LIST_H_
#define HOTSWAP_UI_SHELL_WINDOW_LIST_H_

#include <QList>
#include <QObject>
#include <QPointer>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/shell/window_options.h"

namespace hotswap::ui {

class MainWindow;

/// The windows of one session: each has a slot, a span and a layout of its own, all drive the same engine.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it. A window that is closed is gone; the engine and the others go on.
class WindowList : public QObject {
  Q_OBJECT

 public:
  WindowList(Engine& engine, const Clock& clock, WindowOptions options, QObject* parent = nullptr);
  ~WindowList() override;

  /// Shows one more window, a little below and to the right of `beside`, if there is one.
  MainWindow* open(const MainWindow* beside = nullptr);

  /// Those that are open, oldest first.
  QList<MainWindow*> windows() const;

  /// Whether a person can see one of them now.
  bool inSight() const;

  /// The session ends: all are closed.
  void closeAll();

 private:
  Engine& engine_;
  const Clock& clock_;
  WindowOptions options_;
  QList<QPointer<MainWindow>> windows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_LIST_H_
