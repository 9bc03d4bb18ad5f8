#include "core/abi/operator_module.h"

namespace {

/// V1: score = 0.7 * user_feature + 0.3 * item_feature.
class LinearOperator final : public IScoreOperator {
 public:
  double compute_score(const Feature& feature) override { return feature.user_feature * 0.7 + feature.item_feature * 0.3; }

  const char* name() const override { return "ScoreOperatorV1"; }
};

}  // namespace

HOTSWAP_OPERATOR(LinearOperator, "org.hotswap.linear", "1.0.0", "Hotswap Monitor");
