#ifndef HOTSWAP_UI_VIEWMODELS_GATE_TEXT_H_
#define HOTSWAP_UI_VIEWMODELS_GATE_TEXT_H_

#include <QString>
#include <array>
#include <string_view>

namespace hotswap::ui {

/// Every gate, in the order in which a library meets them.
inline constexpr std::array<const char*, 9> kGates = {"G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8"};

/// What a gate is called: "Static inspection" for "G2". The given text alone where it names none.
QString gateName(std::string_view gate);

/// The name as tables show it: "G2 Static inspection"; empty for an empty gate.
QString gateTitle(std::string_view gate);

/// What is done at a gate, in plain words: "loading [G4]". The gate alone where there are no words for it.
QString gateText(std::string_view gate);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_VIEWMODELS_GATE_TEXT_H_
