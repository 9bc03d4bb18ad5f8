#ifndef HOTSWAP_TESTS_UI_SHELL_ROLLOUT_WINDOW_FIXTURE_H_
#define HOTSWAP_TESTS_UI_SHELL_ROLLOUT_WINDOW_FIXTURE_H_

#include <QAction>
#include <variant>

#include "tests/ui/shell/window_fixture.h"

namespace hotswap::ui {

class RolloutWindowFixture : public WindowFixture {
 protected:
  /// v1 answers, v2 is ready and the target.
  void openWithTwo() {
    open();
    load("/opt/score_op_v1.so");
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitFor([&] { return active() == 1; }));
    load("/opt/score_op_v2.so");
    ASSERT_TRUE(waitFor([&] { return find<QAction>("canary")->isEnabled(); }));
  }

  void beginRollout() {
    RolloutStatus rollout;
    rollout.number = 1;
    rollout.slot = "score";
    rollout.candidate = 2;
    rollout.stable = 1;
    rollout.steps = {{.share = 5, .min_requests = 100}, {.share = 100}};
    rollout.requests_missing = 40;
    engine_.rollouts() = {rollout};
    ASSERT_TRUE(waitFor([&] { return find<QAction>("pauseRollout")->isEnabled(); }));
  }

  template <typename T>
  const T& last() const {
    return std::get<T>(engine_.submitted().back());
  }
};

}  // namespace hotswap::ui

#endif  // HOTSWAP_TESTS_UI_SHELL_ROLLOUT_WINDOW_FIXTURE_H_
