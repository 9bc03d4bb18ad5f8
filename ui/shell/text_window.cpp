#include "ui/shell/text_window.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/shell/shortcut_sheet.h"
#include "ui/theme/metrics.h"

namespace hotswap::ui {
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

TextWindow* TextWindow::shortcuts(const QMenuBar& menus, QWidget* parent) {
  return new TextWindow(QStringLiteral("shortcutsWindow"), tr("Keyboard Shortcuts"), shortcutSheet(shortcutGroups(menus)),
                        parent);
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
