#ifndef HOTSWAP_UI_SHELL_COMMAND_PALETTE_H_
#define HOTSWAP_UI_SHELL_COMMAND_PALETTE_H_

#include <QAction>
#include <QFrame>
#include <QList>
#include <QPointer>
#include <QStringList>
#include <functional>

class QLineEdit;
class QMainWindow;
class QTreeWidget;
class QTreeWidgetItem;

namespace hotswap::ui {

/// A list of everything that the window can do, found by typing. It lies over the window and stops nothing below it.
///
/// Up and Down choose, Return does it, Esc closes; both give the focus back. What cannot be done now says why. Before anything is typed
/// what was done last by it comes first. It closes when the keys go elsewhere.
///
/// Lifetime  A child of the window.
class CommandPalette : public QFrame {
  Q_OBJECT

 public:
  /// Actions that no menu has; made anew, children of the given parent, each time it opens.
  using More = std::function<QList<QAction*>(QObject*)>;

  CommandPalette(QMainWindow& window, More more);

  void open();
  void leave();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Entry {
    QString text;  ///< With the menus above it, "View › Theme › Dark".
    QPointer<QAction> action;
  };

  void place();
  void remember(const QString& text);
  void collect(const QList<QAction*>& actions, const QString& above);
  void list();
  void step(int by);
  void run(const QTreeWidgetItem* item);
  bool takeKey(int key);

  QMainWindow& window_;
  const More more_;
  QLineEdit* const query_;
  QTreeWidget* const results_;
  QList<Entry> entries_;
  QStringList done_;         ///< Texts of what was done by it, latest first.
  QObject* made_ = nullptr;  ///< Parent of what `more_` made.
  QPointer<QWidget> before_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_COMMAND_PALETTE_H_
