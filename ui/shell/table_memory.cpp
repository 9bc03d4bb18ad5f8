#include "ui/shell/table_memory.h"

#include <QWidget>

#include "ui/panels/compact_table.h"
#include "ui/panels/filter_choice.h"
#include "ui/panels/filter_line.h"

namespace hotswap::ui {

QMap<QString, QString> tableTexts(const QWidget& root) {
  QMap<QString, QString> texts;
  for (const auto* table : root.findChildren<CompactTable*>()) texts[table->objectName()] = toText(table->state());
  for (const auto* line : root.findChildren<FilterLine*>()) texts[line->objectName()] = line->text();
  for (const auto* choice : root.findChildren<FilterChoice*>()) texts[choice->objectName()] = choice->choice();
  return texts;
}

QStringList setTableTexts(QWidget& root, const QMap<QString, QString>& texts) {
  QStringList broken;
  for (auto* table : root.findChildren<CompactTable*>()) {
    const auto text = texts.constFind(table->objectName());
    if (text == texts.constEnd()) continue;
    const auto state = parseTableState(*text);
    const bool fits = state && state->columns == table->state().columns;
    if (!fits) broken << table->objectName();
    table->restore(fits ? *state : TableState());
  }
  for (auto* line : root.findChildren<FilterLine*>()) line->setText(texts.value(line->objectName()));
  for (auto* choice : root.findChildren<FilterChoice*>()) choice->choose(texts.value(choice->objectName()));
  return broken;
}

void resetTables(QWidget& root) {
  for (auto* table : root.findChildren<CompactTable*>()) table->restore({});
}

}  // namespace hotswap::ui
