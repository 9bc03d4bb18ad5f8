#include "app/vet/operator_calls.h"

#include <cxxabi.h>
#include <link.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <exception>
#include <span>
#include <utility>

#include "app/vet/heap_fence.h"
#include "app/vet/limits.h"
#include "app/vet/probed_call.h"
#include "app/vet/processor_time.h"
#include "app/vet/report.h"

namespace hotswap::vet {
namespace {

/// In the table of virtual functions: two destructors, compute_score, name.
/// Source: Itanium C++ ABI, 2.5.2, https://itanium-cxx-abi.github.io/cxx-abi/abi.html
constexpr std::size_t kSlots = 4;
constexpr std::size_t kScoreSlot = 2;
constexpr std::size_t kNameSlot = 3;

constexpr std::size_t kLongestName = 4096;
constexpr std::size_t kPoisonBytes = 64 << 10;
constexpr std::size_t kMebibyte = std::size_t{1} << 20;

const void* poison = nullptr;
std::atomic<bool> reading_name{false};
int living = 0;  // Instances.
std::int64_t shortest_create_ns = 0;
std::int64_t shortest_destroy_ns = 0;

void Shorten(std::int64_t& shortest, std::int64_t took) { shortest = shortest == 0 ? took : std::min(shortest, took); }

/// What is being done in between, so that a fault is told for it and not for the check that needs it.
class StageScope {
 public:
  explicit StageScope(const VettingStage& stage) : before_(report::CurrentStage()) {
    if (&before_ != &stage) report::Begin(stage);
  }
  ~StageScope() {
    if (&before_ != &report::CurrentStage()) report::Begin(before_);
  }
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;

