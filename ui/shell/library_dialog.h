#ifndef HOTSWAP_UI_SHELL_LIBRARY_DIALOG_H_
#define HOTSWAP_UI_SHELL_LIBRARY_DIALOG_H_

#include <QFileDialog>

#include "ui/bridge/file_preview.h"

namespace hotswap::ui {

class PreviewPane;

/// Picks shared libraries, several at once, and shows what a static inspection says of the one under the cursor or in the
/// field for the name. Qt's own dialog
/// everywhere, so that it looks, and tests, the same.
///
/// Show it with open(); it deletes itself. A path may also be typed; whether it is one is for the load to say.
/// Lifetime  The preview must outlive it.
class LibraryDialog : public QFileDialog {
  Q_OBJECT

 public:
  LibraryDialog(const QString& directory, FilePreview& preview, QWidget* parent);
  ~LibraryDialog() override;

 protected:
  void accept() override;

 private:
  void addPreview();
  void showTyped(const QString& name);
  void showFile(const QString& path);
  void widenColumns();

  FilePreview& preview_;
  PreviewPane* pane_ = nullptr;  ///< Null when there is no preview.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_LIBRARY_DIALOG_H_
