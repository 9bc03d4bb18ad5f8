#include "ui/viewmodels/gate_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace hotswap::ui {
namespace {

struct GateWords {
  const char* name;
  const char* activity;
};

// By position in kGates.
constexpr std::array<GateWords, kGates.size()> kWords = {{
    {QT_TRANSLATE_NOOP("GateText", "Copy"), QT_TRANSLATE_NOOP("GateText", "copying the file")},
    {QT_TRANSLATE_NOOP("GateText", "Digest"), QT_TRANSLATE_NOOP("GateText", "checking digest and note")},
    {QT_TRANSLATE_NOOP("GateText", "Static inspection"), QT_TRANSLATE_NOOP("GateText", "inspecting the library")},
    {QT_TRANSLATE_NOOP("GateText", "Vetting"), QT_TRANSLATE_NOOP("GateText", "trying it in a process of its own")},
    {QT_TRANSLATE_NOOP("GateText", "Load"), QT_TRANSLATE_NOOP("GateText", "loading")},
    {QT_TRANSLATE_NOOP("GateText", "Parity"), QT_TRANSLATE_NOOP("GateText", "comparing its scores with the trial's")},
    {QT_TRANSLATE_NOOP("GateText", "Warm-up"), QT_TRANSLATE_NOOP("GateText", "warming up")},
    {QT_TRANSLATE_NOOP("GateText", "Probation"), QT_TRANSLATE_NOOP("GateText", "watching its first requests")},
    {QT_TRANSLATE_NOOP("GateText", "Unload"), QT_TRANSLATE_NOOP("GateText", "retiring")},
}};

const GateWords* wordsOf(std::string_view gate) {
  const auto found = std::find(kGates.begin(), kGates.end(), gate);
  return found == kGates.end() ? nullptr : &kWords[static_cast<std::size_t>(found - kGates.begin())];
}

QString plain(std::string_view gate) { return QString::fromUtf8(gate.data(), static_cast<qsizetype>(gate.size())); }

QString tr(const char* words) { return QCoreApplication::translate("GateText", words); }

}  // namespace

QString gateName(std::string_view gate) {
  const GateWords* words = wordsOf(gate);
  return words == nullptr ? plain(gate) : tr(words->name);
}

QString gateTitle(std::string_view gate) {
  const GateWords* words = wordsOf(gate);
  return words == nullptr ? plain(gate) : plain(gate) + QLatin1Char(' ') + tr(words->name);
}

QString gateText(std::string_view gate) {
  const GateWords* words = wordsOf(gate);
  return words == nullptr ? plain(gate) : tr(words->activity) + QStringLiteral(" [%1]").arg(plain(gate));
}

}  // namespace hotswap::ui
