#include "ui/shell/swap_actions.h"

#include <QCoreApplication>

#include "ui/shell/explained_action.h"
#include "ui/shell/gestures.h"
#include "ui/viewmodels/controls_view_model.h"
#include "ui/viewmodels/operators_view_model.h"

namespace hotswap::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("hotswap::ui", text); }

}  // namespace

QList<QAction*> swapActions(const OperatorsViewModel& operators, const ControlsViewModel& controls, Gestures& gestures,
                            QObject* parent) {
  QList<QAction*> all;
  for (int row = 0; row < operators.rowCount(); ++row) {
    const VersionKey key = operators.keyAt(row);
    const OperatorRow* found = operators.find(key);
    if (!found) continue;
    QAction* action =
        makeExplained(parent, "swapToVersion", tr("Swap to %1").arg(found->title), tr("Let it answer the next requests"), {});
    if (found->active) allow(*action, tr("It answers already"));
    if (found->failed) allow(*action, found->detail);
    if (const QString why_not = controls.whyNotWiden(key); !why_not.isEmpty()) allow(*action, why_not);
    QObject::connect(action, &QAction::triggered, &gestures, [&gestures, key] { gestures.swapTo(key); });
    all.append(action);
  }
  return all;
}

}  // namespace hotswap::ui
