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
#include "ui/viewmodels/verdict_page.h"

namespace hotswap::ui {
namespace {

/// Names the kinds of files in the window's language: Qt takes the words of the desktop's, from threads of its own.
class FileKinds : public QFileIconProvider {
 public:
  QString type(const QFileInfo& file) const override {
    if (file.isDir()) return LibraryDialog::tr("Folder");
    return file.fileName().contains(QStringLiteral(".so")) ? LibraryDialog::tr("Library") : LibraryDialog::tr("Other file");
  }
};

constexpr QSize kSize{960, 460};  ///< With the preview: room for the list and for the words of some findings.

}  // namespace

LibraryDialog::LibraryDialog(const QString& directory, FilePreview& preview, QWidget* parent)
    : QFileDialog(parent, tr("Load operators"), directory), preview_(preview) {
  setObjectName(QStringLiteral("libraryDialog"));
  setOption(QFileDialog::DontUseNativeDialog);
  static FileKinds kinds;  // The dialog's threads ask for it until the dialog is gone, and own nothing of it.
  setIconProvider(&kinds);
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
