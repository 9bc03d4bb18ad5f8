#ifndef HOTSWAP_CORE_API_VERDICT_H_
#define HOTSWAP_CORE_API_VERDICT_H_

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hotswap {

enum class FindingLevel {
  kOk,       ///< Looked at and in order.
  kWarning,  ///< May go live; a person should know.
  kRefusal,  ///< Must not go live.
};

/// The level as JSON and tables spell it: "ok", "warning" or "refusal".
const char* FindingLevelName(FindingLevel level);

/// What one check of one gate found.
struct Finding {
  std::string gate;   ///< "G0" to "G8".
  std::string check;  ///< The check's lasting name, such as "nodelete"; unique within its gate.
  FindingLevel level = FindingLevel::kOk;
  std::string code;  ///< ErrcName of a warning or refusal; empty for kOk.
  std::string text;  ///< A clause that begins with a verb and lacks the file's name: what is so, its consequence, the remedy.
};

/// What an operator's ABI note says of it; absent for one that was built against the base ABI alone.
struct OperatorIdentity {
  std::string id;       ///< Reverse-DNS by convention, such as "org.example.ctr".
  std::string version;  ///< The author's own, such as "1.4.2".
  std::string vendor;
  unsigned abi_major = 0;
  unsigned abi_minor = 0;
  bool sealed = false;      ///< The note carries the SHA-256 of the library's other bytes.
  bool stateful = false;    ///< Scores may depend on earlier calls.
  bool per_worker = false;  ///< Must not be called from two threads at once.
};

/// Everything that the gates said of one file.
struct Verdict {
  std::string path;    ///< As the user gave it.
  std::string sha256;  ///< 64 hexadecimal digits; empty when the file could not be read.
  std::uint64_t size = 0;
  std::string build_id;  ///< Hexadecimal; empty when the linker wrote none.
  std::optional<OperatorIdentity> identity;
  std::vector<Finding> findings;     ///< In the order of the gates; nothing follows a refusal's gate.
  bool vetted_before = false;        ///< G3 was answered from the cache.
  std::chrono::nanoseconds took{0};  ///< All gates together.

  /// The first refusal, or null when the file may go live.
  const Finding* Refusal() const {
    const auto found = std::ranges::find(findings, FindingLevel::kRefusal, &Finding::level);
    return found == findings.end() ? nullptr : &*found;
  }
  bool refused() const { return Refusal() != nullptr; }
  std::size_t warnings() const {
    return static_cast<std::size_t>(std::ranges::count(findings, FindingLevel::kWarning, &Finding::level));
  }
  /// The worst level of a gate's findings; nothing when the gate was not reached.
  std::optional<FindingLevel> Of(std::string_view gate) const;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_VERDICT_H_
