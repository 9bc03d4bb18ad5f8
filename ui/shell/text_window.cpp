#include "ui/shell/text_window.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/shell/shortcut_sheet.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
TextWindow::TextWindow(const QString& name, const QString& title, const QString& html, bool wraps, QWidget* parent)
    : QDialog(parent) {
  setObjectName(name);
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  auto* text = new QLabel(html, this);
  text->setObjectName(name + QStringLiteral("Text"));
  text->setAccessibleName(title);
  text->setTextFormat(Qt::RichText);
  text->setTextInteractionFlags(Qt::TextBrowserInteraction);
  text->setOpenExternalLinks(true);
  text->setWordWrap(wraps);
  if (wraps) text->setMinimumWidth(text->fontMetrics().averageCharWidth() * 62);
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(text);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  buttons->button(QDialogButtonBox::Close)->setObjectName(name + QStringLiteral("Close"));
  buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
  buttons->button(QDialogButtonBox::Close)->setIcon(QIcon());  // That of the style is black in the dark, too.
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_W), this), &QShortcut::activated, this, &QDialog::close);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(2 * kSpaceLarge, 2 * kSpaceLarge, 2 * kSpaceLarge, kSpaceLarge);
  column->setSpacing(kSpaceLarge);
  column->addWidget(scroll, 1);
  column->addWidget(buttons);
  const QSize frame(6 * kSpaceLarge, 6 * kSpaceLarge + buttons->sizeHint().height());
  const int high = wraps ? text->heightForWidth(text->minimumWidth()) : text->sizeHint().height();
  const QSize content(wraps ? text->minimumWidth() : text->sizeHint().width(), high);
  resize((content + frame).boundedTo(screen()->availableSize() - frame));
}

TextWindow* TextWindow::shortcuts(const QMenuBar& menus, QWidget* parent) {
  return new TextWindow(QStringLiteral("shortcutsWindow"), tr("Keyboard Shortcuts"), shortcutSheet(shortcutGroups(menus)), false,
                        parent);
}

TextWindow* TextWindow::about(QWidget* parent) {
  const QString html =
      tr("<h2>Hotswap Monitor %1</h2>"
         "<p>Replaces live scoring operators without a pause and shows what the replacement does.</p>"
         "<p>The source is under the MIT licence. The window is drawn with Qt %2 (LGPL 3) and Qt Charts, which is "
         "under GPL 3: a program that contains both, as this one does, is passed on under GPL 3.</p>")
          .arg(QCoreApplication::applicationVersion(), QLatin1String(qVersion()));
  return new TextWindow(QStringLiteral("aboutWindow"), tr("About Hotswap Monitor"), html, true, parent);
}

}  // namespace hotswap::ui
