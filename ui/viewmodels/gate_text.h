#ifndef HOTSWAP_UI_VIEWMODELS_GATE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_GATE_TEXT_H_

#include <QCoreApplication>
#include <QString>
#include <string>

namespace hotswap::ui {

/// What is done at a gate, in plain words: "loading [G4]". The gate alone where there are no words for it.
inline QString gateText(const std::string& gate) {
  const QString name = QString::fromStdString(gate);
  const auto with = [&name](const char* words) {
    return QCoreApplication::translate("GateText", words) + QStringLiteral(" [%1]").arg(name);
  };
  if (gate == "G0") return with(QT_TRANSLATE_NOOP("GateText", "checking the file"));
  if (gate == "G2") return with(QT_TRANSLATE_NOOP("GateText", "inspecting the library"));
  if (gate == "G4") return with(QT_TRANSLATE_NOOP("GateText", "loading"));
  if (gate == "G8") return with(QT_TRANSLATE_NOOP("GateText", "retiring"));
  return name;
}

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_GATE_TEXT_H_
