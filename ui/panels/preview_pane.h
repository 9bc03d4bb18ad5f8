#ifndef HOTSWAP_UI_PANELS_PREVIEW_PANE_H_
#define HOTSWAP_UI_PANELS_PREVIEW_PANE_H_

#include <QFrame>

#include "ui/viewmodels/verdict_page.h"

class QLabel;

namespace hotswap::ui {

class IconLabel;
class TintedFrame;
class ToneLabel;
class VerdictRows;

/// What a static inspection says of a file before it is picked. Keeps its width whatever it shows and scrolls within.
class PreviewPane : public QFrame {
  Q_OBJECT

 public:
  explicit PreviewPane(QWidget* parent = nullptr);

  /// No file is selected.
  void clear();

  /// Several files are picked: none of them is shown.
  void setSeveral(int files);

  /// The file's verdict is on its way.
  void setBusy(const QString& file);
  void setPage(const VerdictPage& page);

 private:
  void buildHeader();
  void buildRows();
  void tell(const QString& title, const QString& details);

  TintedFrame* const header_;
  IconLabel* const sign_;
  QLabel* const title_;
  ToneLabel* const summary_;
  QLabel* const details_;
  VerdictRows* const rows_;
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_PREVIEW_PANE_H_
