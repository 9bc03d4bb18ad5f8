#ifndef HOTSWAP_UI_VIEWMODELS_MOMENT_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_MOMENT_TEXT_H_

#include <QString>
#include <chrono>

namespace hotswap::ui {

/// A moment since the engine's start as tables show it: "0:12.345", "1:02:03.456".
QString momentText(std::chrono::nanoseconds at);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_MOMENT_TEXT_H_
