#ifndef HOTSWAP_CORE_BASE_RESULT_H_
#define HOTSWAP_CORE_BASE_RESULT_H_

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace hotswap {

/// What a caller branches on. Closed: a new kind of failure gets a new entry here.
enum class Errc {
  kNotFound,          ///< The named file, version or slot does not exist.
  kNotRegularFile,    ///< A directory, FIFO, device or socket where a file is needed.
  kPermissionDenied,  ///< The system refused access.
  kTooLarge,          ///< Over a size cap.
  kChangedWhileRead,  ///< The file changed under the reader.
  kIo,                ///< Any other input or output failure.
  kNotElf,            ///< Not an ELF file, or a damaged one.
  kWrongElfClass,     ///< ELF, but not 64 bit, not little endian, or not a shared object.
  kWrongMachine,      ///< ELF for another processor.
  kMissingSymbol,     ///< A required export is absent or is not a function.
  kLoadFailed,        ///< The dynamic loader refused.
  kStale,             ///< The loader would answer with other bytes than those that were judged.
  kCreateFailed,      ///< create_operator returned null or threw.
  kInvalidArgument,   ///< A value outside its range, or a command that makes no sense now.
  kParse,             ///< Text that does not follow its format; the error text has line and column.
  kUnavailable,       ///< Something needed is not there now (no earlier version, no data).
  kDamaged,           ///< A file of this program's own has other content than it wrote.
  kTooNew,            ///< A file of this program's own was written by a later version of it.
  // Said of an operator by the gates.
  kDigestMismatch,    ///< A sealed library's bytes are not those that were sealed.
  kBadNote,           ///< The ABI note is damaged or stands where no note is.
  kAbiMismatch,       ///< Built for another interface than the host's.
  kUnverified,        ///< No ABI note or no seal, and the policy asks for one.
  kPolicy,            ///< Loadable, but the policy forbids what it does (stays mapped, executable stack, …).
  kMissingLibrary,    ///< A library that it needs is not found, or another one has its name.
  kUndefinedSymbol,   ///< A symbol or symbol version that nothing defines.
  kCrashed,           ///< A fatal signal in the operator's code.
  kTimedOut,          ///< A call did not come back in time.
  kExited,            ///< Ended the process or the thread, or went without a verdict.
  kThrew,             ///< An exception out of the operator.
  kBadObject,         ///< create_operator returned no IScoreOperator.
  kNonfinite,         ///< A score is NaN or infinite.
  kNondeterministic,  ///< The same request got another score.
  kInputChanged,      ///< compute_score wrote to its input.
  kMemoryError,       ///< Read or wrote outside its memory, or freed what is not its own.
  kLeak,              ///< Memory grows with each call or instance.
  kTooSlow,           ///< Over the latency budget.
  kForbiddenCall,     ///< A system call that no operator needs (files, sockets, processes).
  kSideEffect,        ///< Changed signal handlers, descriptors or modes of the process.
  kThreadLeft,        ///< A thread of it runs on.
  kNotUnloaded,       ///< Stays mapped after dlclose.
  kParity,            ///< Scores in this process differ from those of the vetting.
  kNotReady,          ///< It says itself that its configuration, warm-up or state failed.
  kQuarantined,       ///< A process ended while these bytes were on trial, and nobody has released them since.
};

/// The name of a code as reports and logs spell it, such as "not_elf".
std::string_view ErrcName(Errc code);

/// The code that ErrcName() spells so; kUnavailable for a name that it never gives.
Errc ErrcOf(std::string_view name);

/// A failure that can be acted on.
struct Error {
  Errc code;         ///< What a caller branches on.
  std::string text;  ///< What a person reads: names the object, the cause and, where there is one, the next step.

  /// Prefixes the step that was under way, so that a chain reads outermost first.
  Error During(std::string_view step) && {
    text = std::string(step) + ": " + text;
    return std::move(*this);
  }
};

/// The Error for a failed system call on `object`, with the code that fits `error_number` (an errno value).
Error SystemError(std::string_view object, int error_number);

/// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// The value; only when ok().
  T& value() & { return std::get<0>(Checked(0)); }
  const T& value() const& { return std::get<0>(const_cast<Result*>(this)->Checked(0)); }
  T&& value() && { return std::get<0>(std::move(Checked(0))); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// The failure; only when !ok().
  const Error& error() const& { return std::get<1>(const_cast<Result*>(this)->Checked(1)); }
  Error&& error() && { return std::get<1>(std::move(Checked(1))); }

 private:
  std::variant<T, Error>& Checked([[maybe_unused]] std::size_t index) {
    assert(state_.index() == index);
    return state_;
  }

  std::variant<T, Error> state_;
};

/// Success, or the reason why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const& { return *error_; }
  Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace hotswap

#endif  // HOTSWAP_CORE_BASE_RESULT_H_
