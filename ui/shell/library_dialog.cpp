#include "ui/shell/library_dialog.h"

namespace hotswap::ui {

LibraryDialog::LibraryDialog(const QString& directory, QWidget* parent) : QFileDialog(parent, tr("Load operators"), directory) {
  setObjectName(QStringLiteral("libraryDialog"));
  setOption(QFileDialog::DontUseNativeDialog);
  setFileMode(QFileDialog::ExistingFiles);
  setNameFilters({tr("Shared libraries (*.so)"), tr("All files (*)")});
  setLabelText(QFileDialog::Accept, tr("Load"));
  setAttribute(Qt::WA_DeleteOnClose);
}

}  // namespace hotswap::ui
