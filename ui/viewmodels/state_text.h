#ifndef HOTSWAP_UI_VIEWMODELS_STATE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_STATE_TEXT_H_

#include <QCoreApplication>
#include <QString>

#include "core/api/snapshot.h"

namespace hotswap::ui {

/// A version's state in the language of the window, "active". VersionStateName() has it for machines.
inline QString stateText(VersionState state) {
  switch (state) {
    case VersionState::kInspected: return QCoreApplication::translate("hotswap::ui", "inspected", "state of a version");
    case VersionState::kVetted: return QCoreApplication::translate("hotswap::ui", "vetted", "state of a version");
    case VersionState::kLoading: return QCoreApplication::translate("hotswap::ui", "loading", "state of a version");
    case VersionState::kWarming: return QCoreApplication::translate("hotswap::ui", "warming", "state of a version");
    case VersionState::kReady: return QCoreApplication::translate("hotswap::ui", "ready", "state of a version");
    case VersionState::kActive: return QCoreApplication::translate("hotswap::ui", "active", "state of a version");
    case VersionState::kCandidate: return QCoreApplication::translate("hotswap::ui", "candidate", "state of a version");
    case VersionState::kShadow: return QCoreApplication::translate("hotswap::ui", "shadow", "state of a version");
    case VersionState::kDraining: return QCoreApplication::translate("hotswap::ui", "draining", "state of a version");
    case VersionState::kUnloaded: return QCoreApplication::translate("hotswap::ui", "unloaded", "state of a version");
    case VersionState::kFailed: return QCoreApplication::translate("hotswap::ui", "failed", "state of a version");
    case VersionState::kQuarantined: return QCoreApplication::translate("hotswap::ui", "quarantined", "state of a version");
    case VersionState::kZombie: return QCoreApplication::translate("hotswap::ui", "zombie", "state of a version");
  }
  return {};
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_STATE_TEXT_H_
