#ifndef HOTSWAP_UI_PANELS_CHART_SOURCE_H_
#define HOTSWAP_UI_PANELS_CHART_SOURCE_H_

#include <QByteArray>
#include <QString>
#include <QWidget>
#include <functional>

namespace hotswap::ui {

/// A chart of a panel, for whoever takes a picture of it or its figures.
struct ChartSource {
  QString name;   ///< For a file's name: "scores".
  QString title;  ///< For people: "Scores".
  QWidget* chart = nullptr;
  std::function<QByteArray()> csv;  ///< What it shows now; see viewmodels/chart_csv.h.
  std::function<bool()> is_empty{};  ///< True while there is nothing to export; none: there always is.
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_CHART_SOURCE_H_
