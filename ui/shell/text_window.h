#ifndef HOTSWAP_UI_SHELL_TEXT_WINDOW_H_
#define HOTSWAP_UI_SHELL_TEXT_WINDOW_H_

#include <QDialog>
#include <QMenuBar>

namespace hotswap::ui {

/// A page of text beside the window that blocks nothing; Esc and Ctrl+W close it.
class TextWindow : public QDialog {
  Q_OBJECT

 public:
  /// `wraps`: lines are broken where the window ends; else they are as wide as they are, and what does not fit is scrolled.
  TextWindow(const QString& name, const QString& title, const QString& html, bool wraps, QWidget* parent);

  /// The list of shortcuts, made from the menus themselves.
  static TextWindow* shortcuts(const QMenuBar& menus, QWidget* parent);

  /// What the program is, its version and its licences.
  static TextWindow* about(QWidget* parent);
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_TEXT_WINDOW_H_
