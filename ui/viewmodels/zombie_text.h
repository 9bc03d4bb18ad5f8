#ifndef HOTSWAP_UI_VIEWMODELS_ZOMBIE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_ZOMBIE_TEXT_H_

#include <QString>
#include <string>

namespace hotswap::ui {

/// Why a library stays mapped, beside words that say already that it does: "linked with -z nodelete" of "still mapped: it was linked with
/// -z nodelete".
inline QString whyKept(const std::string& note) {
  QString text = QString::fromStdString(note);
  for (const QString& known : {QStringLiteral("still mapped: "), QStringLiteral("it was ")}) {
    if (text.startsWith(known)) text.remove(0, known.size());
  }
  return text;
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ZOMBIE_TEXT_H_
