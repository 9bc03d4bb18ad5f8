#include "core/control/judgement.h"

#include <iterator>
#include <utility>

namespace hotswap {

Judgement::Judgement(const Verdict& before, std::string_view gate) : verdict_(before) {
  std::erase_if(verdict_.findings, [&](const Finding& finding) { return finding.gate > gate; });
}

void Judgement::Passed(const char* gate, const char* check, std::string text) {
  verdict_.findings.push_back({gate, check, FindingLevel::kOk, "", std::move(text)});
}

Refusal Judgement::Refused(const char* gate, const char* check, Error error) {
  std::string text = error.text;
  if (text.starts_with(verdict_.path + ": ")) text.erase(0, verdict_.path.size() + 2);
  verdict_.findings.push_back({gate, check, FindingLevel::kRefusal, std::string(ErrcName(error.code)), std::move(text)});
  return {gate, std::move(error)};
}

std::optional<Refusal> Judgement::Add(std::vector<Finding> findings) {
  std::ranges::move(findings, std::back_inserter(verdict_.findings));
  const Finding* refusal = verdict_.Refusal();
  if (refusal == nullptr) return std::nullopt;
  return Refusal{refusal->gate, {ErrcOf(refusal->code), verdict_.path + ": " + refusal->text}};
}

Verdict Judgement::Concluded() const {
  Verdict verdict = verdict_;
  verdict.took = times_.sum();
  return verdict;
}

}  // namespace hotswap
