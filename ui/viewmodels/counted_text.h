#ifndef HOTSWAP_UI_VIEWMODELS_COUNTED_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_COUNTED_TEXT_H_

#include <QCoreApplication>
#include <QString>
#include <cstddef>

namespace hotswap::ui {

/// "1 thread", "4 threads". Not by Qt's %n: without a translation file that reads "4 thread(s)" in English.
inline QString countedThreads(std::size_t count) {
  if (count == 1) return QCoreApplication::translate("CountedText", "1 thread");
  return QCoreApplication::translate("CountedText", "%1 threads").arg(count);
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_COUNTED_TEXT_H_
