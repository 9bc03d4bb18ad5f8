#ifndef HOTSWAP_UI_SHELL_LIBRARY_DROP_H_
#define HOTSWAP_UI_SHELL_LIBRARY_DROP_H_

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace hotswap::ui {

/// Lets libraries be dropped anywhere on a window. Only local files are taken; what they are is the gates' business.
class LibraryDrop : public QObject {
  Q_OBJECT

 public:
  explicit LibraryDrop(QWidget& window);

 Q_SIGNALS:
  void dropped(const QStringList& paths);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  static QStringList localFiles(const QMimeData& data);
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_LIBRARY_DROP_H_
