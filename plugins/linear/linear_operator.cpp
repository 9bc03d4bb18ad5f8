#include "core/abi/operator_interface.h"

namespace {

/// V1: score = 0.7 * user_feature + 0.3 * item_feature.
class LinearOperator final : public IScoreOperator {
 public:
  double compute_score(const Feature& feature) override { return feature.user_feature * 0.7 + feature.item_feature * 0.3; }

  const char* name() const override { return "ScoreOperatorV1"; }
};

}  // namespace

IScoreOperator* create_operator() { return new LinearOperator; }

void destroy_operator(IScoreOperator* instance) { delete instance; }
