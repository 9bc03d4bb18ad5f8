#include "ui/shell/text_window.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell/explained_action.h"
#include "ui/shell/window_actions.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
namespace {

QString shortcutRow(const QString& keys, const QString& text) {
  return QStringLiteral(
             "<tr><td style='padding-right:24px; white-space:nowrap'><b>%1</b></td><td style='white-space:nowrap'>%2</td></tr>")
      .arg(keys.toHtmlEscaped(), text.toHtmlEscaped());
}

QString plainText(const QAction& action) { return withoutMnemonic(action.text()).remove(QStringLiteral("…")); }

}  // namespace

TextWindow::TextWindow(const QString& name, const QString& title, const QString& html, QWidget* parent) : QDialog(parent) {
  setObjectName(name);
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  auto* text = new QLabel(html, this);
  text->setObjectName(name + QStringLiteral("Text"));
  text->setAccessibleName(title);
  text->setTextFormat(Qt::RichText);
  text->setTextInteractionFlags(Qt::TextBrowserInteraction);
  text->setOpenExternalLinks(true);
  text->setWordWrap(true);
  text->setMinimumWidth(text->fontMetrics().averageCharWidth() * 62);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  buttons->button(QDialogButtonBox::Close)->setObjectName(name + QStringLiteral("Close"));
  buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kSpaceLarge, 2 * kSpaceLarge, 2 * kSpaceLarge, kSpaceLarge);
  column->setSpacing(kSpaceLarge);
  column->addWidget(text, 1);
  column->addWidget(buttons);
}

TextWindow* TextWindow::shortcuts(const WindowActions& actions, QWidget* parent) {
  QString rows;
  for (const QAction* action : actions.withShortcut()) {
    QString text = plainText(*action);
    if (action == actions.workers) text = tr("Start or stop the workers");
    if (action == actions.freeze) text = tr("Freeze or resume the picture");
    if (action->actionGroup() == actions.spans) text = tr("Show the last %1").arg(text);
    if (action == actions.rollout->promote) text = tr("Promote the candidate, or confirm what is on trial");
    if (action == actions.rollout->pause) text = tr("Pause or resume the rollout");
    if (action == actions.rollout->abort) text = tr("Abort the rollout, or call off a swap that waits");
    if (action == actions.swap) text = tr("Swap to the target, or to what an open verdict shows");
    rows += shortcutRow(shortcutOf(*action).toString(QKeySequence::NativeText), text);
  }
  rows += shortcutRow(tr("Return"), tr("Swap to the operator selected in the list, as a double click does"));
  rows += shortcutRow(tr("Alt+Up, Alt+Down"), tr("Sort the table by the current column; once more: as it was"));
  rows += shortcutRow(tr("Ctrl+C"), tr("Copy the selected rows of a table"));
  rows += shortcutRow(tr("+, − (in a chart)"), tr("Zoom around the crosshair, as the wheel does around the pointer"));
  rows += shortcutRow(tr("Left, Right, Home, End"), tr("Pan a chart, as dragging with Shift or the middle button does"));
  rows += shortcutRow(tr("Ctrl+Left, Ctrl+Right"), tr("Move the crosshair through all charts from bar to bar"));
  rows += shortcutRow(tr("Return (in a chart)"), tr("Open the receipt of the flag at the crosshair, as a click on it does"));
  rows += shortcutRow(tr("Space, Left, Right (in the legend)"), tr("Hide or show a version, as a click on it does"));
  rows += shortcutRow(tr("Drag (in a chart)"), tr("Show what lies between; Esc shows the live picture and the whole span again"));
  rows += shortcutRow(tr("Alt+L, Alt+T, Alt+W, Alt+R, Alt+I"), tr("Go to slot, target, window, threads, interval"));
  return new TextWindow(QStringLiteral("shortcutsWindow"), tr("Keyboard Shortcuts"),
                        QStringLiteral("<table>%1</table>").arg(rows), parent);
}

TextWindow* TextWindow::about(QWidget* parent) {
  const QString html =
      tr("<h2>Hotswap Monitor %1</h2>"
         "<p>Replaces live scoring operators without a pause and shows what the replacement does.</p>"
         "<p>The source is under the MIT licence. The window is drawn with Qt %2 (LGPL 3) and Qt Charts, which is "
         "under GPL 3: a program that contains both, as this one does, is passed on under GPL 3.</p>")
          .arg(QCoreApplication::applicationVersion(), QLatin1String(qVersion()));
  return new TextWindow(QStringLiteral("aboutWindow"), tr("About Hotswap Monitor"), html, parent);
}

}  // namespace hotswap::ui
