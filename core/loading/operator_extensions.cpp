#include "core/loading/operator_extensions.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "core/loading/extension_table.h"
#include "core/loading/thrown.h"

namespace hotswap {
namespace {

/// Of what an operator says: a line of a terminal or two.
constexpr std::size_t kMaxErrorBytes = 300;
static_assert(kMaxErrorBytes < HOTSWAP_ERROR_SIZE);

/// Where an operator writes why it failed.
class ErrorText {
 public:
  char* data() { return bytes_.data(); }
  std::size_t size() const { return bytes_.size(); }

  std::string Shown() {
    bytes_.back() = '\0';
    return bytes_.front() == '\0' ? "it gives no reason" : DisplayName(bytes_.data(), kMaxErrorBytes);
  }

 private:
  std::array<char, HOTSWAP_ERROR_SIZE> bytes_{};
};

Error ThrewOut(const char* function, const char* id, const std::string& what) {
  return {Errc::kThrew, std::string("throws out of ") + function + " (" + id + "): " + what +
                            "; nothing may be thrown there: catch it, and return a failure with a text"};
}

template <typename Table>
Status Read(GetExtension get, std::optional<Table>& extension) {
  const char* const id = ExtensionForm<Table>::kId;
  const void* raw = nullptr;
  if (const auto thrown = Thrown(kMaxErrorBytes, [&] { raw = get(id); })) return ThrewOut("hotswap_get_extension", id, *thrown);
  if (raw == nullptr) return {};
  std::string wrong = ReadExtensionTable(raw, extension.emplace());
  if (!wrong.empty()) return Error{Errc::kAbiMismatch, std::move(wrong)};
  return {};
}

void FollowProgress(void* context, double fraction) {
  auto& follows = *static_cast<std::atomic<double>*>(context);
  if (fraction > follows.load(std::memory_order_relaxed)) follows.store(std::min(fraction, 1.0), std::memory_order_relaxed);
}

struct Sink {
  StateBytes& bytes;
  std::atomic<std::uint64_t>& saved;
  bool too_large = false;
  bool no_memory = false;

  int Take(const unsigned char* more, std::size_t count) {
    too_large = too_large || count > kMaxStateBytes - bytes.size();
    if (too_large || no_memory) return 1;
    try {
      bytes.insert(bytes.end(), more, more + count);
    } catch (const std::bad_alloc&) {
      no_memory = true;
      return 1;
    }
    saved.store(bytes.size(), std::memory_order_relaxed);
    return 0;
  }
};

int TakeState(void* context, const void* bytes, std::size_t count) {
  return count == 0 ? 0 : static_cast<Sink*>(context)->Take(static_cast<const unsigned char*>(bytes), count);
}

}  // namespace

Result<OperatorExtensions> ReadExtensions(GetExtension get) {
  OperatorExtensions extensions;
  if (get == nullptr) return extensions;
  Status read = Read(get, extensions.warmup);
  if (read.ok()) read = Read(get, extensions.state);
  if (read.ok()) read = Read(get, extensions.configure);
  if (!read.ok()) return std::move(read).error();
  return extensions;
}

Status ConfigureInstance(const HotswapConfigure& table, IScoreOperator& op, const std::string& json) {
  ErrorText error;
  int failed = 0;
  const auto thrown =
      Thrown(kMaxErrorBytes, [&] { failed = table.configure(&op, json.c_str(), json.size(), error.data(), error.size()); });
  if (thrown) return ThrewOut("configure", HOTSWAP_CONFIGURE, *thrown);
  if (failed == 0) return {};
  return Error{Errc::kNotReady, "does not take its configuration (configure of " HOTSWAP_CONFIGURE "): " + error.Shown()};
}

Status WarmUpInstance(const HotswapWarmup& table, IScoreOperator& op, std::span<const Feature> samples,
                      std::atomic<double>& fraction) {
  ErrorText error;
  int failed = 0;
  const auto thrown = Thrown(kMaxErrorBytes, [&] {
    failed = table.warm_up(&op, samples.data(), samples.size(), &FollowProgress, &fraction, error.data(), error.size());
  });
  if (thrown) return ThrewOut("warm_up", HOTSWAP_WARMUP, *thrown);
  if (failed == 0) return {};
  return Error{Errc::kNotReady, "does not warm up (warm_up of " HOTSWAP_WARMUP "): " + error.Shown()};
}

Status SaveState(const HotswapState& table, IScoreOperator& op, StateBytes& bytes, std::atomic<std::uint64_t>& saved) {
  ErrorText error;
  Sink sink{bytes, saved};
  int failed = 0;
  const auto thrown = Thrown(kMaxErrorBytes, [&] { failed = table.save(&op, &TakeState, &sink, error.data(), error.size()); });
  if (sink.too_large) {
    return Error{Errc::kTooLarge, std::string("has a state of more than ") + kMaxStateText + " (save of " HOTSWAP_STATE ")"};
  }
  if (thrown) return ThrewOut("save", HOTSWAP_STATE, *thrown);
  if (sink.no_memory) return Error{Errc::kNotReady, "has a state for which there is no memory left (save of " HOTSWAP_STATE ")"};
  if (failed == 0) return {};
  return Error{Errc::kNotReady, "does not hand over its state (save of " HOTSWAP_STATE "): " + error.Shown()};
}

Status RestoreState(const HotswapState& table, IScoreOperator& op, const StateBytes& bytes, std::string& unused) {
  ErrorText error;
  int failed = 0;
  const auto thrown =
      Thrown(kMaxErrorBytes, [&] { failed = table.restore(&op, bytes.data(), bytes.size(), error.data(), error.size()); });
  if (thrown) return ThrewOut("restore", HOTSWAP_STATE, *thrown);
  if (failed == 0) return {};
  const std::string why = error.Shown();
  if (failed == HOTSWAP_STATE_UNUSED) {
    unused = why;
    return {};
  }
  return Error{Errc::kNotReady, "does not answer without the state of the version before (restore of " HOTSWAP_STATE "): " + why};
}

}  // namespace hotswap
