#include "ui/shell/library_dialog.h"

#include <QDir>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeView>
#include <algorithm>

#include "ui/panels/preview_pane.h"
#include "ui/shell/file_kinds.h"
#include "ui/viewmodels/verdict_page.h"

namespace hotswap::ui {
namespace {

constexpr QSize kSize{960, 460};  ///< With the preview: room for the list and for the words of some findings.

}  // namespace

LibraryDialog::LibraryDialog(const QString& directory, FilePreview& preview, QWidget* parent)
    : QFileDialog(parent, tr("Load operators"), directory), preview_(preview) {
  setObjectName(QStringLiteral("libraryDialog"));
  setOption(QFileDialog::DontUseNativeDialog);
  setIconProvider(&fileKinds());
  setFileMode(QFileDialog::ExistingFiles);
  setNameFilters({tr("Shared libraries (*.so)"), tr("All files (*)")});
  setLabelText(QFileDialog::Accept, tr("Load"));
  setAttribute(Qt::WA_DeleteOnClose);
  widenColumns();
  if (preview_.isAvailable()) addPreview();
}

LibraryDialog::~LibraryDialog() { preview_.cancel(); }

// Beside the list: below it, words of changing length would move the file name's field.
void LibraryDialog::addPreview() {
  auto* grid = qobject_cast<QGridLayout*>(layout());
  if (grid == nullptr) return;  // Another version of Qt may lay it out otherwise.
  pane_ = new PreviewPane(this);
  grid->addWidget(pane_, 0, grid->columnCount(), grid->rowCount(), 1);
  connect(this, &QFileDialog::currentChanged, this, &LibraryDialog::showFile);
  // Another version of Qt may call it otherwise.
  if (auto* name = findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))) {
    connect(name, &QLineEdit::textEdited, this, &LibraryDialog::showTyped);
  }
  connect(this, &QFileDialog::directoryEntered, this, [this] { showFile({}); });
  connect(&preview_, &FilePreview::inspected, this,
          [this](const QString&, const std::shared_ptr<const Verdict>& verdict) { pane_->setPage(verdictPage(*verdict)); });
}

// Not selectedFiles(): while the list has a selection those are the selected ones.
void LibraryDialog::showTyped(const QString& name) {
  // "a.so" "b.so": how the dialog takes several.
  if (const auto files = static_cast<int>(name.count(QLatin1Char('"')) / 2); files > 1) {
    preview_.cancel();
    pane_->setSeveral(files);
    return;
  }
  const bool at_home = name.startsWith(QStringLiteral("~/"));  // The dialog takes it so, too.
  const QString path = at_home ? QDir::homePath() + name.mid(1) : directory().absoluteFilePath(name);
  showFile(QFileInfo(path).isFile() ? path : QString());
}

void LibraryDialog::showFile(const QString& path) {
  const QFileInfo file(path);
  if (path.isEmpty() || file.isDir()) {
    preview_.cancel();
    pane_->clear();
    return;
  }
  pane_->setBusy(file.fileName());
  preview_.request(path);
}

void LibraryDialog::widenColumns() {
  setViewMode(QFileDialog::Detail);
  resize(kSize);
  auto* list = findChild<QTreeView*>(QStringLiteral("treeView"));
  if (list == nullptr) return;  // Another version of Qt may call it otherwise.
  QHeaderView& header = *list->header();
  header.setStretchLastSection(false);
  for (int column = 0; column < header.count(); ++column) {
    header.setSectionResizeMode(column, column == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
  }
}

// Qt would open a message box over the dialog. A load that fails is told in the error bar like every other one.
void LibraryDialog::accept() {
  const QStringList files = selectedFiles();
  if (std::all_of(files.begin(), files.end(), [](const QString& file) { return QFileInfo::exists(file); })) {
    QFileDialog::accept();
    return;
  }
  Q_EMIT filesSelected(files);
  QDialog::accept();
}

}  // namespace hotswap::ui
