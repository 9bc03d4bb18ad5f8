#ifndef HOTSWAP_UI_PANELS_GATE_LOOK_H_
#define HOTSWAP_UI_PANELS_GATE_LOOK_H_

#include "core/api/event.h"
#include "ui/panels/tone_label.h"
#include "ui/theme/icons.h"
#include "ui/viewmodels/verdict_page.h"

namespace hotswap::ui {

/// The sign and the colour of a gate's state.
Icon gateIcon(GateState state);
Tone gateTone(GateState state);

/// The tone of an event's level.
Tone levelTone(EventLevel level);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_PANELS_GATE_LOOK_H_
