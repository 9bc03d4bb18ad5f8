#ifndef HOTSWAP_UI_SHELL_LIBRARY_DIALOG_H_
#define HOTSWAP_UI_SHELL_LIBRARY_DIALOG_H_

#include <QFileDialog>

namespace hotswap::ui {

/// Picks shared libraries, several at once. Qt's own dialog everywhere, so that it looks, and tests, the same.
///
/// Show it with open(); it deletes itself. A path may also be typed.
class LibraryDialog : public QFileDialog {
  Q_OBJECT

 public:
  LibraryDialog(const QString& directory, QWidget* parent);
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_LIBRARY_DIALOG_H_
