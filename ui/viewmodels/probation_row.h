#ifndef HOTSWAP_UI_VIEWMODELS_PROBATION_ROW_H_
#define HOTSWAP_UI_VIEWMODELS_PROBATION_ROW_H_

#include <QString>
#include <chrono>

#include "core/api/snapshot.h"
#include "ui/viewmodels/verdict_page.h"

namespace hotswap::ui {

/// What gate G7 says of the version at this moment, since the engine started: nothing is known of it before it is published. `can_go_back`:
/// there is an earlier version to take over.
GateRow probationRow(const VersionInfo& version, std::chrono::nanoseconds now, bool can_go_back);

/// "42 s left" or "waits for traffic": what the version on probation still has to do.
QString probationLeft(const VersionInfo& version, std::chrono::nanoseconds now);

/// "42 s" or "waits", where a sign says already what it is about.
QString shortLeft(const VersionInfo& version, std::chrono::nanoseconds now);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_PROBATION_ROW_H_
