#ifndef HOTSWAP_APP_VET_SIDE_EFFECTS_H_
#define HOTSWAP_APP_VET_SIDE_EFFECTS_H_

#include <sys/stat.h>
#include <sys/types.h>

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

/// Which threads there are. One that was joined is none of them: the system sets its flag of ending before the join returns.
class ThreadList {
 public:
  /// As it is now.
  static ThreadList Take();

  /// How many of these were not in `earlier`, are still there and not on their way to their end.
  std::size_t RunOnSince(const ThreadList& earlier) const;

 private:
  static constexpr std::size_t kMost = 256;  // Of more, the rest is not watched.

  bool Has(pid_t thread) const;

  std::array<pid_t, kMost> threads_{};
  std::size_t count_ = 0;
};

/// Refuses when each of the last `calls` calls left a thread that runs on; `before` is the count of threads before them.
void CheckThreadGrowth(std::size_t before, std::size_t calls);

/// To be called directly after destroy_operator of an instance that is not the last: refuses at the third one that leaves a
/// thread behind which runs on and was not in `before`, taken before it was created. One could be what all instances share.
void CheckInstanceThreads(const ThreadList& before);

/// To be called directly after destroy_operator of the last instance: refuses when a thread runs on that was not in `before`.
void CheckThreadsLeft(const ThreadList& before);

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_SIDE_EFFECTS_H_
