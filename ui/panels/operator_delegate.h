#ifndef HOTSWAP_UI_PANELS_OPERATOR_DELEGATE_H_
#define HOTSWAP_UI_PANELS_OPERATOR_DELEGATE_H_

#include <QStyledItemDelegate>

namespace hotswap::ui {

/// Paints an operator as two lines: swatch, name and state above; threads, score and rate below. The active one is bold.
class OperatorDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_OPERATOR_DELEGATE_H_
