#include <cmath>

#include "core/abi/operator_module.h"

namespace {

/// V2: a linear base that sways by 10 % with the user, above an offset:
/// base = 0.4 * user_feature + 0.6 * item_feature; score = base * (1 + 0.1 * sin(0.1 * user_id)) + 2.
class NonlinearOperator final : public IScoreOperator {
 public:
  double compute_score(const Feature& feature) override {
    const double base = feature.user_feature * 0.4 + feature.item_feature * 0.6;
    return base * (1.0 + 0.1 * std::sin(feature.user_id * 0.1)) + 2.0;
  }

  const char* name() const override { return "ScoreOperatorV2"; }
};

}  // namespace

HOTSWAP_OPERATOR(NonlinearOperator, "org.hotswap.nonlinear", "1.0.0", "Hotswap Monitor");
