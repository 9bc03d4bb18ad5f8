// From a file with labels to the quality of each version in the snapshot, with the shipped operators.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <sstream>
#include <vector>

#include "core/rollout/roc_area.h"
#include "tests/core/control/engine_bench.h"

namespace hotswap {
namespace {

using namespace std::chrono_literals;
using testing::ShippedOperator;

constexpr int kRows = 200;

/// Of user 0, whom V2 has no wave for: V1 scores 0.3 + 0.4 u, V2 2.6 - 0.2 u. A label is a yes above a half, one in five is wrong.
struct LabelledRow {
  explicit LabelledRow(int i) : u((i * 37 % kRows + 0.5) / kRows), label((u > 0.5) != (i % 5 == 0)) {}
  double u;
  bool label;
};

class LabelledTrafficTest : public testing::EngineBench {
 protected:
  LabelledTrafficTest() {
    options_.plan.libraries = {ShippedOperator("score_op_v1"), ShippedOperator("score_op_v2")};
    options_.plan.workers = WorkerSettings{.threads = 2, .interval = 2ms, .rounds = 0};
  }

  void AnswerFile(bool with_labels) {
    std::ostringstream csv;
    csv << "user_id,item_id,user_feature,item_feature" << (with_labels ? ",label\n" : "\n");
    for (int i = 0; i < kRows; ++i) {
      const LabelledRow row(i);
      csv << "0," << i << "," << row.u << "," << 1 - row.u;
      if (with_labels) csv << "," << (row.label ? 1 : 0);
      csv << "\n";
    }
    options_.source = {.kind = "csv", .file = scratch_.Write("rows.csv", csv.str()), .loop = true};
    ASSERT_TRUE(Start().ok());
  }

  /// The newest point of a version that rests on so many requests.
  QualityPoint AwaitPoint(std::uint32_t version, std::uint64_t labelled) const {
    QualityPoint point;
    const auto found = Await([&](const Snapshot& s) {
      if (s.qualities == nullptr) return false;
      for (const VersionQuality& quality : *s.qualities) {
        if (quality.version == version && !quality.points.empty()) point = quality.points.back();
      }
      return point.labelled >= labelled;
    });
    EXPECT_NE(found, nullptr) << "no point of v" << version;
    return point;
  }

  /// What the whole file comes to by an operator.
  template <typename Score>
  static QualityPoint OfTheFile(Score score) {
    std::vector<LabelledScore> answers;
    QualityPoint point;
    for (int i = 0; i < kRows; ++i) {
      const LabelledRow row(i);
      answers.push_back({.score = score(row.u), .positive = row.label});
      point.log_loss += LogLoss(answers.back().score, row.label) / kRows;
    }
    std::ranges::sort(answers, {}, &LabelledScore::score);
    point.auc = RocAreaOf(answers).auc();
    return point;
  }
};

TEST_F(LabelledTrafficTest, EachVersionHasTheAucAndLogLossThatTheFileSays) {
  AnswerFile(true);
  const QualityPoint expected_v1 = OfTheFile([](double u) { return 0.3 + 0.4 * u; });
  ASSERT_NEAR(expected_v1.auc, 0.8, 0.01);
  const QualityPoint v1 = AwaitPoint(1, 1500);
  EXPECT_NEAR(v1.auc, expected_v1.auc, 0.06);
  EXPECT_NEAR(v1.log_loss, expected_v1.log_loss, 0.03);
  EXPECT_NEAR(static_cast<double>(v1.positives) / static_cast<double>(v1.labelled), 0.5, 0.07);

  ASSERT_TRUE(Do(SwapToVersion{"", 2}).ok);
  const QualityPoint expected_v2 = OfTheFile([](double u) { return 2.6 - 0.2 * u; });
  ASSERT_NEAR(expected_v2.auc, 0.2, 0.01);
  const QualityPoint v2 = AwaitPoint(2, 1500);
  EXPECT_NEAR(v2.auc, expected_v2.auc, 0.06);
  EXPECT_NEAR(v2.log_loss, expected_v2.log_loss, 1) << "every score is a yes beyond doubt";
}

TEST_F(LabelledTrafficTest, WithoutLabelsThereIsNothing) {
  AnswerFile(false);
  const auto later = Await([](const Snapshot& s) { return s.at > 1500ms && s.totals.requests > 100; });
  ASSERT_NE(later, nullptr);
  ASSERT_NE(later->qualities, nullptr);
  EXPECT_TRUE(later->qualities->empty());
}

}  // namespace
}  // namespace hotswap
