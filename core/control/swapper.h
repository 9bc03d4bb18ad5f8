#ifndef HOTSWAP_CORE_CONTROL_SWAPPER_H_
#define HOTSWAP_CORE_CONTROL_SWAPPER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/api/moment.h"
#include "core/api/swap_receipt.h"
#include "core/base/clock.h"
#include "core/control/admission.h"
#include "core/control/chronicle.h"
#include "core/control/event_log.h"
#include "core/control/judgement.h"
#include "core/control/probation.h"
#include "core/control/receipt_log.h"
#include "core/control/retirement.h"
#include "core/control/swap_ledger.h"
#include "core/control/version_catalogue.h"

namespace hotswap {

/// How a swap or a load ended, for the one who asked.
struct SwapResult {
  bool ok = false;
  bool waits = false;                        ///< For its moment: how it ended is told later.
  bool outdated = false;                     ///< When !ok: a newer build takes its place.
  std::uint32_t version = 0;                 ///< What was loaded or published; 0 when nothing was.
  Error error{Errc::kInvalidArgument, ""};   ///< When !ok.
  std::string told{};                        ///< When !ok: the text of the event that told it.
  std::shared_ptr<const Verdict> verdict{};  ///< Of a file that was judged, accepted or not; else null.
};

/// Loads, swaps and rolls back, and writes down what came of it: a receipt and an event each.
///
/// Threads  Control thread only.
class Swapper {
 public:
  struct Parts {
    std::chrono::steady_clock::time_point origin;
    VersionCatalogue* catalogue;
    Admission* admission;
    Retirement* retirement;
    Probation* probation;
    SwapLedger* ledger;
    ReceiptLog* receipts;
    EventLog* events;
    Chronicle* chronicle;
    /// Told before a version becomes the one that answers the slot. May be empty.
    std::function<void(std::uint32_t slot, const Version& version)> before_publication{};
  };

  /// What a swap or a load under way has come to.
  struct Attempt {
    std::uint32_t slot = 0;
    SwapReceipt receipt;
    Judgement judgement;
    Version* version = nullptr;
    Instance* instance = nullptr;          ///< What is published; null: the version's fresh one.
    bool rollback = false;                 ///< It goes back to an earlier version.
    bool whole_blocks = false;             ///< See Route.
    Probation::Scope probation{};          ///< What is judged once it answers.
    std::unique_ptr<SwapReceipt> begun{};  ///< Of a swap that takes several publications: the receipt, since Begin().
  };

  /// A version with an instance that can be published; or nothing, and why.
  struct Prepared {
    std::optional<Attempt> attempt;
    SwapResult refusal;
  };

  explicit Swapper(const Parts& parts) : parts_(parts) {}

  /// Makes cells, and instances where each worker needs its own, for so many workers in every version, those that come later
  /// included. The number only grows: workers that ended may come back, after a scenario with fewer.
  Status EnsureThreads(unsigned threads);

  /// `configure`, here and below: JSON text; empty: none.
  SwapResult Load(const std::string& slot, const std::filesystem::path& file, const std::string& configure = {});
  SwapResult SwapToVersion(const std::string& slot, std::uint32_t version);
  SwapResult SwapToLibrary(const std::string& slot, const std::filesystem::path& file, const std::string& configure = {});
  /// `version` 0: the one before the present one.
  SwapResult RollBack(const std::string& slot, std::uint32_t version = 0);

  /// The gates alone. A refusal is told, with a receipt. `what`: the end of the sentence that tells it.
  Prepared PrepareLibrary(const std::string& slot, const std::filesystem::path& file, const std::string& what,
                          MomentKind moment = MomentKind::kNow, const std::string& configure = {});
  /// The bytes that answer the slot with another configuration.
  Prepared PrepareConfigured(const std::string& slot, const std::string& configure, const std::string& what);
  Prepared PrepareVersion(const std::string& slot, std::uint32_t version, const std::string& what,
                          MomentKind moment = MomentKind::kNow);

  /// Right before the attempt's version is published, or gets its first requests: its instance takes over the state of the one
  /// that answers, where both offer it. A refusal is not told yet.
  std::optional<Refusal> HandOver(Attempt& attempt);

  /// HandOver() and Publish(); a refusal of either step before is told, with a receipt. `what`: as above.
  SwapResult PublishWithState(Prepared prepared, const std::string& what);

  /// Nobody publishes the attempt, for a reason that is none of its own and is told elsewhere: its instance is not kept.
  static void GiveUp(Attempt attempt);

  /// A gate refused the attempt: told, with a receipt.
  SwapResult Refuse(Attempt attempt, Refusal refusal, const std::string& what);

  /// Makes the attempt's version the one that answers.
  SwapResult Publish(Attempt attempt);

  /// The swap takes several publications: the ledger follows it from now on. `from` is the slot's route until now.
  void Begin(Attempt& attempt, const Route* from);

  /// The version will not be published: the receipt says why.
  SwapResult Drop(Attempt attempt, SwapOutcome outcome, const std::string& gate, Error error);

  /// A swap that fell due and whose turn never came, because the run ended: a receipt and an event say so.
  void Miss(const std::string& slot, const std::filesystem::path& file);

  /// Publishes the last good version in place of one that is at fault and still answers. Nothing is done when there is no good
  /// one that can be loaded: then the one at fault goes on.
  SwapResult TakeBack(const VersionFault& fault);

  /// Whether a swap or a load is under way that has not come to its end.
  bool preparing() const { return preparing_ > 0; }

  /// Publications after the first of each slot.
  std::uint64_t swaps() const { return swaps_; }

 private:
  Attempt NewAttempt(std::uint32_t slot, const std::filesystem::path& file) const;
  std::optional<Refusal> LoadInto(Attempt& attempt, const std::filesystem::path& file, const std::string& configuration);
  std::optional<Refusal> MakeFresh(Attempt& attempt);
  Status GiveEachWorkerItsOwn(std::uint32_t slot);
  bool LacksInstances(std::uint32_t slot) const;
  static Refusal WentWrongMeanwhile(Attempt& attempt);
  Prepared Prepare(std::uint32_t slot, std::uint32_t number, const std::string& what, MomentKind moment = MomentKind::kNow);
  SwapResult PublishVersion(std::uint32_t slot, std::uint32_t number, bool rollback, const VersionFault* fault = nullptr);
  void TellWarnings(const Attempt& attempt);
  SwapResult Reject(Error error);
  void AddEvent(EventLevel level, const SwapReceipt& receipt, const std::string& gate, std::string text);
  void CollectBriefly();
  std::chrono::nanoseconds Now() const { return SteadyClock().Now() - parts_.origin; }

  const Parts parts_;
  unsigned threads_ = 0;
  std::uint64_t swaps_ = 0;
  unsigned preparing_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_CONTROL_SWAPPER_H_
