#ifndef HOTSWAP_CORE_LOADING_VETTING_TRANSCRIPT_H_
#define HOTSWAP_CORE_LOADING_VETTING_TRANSCRIPT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/verdict.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap {

/// What a vetting child reported, read line by line: see vetting_protocol.h.
struct VettingTranscript {
  std::vector<Finding> findings;
  std::vector<double> scores;
  double median_call_ns = 0;
  std::vector<std::string> libraries;                  ///< Paths, see VettingResult.
  const VettingStage* stage = &vetting_stage::kStart;  ///< The last that it began.
  bool done = false;
  bool forged = false;  ///< A line is not the child's, or one of its lines is missing; nothing after that was read.

  static VettingTranscript Read(std::string_view written, const SipKey& key);

 private:
  bool Take(std::string_view line, std::size_t number, const SipKey& key);
  bool TakeFinding(std::string_view fields);
  bool TakeScores(std::string_view digits);
};

/// A number from 16 hexadecimal digits, bit by bit; nothing when `digits` is anything else.
std::optional<double> DoubleFromHex(std::string_view digits);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_TRANSCRIPT_H_
