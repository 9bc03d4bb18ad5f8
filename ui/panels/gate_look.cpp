#include "ui/panels/gate_look.h"

#include "ui/theme/palette.h"

namespace hotswap::ui {

Icon gateIcon(GateState state) {
  switch (state) {
    case GateState::kPassed: return Icon::kPassed;
    case GateState::kWarned: return Icon::kWarning;
    case GateState::kRefused:
    case GateState::kFailed: return Icon::kError;
    case GateState::kWatched: return Icon::kProbation;
    case GateState::kSkipped:
    case GateState::kLater:
    case GateState::kCutShort:
    case GateState::kNotReached: return Icon::kNotReached;
  }
  return Icon::kNotReached;
}

Tone gateTone(GateState state) {
  switch (state) {
    case GateState::kPassed: return [](const QPalette& palette) { return passedColor(isDark(palette)); };
    case GateState::kWarned: return levelTone(EventLevel::kWarning);
    case GateState::kRefused:
    case GateState::kFailed: return levelTone(EventLevel::kError);
    case GateState::kWatched: return levelTone(EventLevel::kInfo);
    case GateState::kSkipped:
    case GateState::kLater:
    case GateState::kCutShort:
    case GateState::kNotReached: return mutedTone();
  }
  return mutedTone();
}

Tone levelTone(EventLevel level) {
  return [level](const QPalette& palette) { return levelColor(level, isDark(palette)); };
}

}  // namespace hotswap::ui
