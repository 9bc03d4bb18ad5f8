#ifndef HOTSWAP_CORE_ENGINE_HANDOVER_H_
#define HOTSWAP_CORE_ENGINE_HANDOVER_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/engine/pacer.h"
#include "core/engine/request_source.h"
#include "core/slot/route.h"
#include "core/telemetry/request_record.h"

namespace hotswap {

/// What a worker is told to do.
struct WorkerOrders {
  std::chrono::nanoseconds interval{0};
  std::uint64_t rounds = 0;  ///< 0 = until stopped.
  std::uint64_t series = 0;  ///< Another number than before: rounds count from 1 again.
  bool paused = false;
  bool samples = false;  ///< Keep a sample of every request: for human rates.
};

/// What a worker has in hand besides the block that it is answering.
struct WorkInHand {
  WorkerOrders orders;  ///< That it works under.
  Pacer pacer;
  std::unique_ptr<RequestStream> stream;
  std::unique_ptr<RecordLane> lane;  ///< Null: no record.
  std::uint64_t series = 0;
  std::uint64_t rounds = 0;  ///< Answered in this series.
  bool exhausted = false;    ///< The stream is.
  TimePoint stamp;           ///< End of the last run, or when the worker was ready for the next.
};

/// The request whose call did not return.
struct FailedCall {
  std::size_t index = 0;  ///< In the block.
  std::uint32_t slot = 0;
  std::uint32_t version = 0;
  std::string why;
};

/// What a stuck worker leaves to the one that goes on in its place.
///
/// The claimed run and the rest of the block are answered, in order, with what the slots publish by then. Where that is still the
/// version that was stuck, the stuck request is an error of it.
struct Handover {
  WorkInHand hand;
  RequestBlock block;    ///< A copy: the stuck call may still read its own.
  std::size_t done = 0;  ///< Requests of the block that were answered.
  FailedCall failed;
  const Route* route = nullptr;  ///< Of the claimed run, and its arm. Valid until the next Collect().
  const Arm* arm = nullptr;
  WorkerOrders given;      ///< The newest orders.
  bool stop = false;       ///< It was asked to end.
  bool give_back = false;  ///< And to give back what nobody began.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_HANDOVER_H_
