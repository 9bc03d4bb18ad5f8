#ifndef HOTSWAP_UI_VIEWMODELS_ENGINE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_ENGINE_TEXT_H_

#include <QCoreApplication>
#include <QString>
#include <string>

namespace hotswap::ui {

/// Context of the engine's texts, which no .ts file has: a translator of ui/shell knows it.
inline constexpr char kEngineContext[] = "hotswap engine";

/// What the engine says in English, in the language of the window: for eyes only. What is copied, compared or written stays as it is.
inline QString engineText(const std::string& english) {
  return english.empty() ? QString() : QCoreApplication::translate(kEngineContext, english.c_str());
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ENGINE_TEXT_H_
