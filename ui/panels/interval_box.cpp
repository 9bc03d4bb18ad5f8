#include "ui/panels/interval_box.h"

#include <QLineEdit>

#include "ui/viewmodels/interval_text.h"

namespace hotswap::ui {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::nanoseconds kSuggested[] = {0ns, 1ms, 10ms, 100ms, 300ms, 1s};

}  // namespace

IntervalBox::IntervalBox(QWidget* parent) : QComboBox(parent) {
  setObjectName(QStringLiteral("intervalBox"));
  setAccessibleName(tr("Interval between two requests of a thread"));
  setEditable(true);
  setInsertPolicy(QComboBox::NoInsert);
  setMinimumContentsLength(7);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setCompleter(nullptr);
  for (const std::chrono::nanoseconds interval : kSuggested) addItem(intervalText(interval));
  lineEdit()->setObjectName(QStringLiteral("intervalEdit"));
  lineEdit()->setAccessibleName(accessibleName());
  connect(this, &QComboBox::activated, this, &IntervalBox::take);
  connect(lineEdit(), &QLineEdit::editingFinished, this, &IntervalBox::take);
}

void IntervalBox::showInterval(std::chrono::nanoseconds interval) {
  if (interval == interval_) return;
  interval_ = interval;
  if (!lineEdit()->isModified()) setEditText(intervalText(interval));
}

void IntervalBox::take() {
  const QString text = currentText();
  const auto interval = parseInterval(text);
  lineEdit()->setModified(false);
  setEditText(intervalText(interval.value_or(interval_)));
  if (!interval) Q_EMIT notUnderstood(text);
  if (!interval || *interval == interval_) return;
  interval_ = *interval;
  Q_EMIT intervalChosen(*interval);
}

}  // namespace hotswap::ui
