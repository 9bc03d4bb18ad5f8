#ifndef HOTSWAP_UI_SHELL_MATCH_DELEGATE_H_
#define HOTSWAP_UI_SHELL_MATCH_DELEGATE_H_

#include <QStyledItemDelegate>

namespace hotswap::ui {

/// Draws the letters of a row's text that a search found in bold and underlined: kMatchRole has their positions, a QList<int>.
class MatchDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int kMatchRole = Qt::UserRole + 1;

  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_MATCH_DELEGATE_H_
