#include "app/vet/extension_checks.h"

#include <dlfcn.h>

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "app/vet/operator_calls.h"
#include "app/vet/report.h"
#include "app/vet/score_comparison.h"
#include "core/loading/extension_table.h"

namespace hotswap::vet {
namespace {

using GetExtension = const void* (*)(const char*);

constexpr std::string_view kAfterState =
    "after it took over the state of another instance: the same requests would get other scores after a swap; let restore bring "
    "back what save wrote, or declare the operator stateful in its note";

/// Where an operator writes why it failed.
struct ErrorText {
  std::array<char, HOTSWAP_ERROR_SIZE> bytes{};

  std::string_view text() const {
    const std::string_view text(bytes.data(), strnlen(bytes.data(), 300));
    return text.empty() ? "it gives no reason" : text;
  }
};

struct Sink {
  std::vector<unsigned char> bytes{};
  bool too_large = false;
};

int TakeState(void* context, const void* bytes, std::size_t count) {
  auto& sink = *static_cast<Sink*>(context);
  sink.too_large = sink.too_large || count > kMaxStateBytes - sink.bytes.size();
  if (sink.too_large) return 1;
  const auto* const begin = static_cast<const unsigned char*>(bytes);
  if (count != 0) sink.bytes.insert(sink.bytes.end(), begin, begin + count);
  return 0;
}

void IgnoreProgress(void*, double) {}

template <typename Table>
std::optional<Table> AskFor(GetExtension get) {
  const void* raw = nullptr;
  Guarded("hotswap_get_extension", [&] { raw = get(ExtensionForm<Table>::kId); });
  if (raw == nullptr) return std::nullopt;
  Table table;
  const std::string wrong = ReadExtensionTable(raw, table);
  if (!wrong.empty()) report::Refuse(Errc::kAbiMismatch, wrong);
  return table;
}

/// A host of another build may ask for what this library cannot know.
void AskForUnknown(GetExtension get) {
  const void* raw = nullptr;
  Guarded("hotswap_get_extension", [&] { raw = get("hotswap.unknown/1"); });
  if (raw == nullptr) return;
  report::Refuse(Errc::kAbiMismatch,
                 "answers hotswap_get_extension by a table for an extension that it cannot know; return null for every id that "
                 "it does not offer");
}

void CheckConfigure(const VettingContext& context, const HotswapConfigure& table) {
  const Instance instance(context.factory);
  ErrorText error;
  constexpr std::string_view kNothing = "{}";
  Guarded("configure (" HOTSWAP_CONFIGURE ")", [&] {
    static_cast<void>(table.configure(instance.get(), kNothing.data(), kNothing.size(), error.bytes.data(), error.bytes.size()));
  });
}

void CheckWarmUp(const VettingContext& context, const HotswapWarmup& table) {
  const Instance instance(context.factory);
  ErrorText error;
  int failed = 0;
  Guarded("warm_up (" HOTSWAP_WARMUP ")", [&] {
    failed = table.warm_up(instance.get(), context.samples.data(), context.SamplesFor(1), &IgnoreProgress, nullptr,
                           error.bytes.data(), error.bytes.size());
  });
  if (failed == 0) return;
  Line line;
  line << "does not warm up (warm_up of " << HOTSWAP_WARMUP << "): ";
  line.Clean(error.text());
  report::Refuse(Errc::kNotReady, line.text());
}

/// Nothing when the operator says that it could not.
std::optional<std::vector<unsigned char>> Save(const HotswapState& table, const Instance& instance) {
  Sink sink;
  ErrorText error;
  int failed = 0;
  Guarded("save (" HOTSWAP_STATE ")",
          [&] { failed = table.save(instance.get(), &TakeState, &sink, error.bytes.data(), error.bytes.size()); });
  if (sink.too_large) {
    Line line;
    line << "has a state of more than " << kMaxStateText << " (save of " << HOTSWAP_STATE
         << "), which no successor would get; let it keep less";
    report::Refuse(Errc::kTooLarge, line.text());
  }
  if (failed == 0) return std::move(sink.bytes);
  return std::nullopt;
}

void CheckState(const VettingContext& context, const HotswapState& table) {
  const std::size_t count = context.SamplesFor(3);
  const Instance before(context.factory);
  for (std::size_t sample = 0; sample < count; ++sample) static_cast<void>(before.Score(context.samples[sample], sample));
  const auto bytes = Save(table, before);
  if (!bytes) return;
  const Instance after(context.factory);
  ErrorText error;
  int failed = 0;
  Guarded("restore (" HOTSWAP_STATE ")",
          [&] { failed = table.restore(after.get(), bytes->data(), bytes->size(), error.bytes.data(), error.bytes.size()); });
  if (failed != 0 || context.stateful) {
    static_cast<void>(after.Score(context.samples.front(), 0));  // It must live on all the same.
    return;
  }
  Compare(context, after, {.count = count}, kAfterState);
}

}  // namespace

void CheckExtensions(const VettingContext& context, void* handle) {
  const auto get = reinterpret_cast<GetExtension>(dlsym(handle, "hotswap_get_extension"));
  if (get == nullptr) return;
  report::Begin(vetting_stage::kExtensions);
  AskForUnknown(get);
  const auto configure = AskFor<HotswapConfigure>(get);
  const auto warmup = AskFor<HotswapWarmup>(get);
  const auto state = AskFor<HotswapState>(get);
  constexpr std::size_t kInstances = 4;
  if (!context.CanCreate(kInstances)) {
    return report::Warn(Errc::kTooSlow,
                        "takes so long to be created and destroyed that its extensions were not tried; make create_operator and "
                        "destroy_operator faster");
  }
  std::string offers;
  if (configure) CheckConfigure(context, *configure);
  if (warmup) CheckWarmUp(context, *warmup);
  if (state) CheckState(context, *state);
  if (configure) offers += " " HOTSWAP_CONFIGURE;
  if (warmup) offers += " " HOTSWAP_WARMUP;
  if (state) offers += " " HOTSWAP_STATE;
  report::Passed(offers.empty() ? "offers no extension that is known here" : "offers and keeps to" + offers);
}

}  // namespace hotswap::vet
