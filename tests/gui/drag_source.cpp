// A small window beside the monitor's that files are dragged from, as a file manager's icons are: another program to the X server.
//
//     drag_source X Y FILE…
//
// Says "welcome" while the place below the pointer would take them, and how each drag ended: "taken" or "not taken".

#include <QApplication>
#include <QDrag>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>
#include <iostream>

namespace {

/// Lifetime  Ends with the program.
class DragSource : public QLabel {
 public:
  explicit DragSource(const QStringList& files) {
    for (const QString& file : files) urls_ << QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath());
    setWindowTitle(QStringLiteral("Drag Source"));
    // Neither placed nor framed by a window manager: a test must know where it is.
    setWindowFlags(Qt::X11BypassWindowManagerHint | Qt::WindowStaysOnTopHint);
    setAlignment(Qt::AlignCenter);
    setText(QStringLiteral("drag me"));
    setFixedSize(80, 30);
  }

 protected:
  void mouseMoveEvent(QMouseEvent* event) override {
    if (!(event->buttons() & Qt::LeftButton)) return;
    auto* content = new QMimeData;
    content->setUrls(urls_);
    auto* drag = new QDrag(this);
    drag->setMimeData(content);
    connect(drag, &QDrag::actionChanged, [](Qt::DropAction action) {
      if (action == Qt::CopyAction) std::cout << "welcome" << std::endl;
    });
    std::cout << (drag->exec(Qt::CopyAction) == Qt::IgnoreAction ? "not taken" : "taken") << std::endl;
  }

 private:
  QList<QUrl> urls_;
};

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 4) {
    std::cerr << "drag_source: needs X, Y and at least one file\n";
    return 2;
  }
  DragSource source(arguments.mid(3));
  source.move(arguments.at(1).toInt(), arguments.at(2).toInt());
  source.show();
  return QApplication::exec();
}
