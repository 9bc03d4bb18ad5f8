#ifndef HOTSWAP_TESTS_SYSTEM_RECORD_VERDICT_H_
#define HOTSWAP_TESTS_SYSTEM_RECORD_VERDICT_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "core/abi/operator_interface.h"
#include "core/telemetry/request_record.h"

namespace hotswap {

/// An operator as the judge loads it: by dlopen alone, so that nothing of the judged program vouches for itself.
struct Witness {
  std::shared_ptr<void> library;
  std::unique_ptr<IScoreOperator, void (*)(IScoreOperator*)> instance;
};

/// Slot index and version number.
using VersionKey = std::pair<unsigned, std::uint32_t>;

/// Hears the rows of a record, in the file's order, and says what is wrong with them.
class RecordVerdict {
 public:
  /// With `scores`, each score is compared bit by bit with what the witness of its version answers to the synthetic request of
  /// its thread and round.
  RecordVerdict(const std::map<VersionKey, Witness>& witnesses, bool scores) : witnesses_(witnesses), scores_(scores) {}

  void Hear(const RecordRow& row);

  bool faultless() const { return faults_.empty(); }

  /// No row follows: what is missing by now is missing.
  void End();

  /// Rows, rows per version and thread, faults by kind, and the first row with one: a JSON object.
  std::string Summary() const;

 private:
  struct ThreadTrack {
    std::uint64_t rounds = 0;       // that are there without a gap
    std::set<std::uint64_t> ahead;  // after a gap that rows to come may fill
    std::int64_t end_ns = 0;
    std::map<unsigned, std::uint64_t> route_of_slot;
  };

  void CheckOrder(const RecordRow& row, ThreadTrack& track);
  void CheckRoute(const RecordRow& row, ThreadTrack& track);
  void CheckScore(const RecordRow& row);
  void Fault(const char* kind, const RecordRow& row);

  const std::map<VersionKey, Witness>& witnesses_;
  const bool scores_;
  std::uint64_t rows_ = 0;
  std::uint64_t errors_ = 0;
  std::map<unsigned, ThreadTrack> threads_;
  std::map<VersionKey, std::uint64_t> rows_of_version_;
  using RouteArm = std::tuple<unsigned, std::uint64_t, bool>;  // slot, sequence, whether it is the candidate
  std::map<RouteArm, std::uint32_t> version_of_route_;
  std::map<std::string, std::uint64_t> faults_;
  std::string first_fault_;
};

}  // namespace hotswap

#endif  // HOTSWAP_TESTS_SYSTEM_RECORD_VERDICT_H_
