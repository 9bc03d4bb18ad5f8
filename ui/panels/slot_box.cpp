#include "ui/panels/slot_box.h"

#include <QAbstractItemView>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/viewmodels/plain_tool_tip.h"

namespace hotswap::ui {

SlotBox::SlotBox(const ControlsViewModel& controls, QWidget* parent) : QComboBox(parent), controls_(controls) {
  setObjectName(QStringLiteral("slotBox"));
  setAccessibleName(tr("Slot"));
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  connect(this, &QComboBox::activated, this, [this](int slot) { Q_EMIT slotChosen(static_cast<std::uint32_t>(slot)); });
  connect(&controls_, &ControlsViewModel::changed, this, &SlotBox::refresh);
  connect(&controls_, &ControlsViewModel::slotChanged, this, &SlotBox::refresh);
  refresh();
}

void SlotBox::refresh() {
  const bool needed = isNeeded();
  const auto& names = controls_.slotNames();
  const int slots = static_cast<int>(names.size());
  while (count() > slots) removeItem(count() - 1);
  while (count() < slots) addItem(QString());
  qsizetype longest = 0;
  QStringList others;
  for (int i = 0; i < slots; ++i) {
    const QString name = QString::fromStdString(names[static_cast<std::size_t>(i)]);
    longest = std::max(longest, name.size());
    showLine(i, name);
    if (itemText(i) != name) others << itemText(i);
  }
  setMinimumContentsLength(static_cast<int>(longest));
  setCurrentIndex(static_cast<int>(controls_.slot()));
  view()->setMinimumWidth(view()->sizeHintForColumn(0) + kIconSize);
  others.prepend(tr("The slot that lists, charts and commands are about (Alt+L)"));
  setToolTip(plainToolTip(others.join(QLatin1Char('\n'))));
  if (isNeeded() != needed) Q_EMIT neededChanged();
}

/// Of the slot in sight everything is told elsewhere.
void SlotBox::showLine(int slot, const QString& name) {
  const auto& lines = controls_.slotLines();
  const auto index = static_cast<std::size_t>(slot);
  const bool told = index < lines.size() && lines[index].rollout && controls_.slot() != index;
  const QString text = told ? lines[index].text : name;
  if (text == itemText(slot)) return;
  setItemText(slot, text);
  const Icon sign = told && lines[index].outcome ? Icon::kError : Icon::kCanary;
  setItemIcon(slot, told ? icon(sign, QPalette()) : QIcon());
}

}  // namespace hotswap::ui
