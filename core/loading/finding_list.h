#ifndef HOTSWAP_CORE_LOADING_FINDING_LIST_H_
#define HOTSWAP_CORE_LOADING_FINDING_LIST_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/api/verdict.h"
#include "core/base/result.h"

namespace hotswap {

/// Collects what the checks of one gate find.
class FindingList {
 public:
  FindingList(std::string gate, std::vector<Finding>& findings) : gate_(std::move(gate)), findings_(findings) {}

  void Pass(std::string check, std::string text) { Put(std::move(check), FindingLevel::kOk, "", std::move(text)); }
  void Warn(std::string check, Error error) { Put(std::move(check), FindingLevel::kWarning, error.code, std::move(error.text)); }
  void Refuse(std::string check, Error error) {
    if (!refusal_) refusal_ = error;
    Put(std::move(check), FindingLevel::kRefusal, error.code, std::move(error.text));
  }

  /// Warns, or refuses when `refuse` says so.
  void Doubt(std::string check, bool refuse, Error error) {
    refuse ? Refuse(std::move(check), std::move(error)) : Warn(std::move(check), std::move(error));
  }

  /// Passes with `text`, or refuses by the error. Whether it passed.
  template <typename T>
  bool Add(std::string check, const Result<T>& result, std::string text) {
    if (!result) {
      Refuse(std::move(check), result.error());
      return false;
    }
    Pass(std::move(check), std::move(text));
    return true;
  }

  /// Whether this gate has refused.
  bool refused() const { return refusal_.has_value(); }

  /// The first refusal, or success.
  Status status() const { return refusal_ ? Status(*refusal_) : Status(); }

 private:
  void Put(std::string check, FindingLevel level, Errc code, std::string text) {
    Put(std::move(check), level, std::string(ErrcName(code)), std::move(text));
  }
  void Put(std::string check, FindingLevel level, std::string code, std::string text) {
    findings_.push_back({gate_, std::move(check), level, std::move(code), std::move(text)});
  }

  const std::string gate_;
  std::vector<Finding>& findings_;
  std::optional<Error> refusal_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_FINDING_LIST_H_
