#ifndef HOTSWAP_UI_VIEWMODELS_WATCH_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_WATCH_TEXT_H_

#include <QString>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// "Watches operators: rolls out (standard)"; empty when the slot watches nothing.
QString watchText(const SlotInfo& slot);

/// The same as a sentence with the whole path and what it means.
QString watchSentence(const SlotInfo& slot);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_WATCH_TEXT_H_
