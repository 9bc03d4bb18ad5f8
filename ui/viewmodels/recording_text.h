#ifndef HOTSWAP_UI_VIEWMODELS_RECORDING_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_RECORDING_TEXT_H_

#include <QCoreApplication>
#include <QString>

namespace hotswap::ui {

/// Why nothing can be commanded while a recording is shown.
inline QString whyNoCommands() {
  return QCoreApplication::translate(
      "hotswap::ui", "A recording is shown, and commands need a running engine: start hotswap-monitor without --open");
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_RECORDING_TEXT_H_
