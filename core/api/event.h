#ifndef HOTSWAP_CORE_API_EVENT_H_
#define HOTSWAP_CORE_API_EVENT_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace hotswap {

enum class EventLevel { kInfo, kWarning, kError };

/// Something that happened, told to a person.
struct Event {
  std::uint64_t number = 0;        ///< Grows by one, starting at 1, so that a reader knows what it has seen.
  std::chrono::nanoseconds at{0};  ///< Since the engine started.
  EventLevel level = EventLevel::kInfo;
  std::string slot;           ///< Empty when it is about no slot.
  std::string gate;           ///< "G0" to "G8" when a gate speaks, else empty.
  std::uint32_t version = 0;  ///< 0 when it is about no version.
  std::string path;           ///< The file that it is about, as the text spells it; else empty.
  std::string text;           ///< One sentence: object, cause, next step.
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_API_EVENT_H_
