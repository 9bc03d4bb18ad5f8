#ifndef HOTSWAP_UI_VIEWMODELS_VERDICT_PAGE_H_
#define HOTSWAP_UI_VIEWMODELS_VERDICT_PAGE_H_

#include <QString>
#include <QStringList>
#include <vector>

#include "core/api/verdict.h"

namespace hotswap::ui {

/// How a gate, or a whole verdict, turned out.
enum class GateState {
  kPassed,
  kWarned,
  kRefused,
  kSkipped,     ///< A later gate was reached without it.
  kLater,       ///< Its turn comes once the version answers.
  kNotReached,  ///< Another gate refused before.
  kWatched,     ///< The version answers, and is looked at while it does.
  kFailed,      ///< The version answered, and was at fault.
  kCutShort,    ///< It ended before anything was known.
};

/// The state in one word: "passed".
QString gateStateWord(GateState state);

/// What one gate said of a file, as a person reads it.
struct GateRow {
  QString title;  ///< "G2 Static inspection".
  GateState state = GateState::kPassed;
  QStringList words;   ///< Of each warning and refusal: what is so, its consequence, the remedy.
  QStringList passed;  ///< Of each check that was in order.

  friend bool operator==(const GateRow&, const GateRow&) = default;
};

/// A verdict as a person reads it.
struct VerdictPage {
  QString file;  ///< "libctr.so".
  QString path;
  GateState state = GateState::kPassed;  ///< kPassed, kWarned, kRefused or kFailed.
  QString summary;                       ///< "accepted with 2 warnings", "refused at static inspection".
  QString identity;            ///< "org.example.ctr 1.4.2 by Example Ltd", or that there is no note; empty of what was not read.
  QString facts;               ///< "sealed · 48 KiB · judged in 12 ms".
  std::vector<GateRow> gates;  ///< All of them, in order.

  /// How many checks were in order.
  int passedChecks() const;

  friend bool operator==(const VerdictPage&, const VerdictPage&) = default;
};

/// "accepted with 2 warnings", "refused at static inspection".
QString verdictSummary(const Verdict& verdict);

VerdictPage verdictPage(const Verdict& verdict);

/// The version was loaded when these bytes came again: the gates that load and try it out did so then, and are not to come.
void tellLoadedAlready(VerdictPage& page);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_VERDICT_PAGE_H_
