#ifndef HOTSWAP_UI_PANELS_EMPTY_NOTICE_H_
#define HOTSWAP_UI_PANELS_EMPTY_NOTICE_H_

#include <QLabel>
#include <QWidget>

namespace hotswap::ui {

/// Stands in for charts that have nothing to show: says so, and what to do next.
class EmptyNotice : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyNotice(QWidget* parent = nullptr);

  void setText(const QString& title, const QString& hint);

 private:
  QLabel* const title_;
  QLabel* const hint_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_EMPTY_NOTICE_H_
