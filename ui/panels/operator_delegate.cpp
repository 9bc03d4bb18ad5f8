#include "ui/panels/operator_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/palette.h"
#include "ui/viewmodels/operators_view_model.h"

namespace hotswap::ui {
namespace {

constexpr double kSecondaryOpacity = 0.72;

struct Colours {
  QColor primary;
  QColor secondary;
  QColor error;
  QColor warning;
};

Colours textColours(const QStyleOptionViewItem& option) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const QPalette::ColorGroup group = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
  const QColor text = option.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
  const QColor under = option.palette.color(group, selected ? QPalette::Highlight : QPalette::Base);
  const bool dark = isDark(option.palette);
  return {text, blended(text, under, kSecondaryOpacity), levelColor(EventLevel::kError, dark),
          levelColor(EventLevel::kWarning, dark)};
}

void drawPair(QPainter& painter, const QRect& line, const QString& left, const QString& right, const QColor& right_colour) {
  const QFontMetrics metrics = painter.fontMetrics();
  const QString state = metrics.elidedText(right, Qt::ElideRight, line.width() / 2);  // Never over the name.
  const int right_width = right.isEmpty() ? 0 : metrics.horizontalAdvance(state) + kSpaceMedium;
  painter.drawText(line.adjusted(0, 0, -right_width, 0), Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(left, Qt::ElideRight, line.width() - right_width));
  painter.setPen(right_colour);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, state);
}

/// Whether there is more to tell than the figures: trouble has a line of its own, or one of the two would be cut off.
bool hasTrouble(const QModelIndex& index) {
  return !index.data(OperatorsViewModel::kFaultsRole).toString().isEmpty() ||
         !index.data(OperatorsViewModel::kKeeperRole).toString().isEmpty();
}

// What keeps it comes first: it is short, and what a person has to look after.
void drawTrouble(QPainter& painter, QRect line, const QModelIndex& index, const Colours& colours) {
  const std::pair<int, QColor> parts[] = {{OperatorsViewModel::kKeeperRole, colours.warning},
                                          {OperatorsViewModel::kFaultsRole, colours.error}};
  QString separator;
  for (const auto& [role, colour] : parts) {
    const QString text = index.data(role).toString();
    if (text.isEmpty()) continue;
    painter.setPen(colour);
    drawPair(painter, line, separator + text, {}, colour);
    line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(separator + text));
    if (line.width() <= 0) return;
    separator = QStringLiteral(" · ");
  }
}

/// The sign that the version is on probation, left of its state.
void drawProbation(QPainter& painter, const QRect& line, const QString& shown) {
  const int right = line.right() - painter.fontMetrics().horizontalAdvance(shown) - kSpaceSmall;
  const QRect sign(right - kIconSize, line.top() + (line.height() - kIconSize) / 2, kIconSize, kIconSize);
  icon(Icon::kProbation, QGuiApplication::palette()).paint(&painter, sign);
}

}  // namespace

void OperatorDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QStyle& style = option.widget != nullptr ? *option.widget->style() : *QApplication::style();
  style.drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

  painter->save();
  const QRect inner = option.rect.adjusted(kSpaceMedium, kSpaceSmall, -kSpaceMedium, -kSpaceSmall);
  const int lines = hasTrouble(index) ? 3 : 2;
  const QRect swatch(inner.left(), inner.top(), kIconSize, inner.height() / lines);
  index.data(Qt::DecorationRole).value<QIcon>().paint(painter, swatch);
  const QRect text = inner.adjusted(kIconSize + kSpaceMedium, 0, 0, 0);
  const Colours colours = textColours(option);

  QFont font = option.font;
  font.setBold(index.data(OperatorsViewModel::kActiveRole).toBool());
  painter->setFont(font);
  painter->setPen(colours.primary);
  const QRect first(text.left(), text.top(), text.width(), text.height() / lines);
  const QString left = index.data(OperatorsViewModel::kProbationLeftRole).toString();
  QString state = index.data(OperatorsViewModel::kStateRole).toString();
  QString title = index.data(Qt::DisplayRole).toString();
  if (!left.isEmpty()) {
    const auto room_beside = [&](const QString& words) {
      return first.width() - painter->fontMetrics().horizontalAdvance(words) - kIconSize - 2 * kSpaceMedium;
    };
    // The name says more than the state's word, which is in the tool tip, too.
    const QString both = left + QStringLiteral("  ") + state;
    state = painter->fontMetrics().horizontalAdvance(title) <= room_beside(both) ? both : left;
    drawProbation(*painter, first, state);
    const int room = room_beside(state);
    title = painter->fontMetrics().elidedText(title, Qt::ElideRight, room);
  }
  drawPair(*painter, first, title, state, colours.secondary);

  painter->setFont(option.font);
  const bool failed = index.data(OperatorsViewModel::kFailedRole).toBool();  // Its detail is the reason.
  const QColor& ink = failed ? colours.error : colours.secondary;
  painter->setPen(ink);
  drawPair(*painter, first.translated(0, first.height()), index.data(OperatorsViewModel::kDetailRole).toString(), {}, ink);
  if (lines > 2) drawTrouble(*painter, first.translated(0, 2 * first.height()), index, colours);
  painter->restore();
}

QSize OperatorDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const int line = option.fontMetrics.height() + kSpaceTiny;
  const int name = option.fontMetrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
  return {name + kIconSize + 4 * kSpaceMedium, (hasTrouble(index) ? 3 : 2) * line + 2 * kSpaceSmall};
}

}  // namespace hotswap::ui
