#ifndef HOTSWAP_CORE_CONTROL_JUDGEMENT_H_
#define HOTSWAP_CORE_CONTROL_JUDGEMENT_H_

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/api/verdict.h"
#include "core/base/clock.h"
#include "core/base/result.h"

namespace hotswap {

/// How long each gate took; 0 for one that was not passed.
struct GateTimes {
  std::chrono::nanoseconds copy{0};     ///< G0
  std::chrono::nanoseconds inspect{0};  ///< G1 and G2
  std::chrono::nanoseconds vet{0};      ///< G3
  std::chrono::nanoseconds load{0};     ///< G4
  std::chrono::nanoseconds parity{0};   ///< G5
  std::chrono::nanoseconds warmup{0};   ///< G6

  std::chrono::nanoseconds sum() const { return copy + inspect + vet + load + parity + warmup; }
};

/// Adds the time of a scope to a gate's.
class Timed {
 public:
  explicit Timed(std::chrono::nanoseconds& gate) : gate_(gate), start_(SteadyClock().Now()) {}
  ~Timed() { gate_ += SteadyClock().Now() - start_; }
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;

 private:
  std::chrono::nanoseconds& gate_;
  const TimePoint start_;
};

/// Which gate said no, and why: the error's text begins with the user's path.
struct Refusal {
  std::string gate;
  Error error;
  bool outdated = false;  ///< Not for what it is: a newer build takes its place.
};

/// What the gates said and took while one library goes through them.
///
/// Threads  Control thread only.
class Judgement {
 public:
  explicit Judgement(const std::filesystem::path& file) { verdict_.path = file.string(); }

  /// Goes on with what was found of a version before: its verdict up to and with `gate`.
  Judgement(const Verdict& before, std::string_view gate);

  GateTimes& times() { return times_; }
  Verdict& verdict() { return verdict_; }

  void Passed(const char* gate, const char* check, std::string text);
  /// `error` may begin with the user's path, which a finding leaves out.
  Refusal Refused(const char* gate, const char* check, Error error);
  /// Adds a gate's findings; the refusal when one of them is.
  std::optional<Refusal> Add(std::vector<Finding> findings);

  /// The verdict with the time that the gates took.
  Verdict Concluded() const;

 private:
  GateTimes times_;
  Verdict verdict_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_JUDGEMENT_H_
