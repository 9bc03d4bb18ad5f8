#ifndef HOTSWAP_APP_VET_OPERATOR_CALLS_H_
#define HOTSWAP_APP_VET_OPERATOR_CALLS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/vet/side_effects.h"
#include "core/abi/operator_interface.h"

namespace hotswap::vet {

/// Runs code of the library. An exception out of it, or the end of its thread, refuses; `where` names the function for people.
/// Failure  Does not return when the code fails.
template <typename Call>
void Guarded(std::string_view where, const Call& call) {
  GuardedCall(
      where, [](const void* data) { (*static_cast<const Call*>(data))(); }, &call);
}

/// Guarded() without its type.
void GuardedCall(std::string_view where, void (*call)(const void*), const void* data);

/// The two functions that a library exports.
struct Factory {
  IScoreOperator* (*create)() = nullptr;
  void (*destroy)(IScoreOperator*) = nullptr;
};

/// One instance, destroyed by the library that made it.
///
/// Failure  What the library does wrong refuses it: see Guarded().
class Instance {
 public:
  explicit Instance(const Factory& factory);
  Instance(Instance&& other) noexcept;
  Instance& operator=(Instance&&) = delete;
  ~Instance();

  /// The score of one request, which is finite; `sample` is its number for people, from 0.
  double Score(const Feature& feature, std::size_t sample) const;

  IScoreOperator* get() const { return instance_; }

 private:
  Factory factory_;
  ThreadList threads_;  ///< Before it was created.
  IScoreOperator* instance_;
};

/// The shortest wall time that create_operator and destroy_operator took until now, 0 before they ran: what is slow by nature always
/// is, what a busy machine slows down is not.
std::int64_t ShortestCreateNs();
std::int64_t ShortestDestroyNs();

/// Refuses an object whose table of virtual functions is not code of a loaded library.
void CheckObject(IScoreOperator* instance);

/// Asks for the name as a caller with a wrong idea of the interface would: with an argument more, which must not be read.
void CheckName(IScoreOperator* instance);

/// Whether `address` is that of the argument more.
bool IsPoison(const void* address);
/// Whether the text that name() returned is being read.
bool IsReadingName();

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_OPERATOR_CALLS_H_
