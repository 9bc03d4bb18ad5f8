#include "ui/panels/verdict_rows.h"

#include <QGridLayout>
#include <QLabel>
#include <algorithm>
#include <utility>

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

/// Gates of which there is no more to tell than their state.
bool canShareARow(const GateRow& a, const GateRow& b, bool passed_shown) {
  const bool silent = a.words.isEmpty() && b.words.isEmpty();
  const bool folded = !passed_shown || (a.passed.isEmpty() && b.passed.isEmpty());
  const bool plain = a.state == GateState::kPassed || a.state == GateState::kNotReached;
  return plain && a.state == b.state && silent && folded;
}

/// "G0–G2" of "G0 Copy" or "G0–G1", and "G2 Static inspection".
QString span(const QString& first, const QString& last) {
  const QString from = first.section(QLatin1Char(' '), 0, 0).section(QChar(0x2013), 0, 0);
  return from + QChar(0x2013) + last.section(QLatin1Char(' '), 0, 0);
}

bool sameShape(const GateRow& a, const GateRow& b) {
  return a.title == b.title && a.words.size() == b.words.size() && a.passed.size() == b.passed.size();
}

}  // namespace

VerdictRows::VerdictRows(Shape shape, QWidget* parent) : QWidget(parent), shape_(shape) {
  setObjectName(QStringLiteral("verdictRows"));
  rebuild();
}

void VerdictRows::setGates(const std::vector<GateRow>& gates) {
  all_ = gates;
  show(shownGates());
}

void VerdictRows::show(std::vector<GateRow> gates) {
  if (gates == gates_) return;
  const bool same_labels = std::equal(gates.begin(), gates.end(), gates_.begin(), gates_.end(), sameShape);
  gates_ = std::move(gates);
  same_labels ? rewrite() : rebuild();
}

void VerdictRows::setPassedShown(bool shown) {
  if (shown == passed_shown_) return;
  passed_shown_ = shown;
  gates_ = shownGates();
  rebuild();
}

std::vector<GateRow> VerdictRows::shownGates() const {
  if (shape_ == Shape::kNarrow) return all_;
  std::vector<GateRow> shown;
  for (const GateRow& gate : all_) {
    if (shown.empty() || !canShareARow(shown.back(), gate, passed_shown_)) {
      shown.push_back(gate);
    } else {
      shown.back().title = span(shown.back().title, gate.title);
      shown.back().passed += gate.passed;
    }
  }
  return shown;
}

const QWidget* VerdictRows::worst() const {
  for (const auto& states : {std::vector{GateState::kRefused, GateState::kFailed}, std::vector{GateState::kWarned}}) {
    for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
      if (std::ranges::find(states, gates_[gate].state) != states.end() && rows_[gate].sign != nullptr) return rows_[gate].sign;
    }
  }
  return nullptr;
}

void VerdictRows::rebuild() {
  qDeleteAll(findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
  delete layout();
  rows_.assign(gates_.size(), {});
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(kSpaceLarge, kSpaceSmall, kSpaceLarge, kSpaceMedium);
  grid->setHorizontalSpacing(kSpaceMedium);
  grid->setVerticalSpacing(shape_ == Shape::kWide ? kSpaceTiny : kSpaceSmall);
  for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
    if (shape_ == Shape::kWide || wasReached(gates_[gate])) addGate(*grid, gates_[gate], rows_[gate]);
  }
  rewrite();
  grid->setColumnStretch(shape_ == Shape::kWide ? kTextColumn : kNameColumn, 1);
  grid->setRowStretch(grid->rowCount(), 1);
  // Else they are shown one event later only, and whoever asks for the height before that hears of none.
  for (QWidget* part : findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) part->show();
}

void VerdictRows::rewrite() {
  for (std::size_t gate = 0; gate < gates_.size(); ++gate) {
    if (rows_[gate].sign != nullptr) write(rows_[gate], gates_[gate]);
  }
}

void VerdictRows::write(const Row& row, const GateRow& gate) {
  row.sign->setIcon(gateIcon(gate.state));
  row.word->setText(gateStateWord(gate.state));
  row.word->setTone(gateTone(gate.state));
  row.word->setAccessibleName(tr("%1: %2").arg(gate.title, row.word->text()));
  const QStringList texts = textsOf(gate);
  for (std::size_t i = 0; i < row.texts.size(); ++i) {
    const QString& text = texts[static_cast<qsizetype>(i)];
    const QString shown = shape_ == Shape::kNarrow ? withSoftBreaks(text) : text;
    if (row.texts[i]->text() != shown) row.texts[i]->setText(shown);
    row.texts[i]->setAccessibleName(tr("%1: %2").arg(gate.title, text));
  }
}

QStringList VerdictRows::textsOf(const GateRow& gate) const { return passed_shown_ ? gate.words + gate.passed : gate.words; }

void VerdictRows::addGate(QGridLayout& grid, const GateRow& gate, Row& row) {
  const int line = grid.rowCount();
  row.sign = new IconLabel(gateIcon(gate.state), this);
  row.word = new ToneLabel(this);
  const Qt::Alignment top = Qt::AlignLeft | Qt::AlignTop;
  grid.addWidget(row.sign, line, 0, top);
  grid.addWidget(new QLabel(gate.title, this), line, kNameColumn, top);
  grid.addWidget(row.word, line, kWordColumn, shape_ == Shape::kWide ? top : Qt::AlignRight | Qt::AlignTop);
  for (qsizetype text = 0; text < textsOf(gate).size(); ++text) row.texts.push_back(addText(grid, text >= gate.words.size()));
}

ToneLabel* VerdictRows::addText(QGridLayout& grid, bool passed) {
  auto* label = new ToneLabel(this);
  label->setObjectName(passed ? QStringLiteral("passedText") : QStringLiteral("findingText"));
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (passed) label->setTone(mutedTone());
  const int last = grid.rowCount() - 1;
  if (shape_ == Shape::kNarrow) {
    grid.addWidget(label, last + 1, kNameColumn, 1, 2);
    return label;
  }
  // The first text stands beside its gate.
  const int row = grid.itemAtPosition(last, kTextColumn) == nullptr ? last : last + 1;
  grid.addWidget(label, row, kTextColumn, Qt::AlignTop);
  return label;
}

}  // namespace hotswap::ui
