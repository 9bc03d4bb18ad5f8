// What an operator may offer beyond the base ABI: tables of C functions, asked for by name. All of it is optional.
//
//   #include "core/abi/operator_extensions.h"
//
//   const void* hotswap_get_extension(const char* id) {
//     static const HotswapConfigure configure = {sizeof(HotswapConfigure), &Configure};
//     return std::strcmp(id, HOTSWAP_CONFIGURE) == 0 ? &configure : nullptr;
//   }
//
// The host asks once for each mapping of the library, after its static constructors and before the first create_operator. A table
// lives as long as the library is mapped, and does not change. It begins with its size, so that later minors of the same id can
// add functions at its end: a host takes what it knows of a longer table, and does without what a shorter one lacks. The functions
// below are the first ones, which every table of their id has; none of them may be null.
//
// Threads    hotswap_get_extension and every function but HotswapState::save are called on a thread of the host that answers no
//            requests, one at a time, on an instance that answers no requests yet.
// Lifetime   Every pointer that the host hands over, callbacks and their context included, is good until the call returns.
// Buffers    Who allocates frees: texts and bytes are copied by whoever wants to keep them. `error` is the host's, holds
//            `error_size` bytes (HOTSWAP_ERROR_SIZE or more) and an empty text; a function that fails writes a text for people
//            there (UTF-8, ended by a zero), such as "scale must be over 0, is -1". The host shows it cut to one line.
// Failure    0 is success, anything else a failure, whose meaning stands with each function. Nothing may be thrown: the host
//            catches exceptions and counts them as faults. A call that neither returns nor tells progress for seconds is given up,
//            and its instance with it.
#ifndef HOTSWAP_CORE_ABI_OPERATOR_EXTENSIONS_H_
#define HOTSWAP_CORE_ABI_OPERATOR_EXTENSIONS_H_

#include <cstddef>

#include "core/abi/operator_interface.h"

#define HOTSWAP_WARMUP "hotswap.warmup/1"
#define HOTSWAP_STATE "hotswap.state/1"
#define HOTSWAP_CONFIGURE "hotswap.configure/1"

#define HOTSWAP_ERROR_SIZE 512

extern "C" {

/// The table of the extension `id`, or null for one that this library does not have, whatever the id is.
__attribute__((visibility("default"))) const void* hotswap_get_extension(const char* id);

/// Tells how far a warm-up is, from 0 to 1. It never fails, allocates nothing and may be called as often as one likes.
typedef void (*HotswapProgress)(void* context, double fraction);

/// Takes the next `count` bytes of a state. Not 0: the host takes no more (too many, no memory); the caller gives up and fails.
typedef int (*HotswapSink)(void* context, const void* bytes, std::size_t count);

/// "hotswap.warmup/1": an instance gets ready to answer at full speed, instead of by calls of compute_score.
struct HotswapWarmup {
  std::size_t size;

  /// Called once for each instance, after configure and before restore. `samples` are `count` requests like those to come, perhaps
  /// none. Afterwards the instance scores as a new one does. It may take long as long as it tells progress, a minute at most.
  /// A failure refuses the version.
  int (*warm_up)(IScoreOperator* instance, const Feature* samples, std::size_t count, HotswapProgress progress, void* context,
                 char* error, std::size_t error_size);
};

/// What restore answers beside success.
#define HOTSWAP_STATE_UNUSED 1   // These bytes are of no use; the instance is as before and begins without them.
#define HOTSWAP_STATE_REFUSED 2  // This version must not answer without them.

/// "hotswap.state/1": what an instance has learnt goes over to its successor, which may be of another version of the operator.
struct HotswapState {
  std::size_t size;

  /// Hands the state to `sink`, in as many pieces as one likes, 64 MiB in all at most. Called while `instance` answers requests:
  /// beside compute_score, also for an operator that has HOTSWAP_PER_WORKER, whose save must protect what both touch. A failure
  /// leaves the successor without the state.
  int (*save)(IScoreOperator* instance, HotswapSink sink, void* context, char* error, std::size_t error_size);

  /// Takes over a state that the same or another version saved: `count` bytes at `bytes`, perhaps none; they may be anything. It
  /// replaces what the instance has, and may be called again. With HOTSWAP_PER_WORKER each instance of the new version gets the
  /// state of the old one's first. Not 0: HOTSWAP_STATE_UNUSED, or anything else for HOTSWAP_STATE_REFUSED.
  int (*restore)(IScoreOperator* instance, const void* bytes, std::size_t count, char* error, std::size_t error_size);
};

/// "hotswap.configure/1": parameters that come with a version and not with the library.
struct HotswapConfigure {
  std::size_t size;

  /// Called once at most for each instance, before everything else, and not at all for a version without a configuration. `json`
  /// is a JSON text in UTF-8 of `length` bytes, ended by a zero. Other parameters make another instance. A failure refuses them.
  int (*configure)(IScoreOperator* instance, const char* json, std::size_t length, char* error, std::size_t error_size);
};

}  // extern "C"

#endif  // HOTSWAP_CORE_ABI_OPERATOR_EXTENSIONS_H_
