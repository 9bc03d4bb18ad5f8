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
};

/// The name of a code as reports and logs spell it, such as "not_elf".
std::string_view ErrcName(Errc code);

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
