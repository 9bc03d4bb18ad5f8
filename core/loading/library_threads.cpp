#include "core/loading/library_threads.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <thread>

#include "core/base/clock.h"
#include "core/base/file_descriptor.h"
#include "core/base/named_thread.h"
#include "core/base/thread_probe.h"
#include "core/loading/display_name.h"

namespace hotswap {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPatience{100};
constexpr std::chrono::milliseconds kLookPeriod{1};
/// Of a stack: no more than threads get, unless they ask.
constexpr std::uint64_t kMostStackBytes = 8 << 20;
/// Of the words on a stack: each costs a system call.
constexpr std::size_t kMostFollowed = 1 << 16;

std::uint64_t TicksSinceBoot() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  const auto per_second = static_cast<std::uint64_t>(sysconf(_SC_CLK_TCK));
  return static_cast<std::uint64_t>(now.tv_sec) * per_second +
         static_cast<std::uint64_t>(now.tv_nsec) * per_second / 1'000'000'000;
}

std::string FirstLine(const std::string& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

/// When a thread began, in ticks since boot; nothing of one that is gone or ends, which runs no code of a library any more.
std::optional<std::uint64_t> BeginOf(const std::string& task) {
  const std::string line = FirstLine(task + "/stat");
  const std::size_t name_end = line.rfind(')');  // The name may hold anything.
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream fields(line.substr(name_end + 1));
  constexpr unsigned long kEnding = 0x4;  // PF_EXITING
  constexpr int kBeforeFlags = 6;         // Of the fields behind the name.
  constexpr int kBetween = 12;
  std::string skipped;
  for (int i = 0; i < kBeforeFlags; ++i) fields >> skipped;
  unsigned long flags = 0;
  fields >> flags;
  if ((flags & kEnding) != 0) return std::nullopt;
  for (int i = 0; i < kBetween; ++i) fields >> skipped;
  std::uint64_t ticks = 0;
  return fields >> ticks ? std::optional(ticks) : std::nullopt;
}

/// The end of the mapping that has `address`, or 0.
std::uint64_t MappingEnd(std::uint64_t address) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    if (std::sscanf(line.c_str(), "%" SCNx64 "-%" SCNx64, &first, &last) != 2) continue;
    if (address >= first && address < last) return last;
  }
  return 0;
}

/// The word at `address`, where something is; 0 where there is nothing, and for what can be no address of an object.
std::uint64_t WordAt(const FileDescriptor& memory, std::uint64_t address) {
  constexpr std::uint64_t kFirstPages = 1 << 16;
  std::uint64_t word = 0;
  if (address < kFirstPages || address % sizeof word != 0) return 0;
  const auto at = static_cast<off_t>(address);
  return at > 0 && pread(memory.get(), &word, sizeof word, at) == static_cast<ssize_t>(sizeof word) ? word : 0;
}

/// When the first library of all was opened: what a later one needs may be as old, and so may be the threads that it started.
std::uint64_t FirstOpening() {
  static const std::uint64_t ticks = TicksSinceBoot() - 1;
  return ticks;
}

}  // namespace

LibraryThreads LibraryThreads::BeforeOpening() {
  LibraryThreads threads;
  threads.code_ = LibraryCode::BeforeOpening();
  FirstOpening();
  threads.opened_ticks_ = TicksSinceBoot() - 1;
  return threads;
}

std::string LibraryThreads::FindOne() const {
  bool older = false;
  const CodeRanges code = code_.Leaving(older);
  const std::uint64_t since = older ? FirstOpening() : opened_ticks_;
  // A thread that was joined is listed until the system has taken it apart.
  const TimePoint until = SteadyClock().Now() + kPatience;
  for (;;) {
    std::string found = Look(code, since);
    if (found.empty() || SteadyClock().Now() >= until) return found;
    std::this_thread::sleep_for(kLookPeriod);
  }
}

std::string LibraryThreads::Look(const CodeRanges& code, std::uint64_t since_ticks) {
  std::error_code error;
  for (fs::directory_iterator task("/proc/self/task", error); !error && task != fs::directory_iterator(); task.increment(error)) {
    const std::string number = task->path().filename().string();
    pid_t id = 0;
    std::from_chars(number.data(), number.data() + number.size(), id);
    if (id == getpid() || id == gettid() || NamedThread::IsOne(id)) continue;
    const auto begin = BeginOf(task->path().string());
    if (!begin || *begin < since_ticks) continue;
    const Place place = PlaceOf(task->path().string(), code);
    if (place == Place::kElsewhere || (place == Place::kUnknown && !code.starts_threads())) continue;
    const std::string name = NameOfThread(id);
    // A thread takes on the name of the one that starts it, here one of the program's.
    const std::string named = name.starts_with("hs-") ? "" : ", " + DisplayName(name.c_str(), name.size());
    const std::string who = "a thread (" + number + named + ")";
    return who + (place == Place::kInside ? " that it started runs on" : " that never rests may run its code");
  }
  return {};
}

LibraryThreads::Place LibraryThreads::PlaceOf(const std::string& task, const CodeRanges& ranges) {
  // "running", or the system call and its arguments, and at last the stack pointer and the program counter.
  std::istringstream words(FirstLine(task + "/syscall"));
  std::string stack_pointer;
  std::string program_counter;
  for (std::string word; words >> word;) {
    stack_pointer = program_counter;
    program_counter = word;
  }
  std::uint64_t stack = 0;
  std::uint64_t code = 0;
  if (std::sscanf(stack_pointer.c_str(), "%" SCNx64, &stack) != 1) return Place::kUnknown;
  if (std::sscanf(program_counter.c_str(), "%" SCNx64, &code) != 1) return Place::kUnknown;
  return ranges.Contains(code) || StackLeadsInside(stack, ranges) ? Place::kInside : Place::kElsewhere;
}

bool LibraryThreads::StackLeadsInside(std::uint64_t stack_pointer, const CodeRanges& code) {
  constexpr std::uint64_t kWord = sizeof(std::uint64_t);
  // Through a descriptor: the stack may go away meanwhile.
  const FileDescriptor memory(open("/proc/self/mem", O_RDONLY | O_CLOEXEC));
  const std::uint64_t end = std::min(MappingEnd(stack_pointer), stack_pointer + kMostStackBytes);
  std::array<std::uint64_t, 8192> words;
  std::size_t followed = 0;
  // A function that ends with a call leaves no address of itself: libstdc++ then destroys what std::thread was given, by its
  // virtual destructor, which is the library's. glibc keeps the address of that object on the stack of the thread.
  const auto leads_inside = [&](std::uint64_t word) {
    return code.Contains(word) || (followed++ < kMostFollowed && code.Owns(WordAt(memory, word)));
  };
  for (std::uint64_t at = stack_pointer & ~(kWord - 1); at < end;) {
    const std::uint64_t wanted = std::min<std::uint64_t>(sizeof words, end - at);
    const ssize_t bytes = pread(memory.get(), words.data(), wanted, static_cast<off_t>(at));
    if (bytes < static_cast<ssize_t>(kWord)) return false;
    const auto count = static_cast<std::size_t>(bytes) / kWord;
    if (std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count), leads_inside)) return true;
    at += count * kWord;
  }
  return false;
}

}  // namespace hotswap
