#include "ui/viewmodels/first_steps_view_model.h"

#include <algorithm>

namespace hotswap::ui {

void FirstStepsViewModel::begin() {
  if (open_) return;
  open_ = true;
  Q_EMIT changed();
}

void FirstStepsViewModel::finish(Step step) {
  if (!open_ || done_[step]) return;
  done_[step] = true;
  if (std::ranges::all_of(done_, [](bool done) { return done; })) return close();
  Q_EMIT changed();
}

void FirstStepsViewModel::close() {
  if (!open_) return;
  open_ = false;
  Q_EMIT changed();
  Q_EMIT over();
}

}  // namespace hotswap::ui
