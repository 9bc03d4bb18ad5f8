#ifndef HOTSWAP_UI_PANELS_GUARD_ROWS_H_
#define HOTSWAP_UI_PANELS_GUARD_ROWS_H_

#include <QWidget>
#include <vector>

#include "ui/viewmodels/rollout_page.h"

class QLabel;

namespace hotswap::ui {

class IconLabel;
class ToneLabel;

/// The guards of a rollout: sign, name and verdict in a word; below it figure, limit and what its sample lacks.
class GuardRows : public QWidget {
  Q_OBJECT

 public:
  explicit GuardRows(QWidget* parent = nullptr);

  /// Where only figures change, the labels stay.
  void setGuards(const std::vector<GuardRow>& guards);

 private:
  struct Row {
    IconLabel* sign = nullptr;
    QLabel* title = nullptr;
    ToneLabel* word = nullptr;
    QLabel* figure = nullptr;
  };

  void rebuild();
  static void write(const Row& row, const GuardRow& guard);

  std::vector<GuardRow> guards_;
  std::vector<Row> rows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_GUARD_ROWS_H_
