#ifndef HOTSWAP_UI_VIEWMODELS_ZOMBIE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_ZOMBIE_TEXT_H_

#include <QString>
#include <string>
#include <string_view>

#include "ui/viewmodels/engine_text.h"

namespace hotswap::ui {

/// Why a library stays mapped, beside words that say already that it does: "linked with -z nodelete" of "still mapped: it was linked with
/// -z nodelete".
inline QString whyKept(const std::string& note) {
  std::string text = note;
  for (const std::string_view known : {"still mapped: ", "it was "}) {
    if (text.starts_with(known)) text.erase(0, known.size());
  }
  return engineText(text);
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_ZOMBIE_TEXT_H_
