#ifndef HOTSWAP_UI_SHELL_SWAP_ACTIONS_H_
#define HOTSWAP_UI_SHELL_SWAP_ACTIONS_H_

#include <QAction>
#include <QList>

namespace hotswap::ui {

class ControlsViewModel;
class Gestures;
class OperatorsViewModel;

/// "Swap to v3 …" for each version of the slot that is shown, disabled with the reason where that is known beforehand.
///
/// Lifetime  Children of `parent`; the gestures must outlive them.
QList<QAction*> swapActions(const OperatorsViewModel& operators, const ControlsViewModel& controls, Gestures& gestures,
                            QObject* parent);

}  // namespace hotswap::ui

#endif  // HOTSWAP_UI_SHELL_SWAP_ACTIONS_H_
