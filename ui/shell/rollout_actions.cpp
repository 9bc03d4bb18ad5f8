#include "ui/shell/rollout_actions.h"

#include <QPalette>

#include "ui/shell/explained_action.h"
#include "ui/theme/icons.h"

namespace hotswap::ui {

RolloutActions::RolloutActions(const RolloutViewModel& rollout, const CanaryViewModel& canary_form, QObject* parent)
    : QObject(parent),
      canary(makeExplained(this, "canary", tr("&Canary…"), tr("Give the target a small share first, step by step"),
                           {Qt::CTRL | Qt::SHIFT | Qt::Key_K})),
      start(makeExplained(this, "startCanary", tr("S&tart the Canary"), tr("Start the rollout that the form describes"),
                          {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter})),
      close(makeExplained(this, "closeCanary", tr("Close the Canary's &Form"), tr("Close the form"), {Qt::Key_Escape})),
      promote(makeExplained(this, "promote", tr("&Promote"), tr("Promote"), {Qt::CTRL | Qt::Key_P})),
      pause(makeExplained(this, "pauseRollout", tr("Pa&use"), tr("Pause"), {Qt::CTRL | Qt::SHIFT | Qt::Key_P})),
      abort(makeExplained(this, "abortRollout", tr("&Abort"), tr("Abort"), {Qt::CTRL | Qt::SHIFT | Qt::Key_A})),
      rollout_(rollout),
      form_(canary_form) {
  setIcons();
  connect(&rollout_, &RolloutViewModel::changed, this, &RolloutActions::refresh);
  connect(&form_, &CanaryViewModel::changed, this, &RolloutActions::refresh);
  refresh();
}

void RolloutActions::setIcons() {
  const QPalette palette;
  canary->setIcon(icon(Icon::kCanary, palette));
  start->setIcon(icon(Icon::kCanary, palette));
  close->setIcon(icon(Icon::kClose, palette));
  promote->setIcon(icon(Icon::kPromote, palette));
  abort->setIcon(icon(Icon::kStop, palette));
}

void RolloutActions::refresh() {
  const bool open = form_.isOpen();
  allow(*canary, open ? tr("Its form is open already") : form_.whyNotOpen());
  giveKeys(*start, open);
  giveKeys(*close, open);
  allow(*start, open ? form_.whyNotStart() : tr("The form of a canary is not open"));
  allow(*close, open ? QString() : tr("The form of a canary is not open"));
  setActionText(*promote, rollout_.promoteLabel());
  promote->setData(rollout_.promotes());
  setPurpose(*promote, rollout_.promoteText());
  allow(*promote, rollout_.whyNotPromote());
  const bool paused = rollout_.page().paused;
  setActionText(*pause, paused ? tr("Res&ume") : tr("Pa&use"));
  pause->setIcon(icon(paused ? Icon::kStart : Icon::kPause, QPalette()));
  setPurpose(*pause, rollout_.pauseText());
  allow(*pause, rollout_.whyNotPause());
  setPurpose(*abort, rollout_.abortText());
  allow(*abort, rollout_.whyNotAbort());
}

}  // namespace hotswap::ui
