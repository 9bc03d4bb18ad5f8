#include "ui/panels/verdict_rows.h"

#include <QGridLayout>
#include <QLabel>

#include "ui/panels/gate_look.h"
#include "ui/panels/icon_label.h"
#include "ui/panels/soft_breaks.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

constexpr int kNameColumn = 1;
constexpr int kWordColumn = 2;
constexpr int kTextColumn = 3;

bool wasReached(const GateRow& gate) { return !gate.words.isEmpty() || !gate.passed.isEmpty(); }

}  // namespace

VerdictRows::VerdictRows(Shape shape, QWidget* parent) : QWidget(parent), shape_(shape) {
  setObjectName(QStringLiteral("verdictRows"));
  rebuild();
}

void VerdictRows::setGates(const std::vector<GateRow>& gates) {
  if (gates == gates_) return;
  gates_ = gates;
  rebuild();
}

void VerdictRows::setPassedShown(bool shown) {
  if (shown == passed_shown_) return;
  passed_shown_ = shown;
  rebuild();
}

void VerdictRows::rebuild() {
  qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
  delete layout();
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceLarge, kSpaceMedium);
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(shape_ == Shape::kWide ? kSpaceTiny : kSpaceSmall);
  for (const GateRow& gate : gates_) {
    if (shape_ == Shape::kWide || wasReached(gate)) addGate(*grid, gate);
  }
  grid->setColumnStretch(shape_ == Shape::kWide ? kTextColumn : kNameColumn, 1);
  grid->setRowStretch(grid->rowCount(), 1);
  // Else they are shown one event later only, and whoever asks for the height before that hears of none.
  for (QWidget* part : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) part->show();
}

void VerdictRows::addGate(QGridLayout& grid, const GateRow& gate) {
  const int row = grid.rowCount();
  auto* name = new QLabel(gate.title, this);
  auto* word = new ToneLabel(this);
  word->setText(gateStateWord(gate.state));
  word->setTone(gateTone(gate.state));
  word->setAccessibleName(tr("%1: %2").arg(gate.title, word->text()));
  const Qt::Alignment top = Qt::AlignLeft | Qt::AlignTop;
  grid.addWidget(new IconLabel(gateIcon(gate.state), this), row, 0, top);
  grid.addWidget(name, row, kNameColumn, top);
  grid.addWidget(word, row, kWordColumn, shape_ == Shape::kWide ? top : Qt::AlignRight | Qt::AlignTop);
  for (const QString& text : gate.words) addText(grid, gate, text, false);
  if (!passed_shown_) return;
  for (const QString& text : gate.passed) addText(grid, gate, text, true);
}

void VerdictRows::addText(QGridLayout& grid, const GateRow& gate, const QString& text, bool passed) {
  auto* label = new ToneLabel(this);
  label->setObjectName(passed ? QStringLiteral("passedText") : QStringLiteral("findingText"));
  label->setText(shape_ == Shape::kNarrow ? withSoftBreaks(text) : text);
  label->setAccessibleName(tr("%1: %2").arg(gate.title, text));
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (passed) label->setTone(mutedTone());
  const int last = grid.rowCount() - 1;
  if (shape_ == Shape::kNarrow) return grid.addWidget(label, last + 1, kNameColumn, 1, 2);
  // The first text stands beside its gate.
  const int row = grid.itemAtPosition(last, kTextColumn) == nullptr ? last : last + 1;
  grid.addWidget(label, row, kTextColumn, Qt::AlignTop);
}

}  // namespace hotswap::ui
