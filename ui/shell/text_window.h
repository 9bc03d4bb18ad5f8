#ifndef HOTSWAP_UI_SHELL_TEXT_WINDOW_H_
#define HOTSWAP_UI_SHELL_TEXT_WINDOW_H_

#include <QDialog>

namespace hotswap::ui {

class WindowActions;

/// A page of text beside the window that blocks nothing; Esc closes it.
class TextWindow : public QDialog {
  Q_OBJECT

 public:
  TextWindow(const QString& name, const QString& title, const QString& html, QWidget* parent);

  /// The list of shortcuts, made from the actions themselves.
  static TextWindow* shortcuts(const WindowActions& actions, QWidget* parent);

  /// What the program is, its version and its licences.
  static TextWindow* about(QWidget* parent);
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_TEXT_WINDOW_H_
