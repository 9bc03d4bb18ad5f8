#ifndef HOTSWAP_UI_SHELL_SHOWN_WINDOW_H_
#define HOTSWAP_UI_SHELL_SHOWN_WINDOW_H_

#include <QObject>
#include <memory>

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "ui/shell/window_language.h"
#include "ui/shell/window_options.h"

namespace hotswap::ui {

class MainWindow;
struct WindowSession;

/// The window that a person sees: a MainWindow, whose widgets are made anew when another language is chosen. Target, selection, zoom,
/// errors, an open verdict and commands under way are as before; the engine does not notice.
///
/// Threads   Main thread only.
/// Lifetime  Engine and clock must outlive it.
/// Failure   A build without the texts of a language says so on standard error and speaks English.
class ShownWindow : public QObject {
  Q_OBJECT

 public:
  /// The application speaks the language of the options, or the remembered one, from here on.
  ShownWindow(Engine& engine, const Clock& clock, WindowOptions options);
  ~ShownWindow() override;

  void show();
  void close();

  /// Another one after each change of the language.
  MainWindow& window() { return *window_; }

 Q_SIGNALS:
  void madeAnew();

 private:
  void makeWindow();
  void speak(Language language);

  const std::shared_ptr<WindowSession> session_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_SHOWN_WINDOW_H_
