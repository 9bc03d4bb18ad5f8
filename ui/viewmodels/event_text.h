#ifndef HOTSWAP_UI_VIEWMODELS_EVENT_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_EVENT_TEXT_H_

#include <QString>

#include "core/api/event.h"

namespace hotswap::ui {

/// The text with the file's name where it has the whole path: of a line that is cut only the beginning is seen, and a folder is not
/// what it is about.
inline QString withFileName(QString text, const QString& path) {
  const QString file = path.section(QLatin1Char('/'), -1);
  return file.isEmpty() ? text : text.replace(path, file);
}

/// What happened, as one line shows it.
inline QString eventText(const Event& event) {
  return withFileName(QString::fromStdString(event.text), QString::fromStdString(event.path));
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_EVENT_TEXT_H_
