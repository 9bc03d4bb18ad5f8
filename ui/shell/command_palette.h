#ifndef HOTSWAP_UI_SHELL_COMMAND_PALETTE_H_
#define HOTSWAP_UI_SHELL_COMMAND_PALETTE_H_

#include <QAction>
#include <QFrame>
#include <QList>
#include <QPointer>
#include <QStringList>
#include <functional>
#include <optional>

#include "ui/viewmodels/fuzzy_match.h"

class QLineEdit;
class QMainWindow;
class QTreeWidget;
class QTreeWidgetItem;

namespace hotswap::ui {

/// A list of everything that the window can do, found by typing, in another language by its English name, too. It lies over the window and stops nothing below it.
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
    QString text;     ///< With the menus above it, "View › Theme › Dark".
    QString english;  ///< The same in English, whatever is spoken.
    QPointer<QAction> action;
  };

  void place();
  void remember(const QString& text);
  static std::optional<FuzzyMatch> match(const QString& query, const Entry& entry);
  void collect(const QList<QAction*>& actions, const Entry& above);
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
