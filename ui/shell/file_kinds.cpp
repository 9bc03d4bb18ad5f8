#include "ui/shell/file_kinds.h"

#include <QCoreApplication>
#include <QFileIconProvider>
#include <QFileInfo>

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

class FileKinds : public QFileIconProvider {
 public:
  QString type(const QFileInfo& file) const override {
    if (file.isDir()) return tr("Folder");
    return file.fileName().contains(QStringLiteral(".so")) ? tr("Library") : tr("Other file");
  }
};

}  // namespace

QFileIconProvider& fileKinds() {
  static FileKinds kinds;
  return kinds;
}

}  // namespace hotswap::ui
