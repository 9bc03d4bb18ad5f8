#ifndef HOTSWAP_APP_VET_SIDE_EFFECTS_H_
#define HOTSWAP_APP_VET_SIDE_EFFECTS_H_

#include <sys/stat.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>

namespace hotswap::vet {

/// What belongs to the process or to the calling thread, and not to a library in it.
class ProcessState {
 public:
  /// As it is now.
  static ProcessState Take();

  /// Refuses when something that must not change even while the library is in use is not as it was: signal handlers and mask,
  /// floating-point mode, environment, working directory, locale, terminate handler.
  void CheckModes() const;

  /// Refuses when a descriptor is open or closed that was not.
  void CheckDescriptors() const;

 private:
  static constexpr int kDescriptors = 256;

  struct Descriptor {
    bool open = false;
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const Descriptor&) const = default;
  };

  std::array<void (*)(int), 65> handlers_{};
  sigset_t mask_{};
  std::uint32_t vector_mode_ = 0;
  std::uint32_t scalar_mode_ = 0;
  int rounding_ = 0;
  std::uint64_t environment_ = 0;
  std::string directory_;
  std::string locale_;
  std::terminate_handler terminate_ = nullptr;
  std::array<Descriptor, kDescriptors> descriptors_{};
};

/// How often this process has read from a file until now; nothing where the system does not count it.
class ReadCounter {
 public:
  /// Before LimitProcess(), which makes the count unreadable for who has no descriptor of it.
  static void Open();
  static std::optional<std::uint64_t> Reads();
};

/// The threads of this process.
std::size_t ThreadCount();

/// Whether every other thread waits for something, none of them on its way to its end.
bool OthersAreAsleep();

/// Refuses when each of the last `calls` calls left a thread that runs on; `before` is the count of threads before them.
void CheckThreadGrowth(std::size_t before, std::size_t calls);

/// Refuses when after destroy_operator there are more threads than `before`. One that runs may be just ending and is waited for;
/// one that sleeps will not end by itself.
void CheckThreadsLeft(std::size_t before);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_SIDE_EFFECTS_H_
