#ifndef HOTSWAP_UI_VIEWMODELS_PLAIN_TOOL_TIP_H_
#define HOTSWAP_UI_VIEWMODELS_PLAIN_TOOL_TIP_H_

#include <QString>
#include <QTextDocument>

namespace hotswap::ui {

/// A text as a tool tip that shows it letter by letter. A tool tip has no format of its own: Qt takes "<b>bold.so" for rich text.
inline QString plainToolTip(const QString& text) {
  if (!Qt::mightBeRichText(text)) return text;
  return QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(text.toHtmlEscaped());
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_PLAIN_TOOL_TIP_H_
