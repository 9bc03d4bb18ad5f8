// What the vetting child and its parent agree on. Both are built from one tree and checked against each other by
// kVettingProtocol.
//
// The parent hands over an open library (kLibraryFd), a job (kJobFd: a VettingJob and then its samples) and the writing end of a
// pipe (kReportFd). The child answers in lines of at most kMaxReportLine bytes, which a pipe takes whole:
//
//   <number from 0> TAB <kind> [TAB <field>]… TAB <16 hex digits: SipHash of all before this TAB> LF
//
//   stage    NAME                      begins to work on the check NAME
//   finding  LEVEL CHECK CODE TEXT     CODE is empty for a finding that is in order
//   library  PATH                      is mapped beside the operator, once it is loaded
//   scores   HEX…                      the next scores, 16 hex digits each, one after the other
//   median   NANOSECONDS               of one call
//   done                               all checks were made; what may follow is the exit
//
// The key comes with the job, which the child reads and closes before any code of the library runs, so that lines of the
// library's own, on whatever descriptor, are told from the child's.
#ifndef HOTSWAP_CORE_LOADING_VETTING_PROTOCOL_H_
#define HOTSWAP_CORE_LOADING_VETTING_PROTOCOL_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/loading/sip_hash.h"

namespace hotswap {

inline constexpr std::uint64_t kVettingProtocol = 0x686f747377617002;

inline constexpr int kLibraryFd = 3;
inline constexpr char kLibraryPath[] = "/proc/self/fd/3";  ///< The name under which the child loads it.
inline constexpr int kJobFd = 4;
inline constexpr int kReportFd = 5;

inline constexpr std::size_t kMaxReportLine = 2048;
inline constexpr std::size_t kScoresPerLine = 64;
inline constexpr std::size_t kMaxSamples = 10'000;

/// How the child ends; any other way is the library's. A library may end it by one of these numbers, too: the first counts only
/// with all that a good report has, the second with a reported refusal, the last before anything was reported.
inline constexpr int kChildDone = 0;
inline constexpr int kChildRefused = 40;       ///< A refusal was reported.
inline constexpr int kChildCannotReport = 41;  ///< The result pipe is gone.
inline constexpr int kChildBadJob = 42;        ///< Started by hand, or by another build.

/// The head of a job; `sample_count` Features follow.
struct VettingJob {
  std::uint64_t protocol = kVettingProtocol;
  SipKey key{};
  std::int64_t latency_budget_ns = 0;  ///< Of the median call.
  std::uint32_t sample_count = 0;      ///< 1 to kMaxSamples.
  std::int32_t parent = 0;             ///< Process id.
  std::uint32_t cpu_seconds = 10;      ///< Processor time that all checks may take.
  bool strict = false;
  bool stateful = false;
  bool per_worker = false;
};

/// The checks of G3 in their order, by the names that findings have for ever, and what was being done when one of them ends
/// badly.
struct VettingStage {
  const char* check;
  const char* doing;  ///< Completes "crashed …".
};

namespace vetting_stage {
inline constexpr VettingStage kStart{"start", "before it was loaded"};
inline constexpr VettingStage kSandbox{"sandbox", "before it was loaded"};
inline constexpr VettingStage kLoad{"load", "while it was loaded, in a static constructor or an ifunc resolver"};
inline constexpr VettingStage kFactory{"factory", "while its factory functions were looked up"};
inline constexpr VettingStage kCreate{"create", "in create_operator"};
inline constexpr VettingStage kObject{"object", "while what create_operator returned was looked at"};
inline constexpr VettingStage kName{"name", "in name()"};
inline constexpr VettingStage kScores{"scores", "in compute_score"};
inline constexpr VettingStage kSpeed{"speed", "in compute_score, while its time was taken"};
inline constexpr VettingStage kDeterminism{"determinism", "in compute_score, on requests that it had answered before"};
inline constexpr VettingStage kFileReads{"file_reads", "in compute_score, while its reading of files was watched"};
inline constexpr VettingStage kStack{"stack", "in compute_score, above a stack of other content"};
inline constexpr VettingStage kHeap{"heap", "while every block of memory had a fence"};
inline constexpr VettingStage kSecondInstance{"second_instance", "while a second instance lived beside the first"};
inline constexpr VettingStage kThreads{"threads", "in compute_score on several threads at once"};
inline constexpr VettingStage kCallLeak{"call_leak", "in compute_score, after thousands of calls"};
inline constexpr VettingStage kInstanceLeak{"instance_leak", "while instances were created and destroyed"};
inline constexpr VettingStage kExtensions{"extensions", "in one of its extensions"};
inline constexpr VettingStage kDestroy{"destroy", "in destroy_operator"};
inline constexpr VettingStage kSideEffects{"side_effects", "after it was destroyed"};
inline constexpr VettingStage kThreadsLeft{"threads_left", "after it was destroyed, on a thread of its own"};
inline constexpr VettingStage kUnload{"unload", "while it was unloaded, in a static destructor or an exit handler"};
inline constexpr VettingStage kEnvironment{"environment", "while it asked for environment variables"};
inline constexpr VettingStage kExit{"exit", "at the end of the process, in a static destructor or an exit handler"};

inline constexpr const VettingStage* kAll[] = {
    &kStart,        &kSandbox,     &kLoad,      &kFactory,     &kCreate,      &kObject,         &kName,        &kScores,
    &kSpeed,        &kDeterminism, &kFileReads, &kStack,       &kHeap,        &kSecondInstance, &kThreads,     &kCallLeak,
    &kInstanceLeak, &kExtensions,  &kDestroy,   &kSideEffects, &kThreadsLeft, &kUnload,         &kEnvironment, &kExit};
}  // namespace vetting_stage

/// The stage of a check; that of the start when there is none of this name.
inline const VettingStage& StageOf(std::string_view check) {
  for (const VettingStage* stage : vetting_stage::kAll) {
    if (check == stage->check) return *stage;
  }
  return vetting_stage::kStart;
}

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_VETTING_PROTOCOL_H_
