#ifndef HOTSWAP_TESTS_CORE_CONTROL_FAKE_VETTER_H_
#define HOTSWAP_TESTS_CORE_CONTROL_FAKE_VETTER_H_

#include <functional>
#include <utility>
#include <vector>

#include "core/loading/vetting.h"

namespace hotswap::testing {

/// Says what a test wants to hear, on the thread of the caller.
class FakeVetter final : public Vetter {
 public:
  using Answer = std::function<VettingResult(const VettingRequest&, const GoOn&)>;

  explicit FakeVetter(Answer answer) : answer_(std::move(answer)) {}

  VettingResult Vet(const VettingRequest& request, const GoOn& go_on) override { return answer_(request, go_on); }
  const std::vector<Feature>& samples() const override { return samples_; }

  static VettingResult Refusal(Errc code, std::string text) {
    VettingResult result;
    result.findings.push_back({"G3", "compute", FindingLevel::kRefusal, std::string(ErrcName(code)), std::move(text)});
    return result;
  }

  static VettingResult Passed(std::vector<double> scores) {
    VettingResult result;
    result.findings.push_back({"G3", "compute", FindingLevel::kOk, "", "answers every sample"});
    result.scores = std::move(scores);
    return result;
  }

 private:
  const Answer answer_;
  const std::vector<Feature> samples_{{1, 2, 0.5, 0.25}, {3, 4, 0.75, 1.0}};
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_CONTROL_FAKE_VETTER_H_
