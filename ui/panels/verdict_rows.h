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
    kWide,    ///< Every gate; the words stand beside it.
    kNarrow,  ///< The gates that were reached; the words stand below.
  };

  explicit VerdictRows(Shape shape, QWidget* parent = nullptr);

  /// Where only words change, as in a countdown, the labels stay: what is selected in another one stays selected.
  void setGates(const std::vector<GateRow>& gates);

  /// Whether what was in order is told as well. Folded away at first.
  void setPassedShown(bool shown);

 private:
  /// The labels of one gate.
  struct Row {
    IconLabel* sign = nullptr;
    ToneLabel* word = nullptr;
    std::vector<ToneLabel*> texts;
  };

  void rebuild();
  void rewrite();
  void write(const Row& row, const GateRow& gate);
  QStringList textsOf(const GateRow& gate) const;
  void addGate(QGridLayout& grid, const GateRow& gate, Row& row);
  ToneLabel* addText(QGridLayout& grid, bool passed);

  const Shape shape_;
  std::vector<GateRow> gates_;
  std::vector<Row> rows_;  ///< Of each gate; empty where it is left out.
  bool passed_shown_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_VERDICT_ROWS_H_
