#ifndef HOTSWAP_UI_SHELL_WINDOW_LIST_H_
#define HOTSWAP_UI_SHELL_WINDOW_LIST_H_

#include <QList>
#include <QObject>
#include <QPointer>
#include <memory>

#include "core/api/config.h"
#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/shell/window_options.h"

namespace hotswap::ui {

class MainWindow;
struct WindowSession;

/// The windows of one session: each has a slot, a span and a layout of its own, all drive the same engine.
///
/// They speak the language of the program's options, else what somebody chose in a window, else what the configuration says, which counts
/// at once when it is read again. When another language is spoken, the widgets of each are made anew. Slot, target, selection, zoom, errors, an open verdict and commands
/// under way are as before; the engine does not notice.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it. A window that is closed is gone; the engine and the others go on.
/// Failure   A build without the texts of a language says so on standard error and speaks English.
class WindowList : public QObject {
  Q_OBJECT

 public:
  /// The application speaks the language that counts from here on.
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

 Q_SIGNALS:
  void madeAnew();  ///< Another language is spoken.

 private:
  MainWindow* make(std::shared_ptr<WindowSession> session);
  MainWindow* makeAnew(MainWindow& before);
  void wear(Theme theme);
  void choose(Language language);
  void hear(const Config& config);
  Language language() const;
  void speak();

  Engine& engine_;
  const Clock& clock_;
  WindowOptions options_;
  QList<QPointer<MainWindow>> windows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_WINDOW_LIST_H_
