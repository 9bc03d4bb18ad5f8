#include "ui/viewmodels/verdict_page.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <optional>

#include "ui/theme/number_format.h"
#include "ui/viewmodels/engine_text.h"
#include "ui/viewmodels/gate_text.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

/// Findings are clauses that begin with a verb; a line of their own begins with a capital.
QString sentence(const std::string& clause) {
  QString text = engineText(clause);
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

GateState stateOf(FindingLevel level) {
  switch (level) {
    case FindingLevel::kOk: return GateState::kPassed;
    case FindingLevel::kWarning: return GateState::kWarned;
    case FindingLevel::kRefusal: return GateState::kRefused;
  }
  return GateState::kPassed;
}

/// The position in kGates of the last gate that said anything; -1 when none did.
int lastReached(const Verdict& verdict) {
  for (int i = static_cast<int>(kGates.size()) - 1; i >= 0; --i) {
    if (verdict.Of(kGates[static_cast<std::size_t>(i)])) return i;
  }
  return -1;
}

GateState silentGate(const Verdict& verdict, bool before_the_last) {
  if (before_the_last) return GateState::kSkipped;
  return verdict.refused() ? GateState::kNotReached : GateState::kLater;
}

GateRow gateRow(const Verdict& verdict, std::size_t position) {
  const char* gate = kGates[position];
  const std::optional<FindingLevel> level = verdict.Of(gate);
  GateRow row;
  row.title = gateTitle(gate);
  row.state = level ? stateOf(*level) : silentGate(verdict, static_cast<int>(position) < lastReached(verdict));
  for (const Finding& finding : verdict.findings) {
    if (finding.gate != gate) continue;
    (finding.level == FindingLevel::kOk ? row.passed : row.words) << sentence(finding.text);
  }
  return row;
}

GateState wholeState(const Verdict& verdict) {
  if (verdict.refused()) return GateState::kRefused;
  return verdict.warnings() > 0 ? GateState::kWarned : GateState::kPassed;
}

/// Whether the gates found that the file has no ABI note. One that they do not trust is another matter.
bool lacksNote(const Verdict& verdict) {
  return std::ranges::any_of(verdict.findings, [](const Finding& finding) {
    return finding.check == "abi_note" && finding.level != FindingLevel::kOk && finding.code == "unverified";
  });
}

QString identityText(const Verdict& verdict) {
  const std::optional<OperatorIdentity>& identity = verdict.identity;
  if (!identity) return lacksNote(verdict) ? tr("no ABI note") : QString();
  QStringList parts{QString::fromStdString(identity->id)};
  if (!identity->version.empty()) parts << QString::fromStdString(identity->version);
  if (!identity->vendor.empty()) parts << tr("by %1").arg(QString::fromStdString(identity->vendor));
  return parts.join(QLatin1Char(' '));
}

QString factsText(const Verdict& verdict) {
  QStringList facts;
  if (verdict.identity) facts << (verdict.identity->sealed ? tr("sealed") : tr("not sealed"));
  if (verdict.size > 0) {
    facts << QLocale::c().formattedDataSize(static_cast<qint64>(verdict.size), 0, QLocale::DataSizeIecFormat);
  }
  if (verdict.took.count() > 0) facts << tr("judged in %1").arg(formatDuration(static_cast<double>(verdict.took.count())));
  if (verdict.vetted_before) facts << tr("the same bytes were tried before");
  return facts.join(QStringLiteral(" · "));
}

}  // namespace

QString gateStateWord(GateState state) {
  switch (state) {
    case GateState::kPassed: return tr("passed");
    case GateState::kWarned: return tr("warned");
    case GateState::kRefused: return tr("refused");
    case GateState::kSkipped: return tr("not needed");
    case GateState::kLater: return tr("comes later");
    case GateState::kNotReached: return tr("not reached");
    case GateState::kWatched: return tr("on probation");
    case GateState::kFailed: return tr("failed");
    case GateState::kCutShort: return tr("cut short");
  }
  return {};
}

QString verdictSummary(const Verdict& verdict) {
  if (const Finding* refusal = verdict.Refusal()) return tr("refused at %1").arg(gateName(refusal->gate).toLower());
  const std::size_t warnings = verdict.warnings();
  if (warnings == 0) return tr("accepted");
  return warnings == 1 ? tr("accepted with 1 warning") : tr("accepted with %1 warnings").arg(warnings);
}

int VerdictPage::passedChecks() const {
  int count = 0;
  for (const GateRow& gate : gates) count += static_cast<int>(gate.passed.size());
  return count;
}

VerdictPage verdictPage(const Verdict& verdict) {
  VerdictPage page;
  page.path = QString::fromStdString(verdict.path);
  page.file = page.path.section(QLatin1Char('/'), -1);
  page.state = wholeState(verdict);
  page.summary = verdictSummary(verdict);
  page.identity = identityText(verdict);
  page.facts = factsText(verdict);
  for (std::size_t position = 0; position < kGates.size(); ++position) page.gates.push_back(gateRow(verdict, position));
  return page;
}

void tellLoadedAlready(VerdictPage& page) {
  for (const char* gate : {"G4", "G5", "G6"}) {
    const auto row = std::find_if(page.gates.begin(), page.gates.end(),
                                  [title = gateTitle(gate)](const GateRow& other) { return other.title == title; });
    if (row == page.gates.end() || row->state != GateState::kLater) continue;
    row->state = GateState::kSkipped;
    row->words << tr("Is loaded already: it passed this gate then");
  }
}

}  // namespace hotswap::ui