 private:
  const VettingStage& before_;
};

[[noreturn]] void RefuseThrow(std::string_view where, std::string_view what) {
  const bool unmade = where == "create_operator" || where == "name()";
  const char* consequence = "; each such call would be an error; catch it in the operator";
  if (unmade) consequence = "; there would be no instance to answer requests; make what it needs available, or do without";
  if (&report::CurrentStage() == &vetting_stage::kLoad) consequence = "; it cannot be loaded; catch it in the constructor";
  Line line;
  if (unmade && WasShort()) {
    line << "throws out of " << where << ": ";
    line.Clean(what.substr(0, 300))
        << "; it asked for more memory than the " << MostMemory() / kMebibyte
        << " MiB that it may have for itself while it is vetted (three quarters of this machine's); let "
           "it need less, or map a large file to be read, which does not count";
    report::Refuse(Errc::kCreateFailed, line.text());
  }
  line << "throws out of " << where << ": ";
  line.Clean(what.substr(0, 300)) << consequence;
  report::Refuse(unmade ? Errc::kCreateFailed : Errc::kThrew, line.text());
}

/// Whether all of [address, address + bytes) lies in one segment of a loaded library that has these rights (PF_…).
bool IsLoaded(const void* address, std::size_t bytes, ElfW(Word) rights) {
  struct Search {
    ElfW(Addr) first;
    ElfW(Addr) last;
    ElfW(Word) rights;
  } search{reinterpret_cast<ElfW(Addr)>(address), reinterpret_cast<ElfW(Addr)>(address) + bytes, rights};
  const auto look = [](dl_phdr_info* info, std::size_t, void* data) {
    const auto& wanted = *static_cast<const Search*>(data);
    for (const ElfW(Phdr) & segment : std::span(info->dlpi_phdr, info->dlpi_phnum)) {
      const ElfW(Addr) start = info->dlpi_addr + segment.p_vaddr;
      const bool inside = wanted.first >= start && wanted.last <= start + segment.p_memsz && wanted.first < wanted.last;
      if (segment.p_type == PT_LOAD && inside && (segment.p_flags & wanted.rights) == wanted.rights) return 1;
    }
    return 0;
  };
  return dl_iterate_phdr(look, &search) == 1;
}

void* const* TableOf(const void* instance) {
  void* table = nullptr;
  std::memcpy(&table, instance, sizeof table);
  return static_cast<void* const*>(table);
}

}  // namespace

void GuardedCall(std::string_view where, void (*call)(const void*), const void* data) {
  try {
    call(data);
  } catch (const abi::__forced_unwind&) {
    Line line;
    line << "ends its thread in " << where
         << " (pthread_exit); in this process the thread that answers requests would be gone; return instead";
    report::Refuse(Errc::kExited, line.text());
  } catch (const std::exception& exception) {
    const char* text = exception.what();  // The library's own code: null, or without an end.
    RefuseThrow(where, text == nullptr ? "a std::exception without a text" : std::string_view(text, strnlen(text, 300)));
  } catch (...) {
    RefuseThrow(where, "something that is no std::exception");
  }
}

Instance::Instance(const Factory& factory) : factory_(factory), threads_(ThreadList::Take()), instance_(nullptr) {
  ++living;
  const StageScope scope(vetting_stage::kCreate);
  const std::int64_t start = WallTimeNs();
  Guarded("create_operator", [this] { instance_ = factory_.create(); });
  Shorten(shortest_create_ns, WallTimeNs() - start);
  if (instance_ == nullptr) {
    report::Refuse(
        Errc::kCreateFailed,
        "returns null from create_operator, so that there is nothing to answer requests; return a new instance, or throw "
        "an exception that tells why there is none");
  }
}

Instance::Instance(Instance&& other) noexcept
    : factory_(other.factory_), threads_(other.threads_), instance_(std::exchange(other.instance_, nullptr)) {}

Instance::~Instance() {
  if (instance_ == nullptr) return;
  const StageScope scope(vetting_stage::kDestroy);
  const std::int64_t start = WallTimeNs();
  Guarded("destroy_operator", [this] { factory_.destroy(instance_); });
  Shorten(shortest_destroy_ns, WallTimeNs() - start);
  if (--living > 0) CheckInstanceThreads(threads_);
}

double Instance::Score(const Feature& feature, std::size_t sample) const {
  double score = 0.0;
  const auto function = reinterpret_cast<ScoreFunction>(TableOf(instance_)[kScoreSlot]);
  Guarded("compute_score", [&] { score = ProbedCall(function, instance_, feature); });
  if (std::isfinite(score)) return score;
  Line line;
  line << "answers request " << sample << " by " << (std::isnan(score) ? "NaN" : "infinity")
       << ", which is no score; check its divisions, logarithms and model data";
  report::Refuse(Errc::kNonfinite, line.text());
}

std::int64_t ShortestCreateNs() { return shortest_create_ns; }

std::int64_t ShortestDestroyNs() { return shortest_destroy_ns; }

void CheckObject(IScoreOperator* instance) {
  const auto refuse = [](std::string_view what) {
    Line line;
    line << "returns from create_operator no IScoreOperator: " << what
         << ", so that the first call would crash; return an object of a class that derives from IScoreOperator";
    report::Refuse(Errc::kBadObject, line.text());
  };
  if (reinterpret_cast<std::size_t>(instance) % alignof(IScoreOperator) != 0) refuse("its address is odd");
  void* const* table = TableOf(instance);
  if (!IsLoaded(table, kSlots * sizeof(void*), PF_R)) refuse("it has no table of virtual functions");
  for (void* function : std::span(table, kSlots)) {
    if (!IsLoaded(function, 1, PF_X)) refuse("its table of virtual functions holds something that is no function");
  }
}

void CheckName(IScoreOperator* instance) {
  void* forbidden = mmap(nullptr, kPoisonBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (forbidden != MAP_FAILED) poison = forbidden;
  // compute_score of a class with one virtual function more stands where name stands here, and reads its argument.
  using Name = const char* (*)(const IScoreOperator*, const void*);
  const auto name_of = reinterpret_cast<Name>(TableOf(instance)[kNameSlot]);
  const char* name = nullptr;
  Guarded("name()", [&] { name = name_of(instance, static_cast<const char*>(poison) + kPoisonBytes / 2); });
  if (name == nullptr) {
    report::Refuse(Errc::kCreateFailed,
                   "returns null from name(), where tables and charts need a text; return at least an empty one");
  }
  reading_name.store(true);
  const std::size_t length = strnlen(name, kLongestName);
  reading_name.store(false);
  if (length == kLongestName) {
    report::Refuse(Errc::kBadObject, "returns from name() a text without an end in its first 4,096 bytes; end it by a zero");
  }
}

bool IsPoison(const void* address) {
  const auto* at = static_cast<const char*>(address);
  const auto* first = static_cast<const char*>(poison);
  return first != nullptr && at >= first && at < first + kPoisonBytes;
}

bool IsReadingName() { return reading_name.load(); }

}  // namespace hotswap::vet
