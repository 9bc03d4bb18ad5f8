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
    {QT_TRANSLATE_NOOP("hotswap::ui", "Copy"), QT_TRANSLATE_NOOP("hotswap::ui", "copying the file")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Digest"), QT_TRANSLATE_NOOP("hotswap::ui", "checking digest and note")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Static inspection"), QT_TRANSLATE_NOOP("hotswap::ui", "inspecting the library")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Vetting"), QT_TRANSLATE_NOOP("hotswap::ui", "trying it in a process of its own")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Load"), QT_TRANSLATE_NOOP("hotswap::ui", "loading")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Parity"), QT_TRANSLATE_NOOP("hotswap::ui", "comparing its scores with the trial's")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Warm-up"), QT_TRANSLATE_NOOP("hotswap::ui", "warming up")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Probation"), QT_TRANSLATE_NOOP("hotswap::ui", "watching its first requests")},
    {QT_TRANSLATE_NOOP("hotswap::ui", "Unload"), QT_TRANSLATE_NOOP("hotswap::ui", "retiring")},
}};

const GateWords* wordsOf(std::string_view gate) {
  const auto found = std::find(kGates.begin(), kGates.end(), gate);
  return found == kGates.end() ? nullptr : &kWords[static_cast<std::size_t>(found - kGates.begin())];
}

QString plain(std::string_view gate) { return QString::fromUtf8(gate.data(), static_cast<qsizetype>(gate.size())); }

QString tr(const char* words) { return QCoreApplication::translate("hotswap::ui", words); }

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
