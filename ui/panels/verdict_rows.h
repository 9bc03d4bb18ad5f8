#ifndef HOTSWAP_UI_PANELS_VERDICT_ROWS_H_
#define HOTSWAP_UI_PANELS_VERDICT_ROWS_H_

#include <QWidget>

#include "ui/viewmodels/verdict_page.h"

class QGridLayout;

namespace hotswap::ui {

class IconLabel;
class ToneLabel;

/// The gates of a verdict, a row each: sign, name, state in a word, and what was said.
class VerdictRows : public QWidget {
  Q_OBJECT

 public:
  enum class Shape {
    kWide,    ///< Every gate, neighbours of which there is nothing to tell in one row; the words stand beside it.
    kNarrow,  ///< The gates that were reached; the words stand below.
  };

  explicit VerdictRows(Shape shape, QWidget* parent = nullptr);

  /// Where only words change, as in a countdown, the labels stay: what is selected in another one stays selected.
  void setGates(const std::vector<GateRow>& gates);

  /// The sign of the gate that the file failed at, else of the first that warned; null when none did.
  const QWidget* worst() const;

  /// Whether what was in order is told as well. Folded away at first.
  void setPassedShown(bool shown);

 private:
  /// The labels of one gate.
  struct Row {
    IconLabel* sign = nullptr;
    ToneLabel* word = nullptr;
    std::vector<ToneLabel*> texts;
  };

  std::vector<GateRow> shownGates() const;
  void show(std::vector<GateRow> gates);
  void rebuild();
  void rewrite();
  void write(const Row& row, const GateRow& gate);
  QStringList textsOf(const GateRow& gate) const;
  void addGate(QGridLayout& grid, const GateRow& gate, Row& row);
  ToneLabel* addText(QGridLayout& grid, bool passed);

  const Shape shape_;
  std::vector<GateRow> all_;
  std::vector<GateRow> gates_;  ///< As they are shown.
  std::vector<Row> rows_;       ///< Of each shown gate; empty where it is left out.
  bool passed_shown_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_VERDICT_ROWS_H_
