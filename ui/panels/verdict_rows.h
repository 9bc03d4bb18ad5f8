#ifndef HOTSWAP_UI_PANELS_VERDICT_ROWS_H_
#define HOTSWAP_UI_PANELS_VERDICT_ROWS_H_

#include <QWidget>

#include "ui/viewmodels/verdict_page.h"

class QGridLayout;

namespace hotswap::ui {

/// The gates of a verdict, a row each: sign, name, state in a word, and what was said.
class VerdictRows : public QWidget {
  Q_OBJECT

 public:
  enum class Shape {
    kWide,    ///< Every gate; the words stand beside it.
    kNarrow,  ///< The gates that were reached; the words stand below.
  };

  explicit VerdictRows(Shape shape, QWidget* parent = nullptr);

  void setGates(const std::vector<GateRow>& gates);

  /// Whether what was in order is told as well. Folded away at first.
  void setPassedShown(bool shown);

 private:
  void rebuild();
  void addGate(QGridLayout& grid, const GateRow& gate);
  void addText(QGridLayout& grid, const GateRow& gate, const QString& text, bool passed);

  const Shape shape_;
  std::vector<GateRow> gates_;
  bool passed_shown_ = false;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_VERDICT_ROWS_H_
