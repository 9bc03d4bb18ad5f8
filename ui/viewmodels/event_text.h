#ifndef HOTSWAP_UI_VIEWMODELS_EVENT_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_EVENT_TEXT_H_

#include <QString>
#include <string>

#include "core/api/event.h"
#include "core/api/snapshot.h"
#include "ui/viewmodels/engine_text.h"

namespace hotswap::ui {

/// The text with the file's name where it has the whole path: of a line that is cut only the beginning is seen, and a folder is not
/// what it is about.
inline QString withFileName(QString text, const QString& path) {
  const QString file = path.section(QLatin1Char('/'), -1);
  return file.isEmpty() ? text : text.replace(path, file);
}

/// What happened, as one line shows it.
inline QString eventText(const Event& event) { return withFileName(engineText(event.text), QString::fromStdString(event.path)); }

/// "ctr: v2 answers" where there are several slots; a text that names its slot already stays as it is.
inline QString withSlot(const QString& text, const std::string& slot, const Snapshot& snapshot) {
  const QString name = QString::fromStdString(slot);
  const QString translated = QCoreApplication::translate("hotswap::ui", "slot %1").arg(name);
  const bool told =
      text.contains(QStringLiteral("slot ") + name, Qt::CaseInsensitive) || text.contains(translated, Qt::CaseInsensitive);
  return snapshot.slots.size() < 2 || slot.empty() || told ? text : name + QStringLiteral(": ") + text;
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_EVENT_TEXT_H_
