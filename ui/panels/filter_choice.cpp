#include "ui/panels/filter_choice.h"

#include <QSignalBlocker>
#include <algorithm>

namespace hotswap::ui {

FilterChoice::FilterChoice(const QString& name, QWidget* parent) : QComboBox(parent) {
  setObjectName(name);
  connect(this, &QComboBox::currentIndexChanged, this, [this] {
    choice_ = shown();
    Q_EMIT narrowed(shown());
  });
}

void FilterChoice::setEntries(const QList<std::pair<QString, QString>>& entries) {
  {
    const QSignalBlocker quiet(this);
    clear();
    for (const auto& [text, key] : entries) addItem(text, key);
  }
  select();
}

void FilterChoice::choose(const QString& key) {
  choice_ = key;
  select();
}

void FilterChoice::select() {
  {
    const QSignalBlocker quiet(this);
    setCurrentIndex(std::max(findData(choice_), 0));
  }
  Q_EMIT narrowed(shown());
}

}  // namespace hotswap::ui
