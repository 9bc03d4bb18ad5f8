#include "ui/panels/slot_box.h"

namespace hotswap::ui {

SlotBox::SlotBox(const ControlsViewModel& controls, QWidget* parent) : QComboBox(parent), controls_(controls) {
  setObjectName(QStringLiteral("slotBox"));
  setAccessibleName(tr("Slot"));
  setToolTip(tr("The slot that lists, charts and commands are about (Alt+L)"));
  connect(this, &QComboBox::activated, this, [this](int slot) { Q_EMIT slotChosen(static_cast<std::uint32_t>(slot)); });
  connect(&controls_, &ControlsViewModel::changed, this, &SlotBox::refresh);
  connect(&controls_, &ControlsViewModel::slotChanged, this, &SlotBox::refresh);
  refresh();
}

void SlotBox::refresh() {
  const bool needed = isNeeded();
  QStringList names;
  for (const std::string& name : controls_.slotNames()) names << QString::fromStdString(name);
  QStringList shown;
  for (int i = 0; i < count(); ++i) shown << itemText(i);
  if (names != shown) {
    clear();
    addItems(names);
  }
  setCurrentIndex(static_cast<int>(controls_.slot()));
  if (isNeeded() != needed) Q_EMIT neededChanged();
}

}  // namespace hotswap::ui
