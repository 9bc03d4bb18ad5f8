#include "ui/panels/table_state.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace hotswap::ui {

QString toText(const TableState& state) {
  QStringList hidden;
  for (const int column : state.hidden) hidden << QString::number(column);
  return QStringLiteral("columns=%1 sort=%2 order=%3 hidden=%4")
      .arg(state.columns)
      .arg(state.sorted_by)
      .arg(state.descending ? QStringLiteral("descending") : QStringLiteral("ascending"), hidden.join(QLatin1Char('+')));
}

std::optional<TableState> parseTableState(const QString& text) {
  static const QRegularExpression form(QStringLiteral(
      R"(\Acolumns=(\d{1,3}) sort=(-1|\d{1,3}) order=(ascending|descending) hidden=((?:\d{1,3}(?:\+\d{1,3})*)?)\z)"));
  const QRegularExpressionMatch match = form.match(text);
  if (!match.hasMatch()) return std::nullopt;
  TableState state;
  state.columns = match.captured(1).toInt();
  state.sorted_by = match.captured(2).toInt();
  state.descending = match.captured(3) == QStringLiteral("descending");
  for (const QString& column : match.captured(4).split(QLatin1Char('+'), Qt::SkipEmptyParts))
    state.hidden.push_back(column.toInt());
  std::ranges::sort(state.hidden);
  const bool twice = std::ranges::adjacent_find(state.hidden) != state.hidden.end();
  const bool all = static_cast<int>(state.hidden.size()) >= state.columns;
  const bool beyond = state.sorted_by >= state.columns || (!state.hidden.empty() && state.hidden.back() >= state.columns);
  if (twice || all || beyond) return std::nullopt;
  return state;
}

}  // namespace hotswap::ui
