#ifndef HOTSWAP_UI_PANELS_FILTER_LINE_H_
#define HOTSWAP_UI_PANELS_FILTER_LINE_H_

#include <QLineEdit>
#include <QString>

namespace hotswap::ui {

/// The words that narrow a table. Esc takes them away and goes back to the table; Return and Down go there and leave them.
///
/// Lifetime  The table must outlive it.
class FilterLine : public QLineEdit {
  Q_OBJECT

 public:
  /// `name` is the key of what the window remembers.
  FilterLine(const QString& name, QWidget& table, QWidget* parent = nullptr);

  /// Takes the keys, with what is in it selected.
  void begin();

 Q_SIGNALS:
  /// Somebody wants to type, and the line must be in sight.
  void begun();
  void left();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QWidget& table_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_FILTER_LINE_H_
