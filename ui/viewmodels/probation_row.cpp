#include "ui/viewmodels/probation_row.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/viewmodels/counted_text.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {
namespace {

using std::chrono::ceil;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kInSeconds{100};  ///< Above, minutes are told: nobody waits for the second.

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

QString spanText(std::chrono::nanoseconds span) {
  if (span < kInSeconds) return tr("%1 s").arg(std::max<qlonglong>(ceil<seconds>(span).count(), 0));
  return tr("%1 min").arg(static_cast<qlonglong>(ceil<minutes>(span).count()));
}

QString leftText(std::chrono::nanoseconds left) { return tr("%1 left").arg(spanText(left)); }

/// How long it will still be watched, or why nobody can tell.
QString watchedText(const VersionInfo& version, std::chrono::nanoseconds now) {
  if (version.probation_waits) {
    return version.probation_requests == 0
               ? tr("No request yet, waits for traffic")
               : tr("No fault so far, waits for traffic with %1").arg(leftText(version.probation_ends - now));
  }
  return tr("No fault so far in %1, %2").arg(countedRequests(version.probation_requests), leftText(version.probation_ends - now));
}

/// A candidate has the stable version beside it, and its rollout's guards may judge what would be a fault else.
QString consequenceText(const VersionInfo& version, bool can_go_back) {
  if (version.state == VersionState::kCandidate) {
    return tr("%1: a broken guard, or a fault that no guard judges, takes it back");
  }
  return can_go_back ? tr("%1: at the first fault the version before takes over")
                     : tr("%1: there is nothing to go back to, so it would go on answering");
}

QString sentence(const std::string& clause) {
  QString text = engineText(clause);
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

}  // namespace

QString probationLeft(const VersionInfo& version, std::chrono::nanoseconds now) {
  return version.probation_waits ? tr("waits for traffic") : leftText(version.probation_ends - now);
}

QString shortLeft(const VersionInfo& version, std::chrono::nanoseconds now) {
  return version.probation_waits ? tr("waits") : spanText(version.probation_ends - now);
}

GateRow probationRow(const VersionInfo& version, std::chrono::nanoseconds now, bool can_go_back) {
  GateRow row{.title = gateTitle("G7"), .state = GateState::kLater, .words = {}, .passed = {}};
  if (!version.published) return row;
  if (!version.fault.empty()) {
    row.state = GateState::kFailed;
    row.words << sentence(version.fault);
  } else if (version.on_probation) {
    row.state = GateState::kWatched;
    row.words << consequenceText(version, can_go_back).arg(watchedText(version, now));
  } else if (version.proved) {
    row.state = GateState::kPassed;
    row.passed << tr("Answered without a fault until its probation was over");
  } else if (version.cut_short) {
    row.state = GateState::kCutShort;
    row.words << tr("Another version took its place before its probation was over");
  } else {
    row.state = GateState::kSkipped;
    row.words << (version.state == VersionState::kActive ? tr("Probation is switched off: a fault would not take it back")
                                                         : tr("Probation was switched off while it answered"));
  }
  return row;
}

}  // namespace hotswap::ui
