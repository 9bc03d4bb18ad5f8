#include "core/loading/library_calls.h"

#include <algorithm>
#include <utility>

#include "core/base/duration.h"
#include "core/loading/left_for_ever.h"

// Measured with glibc 2.36 while a static constructor does not return (it runs under the dynamic loader's lock, as destructors
// do): dlopen, dlclose, dlsym, dladdr, exit() and the first use of a thread_local with a destructor in a thread wait for ever,
// also in libraries that do not know of this one. dl_iterate_phdr, exceptions, other thread-local storage, new threads, fork and
// posix_spawn work. So live versions answer, versions that are mapped can be made anew, libraries can be vetted; nothing can be
// loaded or unloaded.
namespace hotswap {
namespace {

std::string Waited(const LibraryCall& call) { return FormatDuration(SteadyClock().Now() - call.since); }

}  // namespace

const char* LibraryStepName(LibraryStep step) {
  switch (step) {
    case LibraryStep::kConstructors: return "its static constructors (dlopen)";
    case LibraryStep::kExtensions: return "hotswap_get_extension";
    case LibraryStep::kCreate: return "create_operator";
    case LibraryStep::kName: return "name()";
    case LibraryStep::kScores: return "compute_score";
    case LibraryStep::kConfigure: return "configure (hotswap.configure/1)";
    case LibraryStep::kWarmUp: return "warm_up (hotswap.warmup/1)";
    case LibraryStep::kSaveState: return "save (hotswap.state/1)";
    case LibraryStep::kRestoreState: return "restore (hotswap.state/1)";
    case LibraryStep::kDestroy: return "destroy_operator";
    case LibraryStep::kDestructors: return "its static destructors (dlclose)";
  }
  return "";
}

std::optional<Status> LibraryCalls::Run(std::shared_ptr<LibraryCall> call, std::function<Status()> pass,
                                        std::chrono::nanoseconds longest, const GoOn& go_on, const Progress& progress) {
  std::erase_if(calls_, [](const Entry& entry) { return entry.given_up && entry.call->over; });
  calls_.push_back({call});
  const auto all = std::make_shared<std::function<Status()>>(std::move(pass));
  auto result = thread_.Run(
      [all, call] {
        Status status = (*all)();
        call->over = true;
        return status;
      },
      longest, go_on, progress);
  const auto own = std::ranges::find(calls_, call, &Entry::call);
  if (result) {
    calls_.erase(own);
  } else {
    own->given_up = true;
    LeaveForEver(all);
  }
  return result;
}

std::shared_ptr<const LibraryCall> LibraryCalls::LoaderHolder() const {
  const auto holds = [](const Entry& entry) { return !entry.call->over && entry.call->HoldsTheLoader(); };
  // Each is looked for once: a call may come back between two looks.
  const auto stuck = std::ranges::find_if(calls_, [&](const Entry& entry) { return entry.Stuck() && holds(entry); });
  const auto first = std::ranges::find_if(calls_.begin(), stuck, holds);
  return stuck == calls_.end() ? nullptr : first->call;
}

std::shared_ptr<const LibraryCall> LibraryCalls::StuckIn(const std::string& sha256) const {
  const auto found =
      std::ranges::find_if(calls_, [&](const Entry& entry) { return entry.Stuck() && entry.call->sha256 == sha256; });
  return found == calls_.end() ? nullptr : found->call;
}

std::vector<std::string> LibraryCalls::Stuck() const {
  const auto holder = LoaderHolder();
  std::vector<std::string> stuck;
  for (const Entry& entry : calls_) {
    const LibraryCall& call = *entry.call;
    const bool only_waits = holder != nullptr && entry.call != holder && call.HoldsTheLoader();
    if (!entry.Stuck() || only_waits) continue;
    stuck.push_back(call.file.string() + " has not come back from " + LibraryStepName(call.step) + " for " + Waited(call));
  }
  return stuck;
}

std::string WhyGivenUp(const LibraryCall& call) {
  const std::string what =
      std::string("does not come back from ") + LibraryStepName(call.step) + " in this process (waited " + Waited(call) + "); ";
  const std::string cause = "look for what differs from its vetting, such as environment variables or the number of calls";
  if (!call.HoldsTheLoader()) return what + "its thread cannot be ended and is left alone; " + cause;
  return what +
         "until it does no library can be loaded or unloaded, because the dynamic loader waits for it, but what is loaded goes " +
         "on answering; restart the program without it, and " + cause;
}

std::string HoldsTheLoaderText(const LibraryCall& holder) {
  return holder.file.string() + " has not come back from " + LibraryStepName(holder.step) + " for " + Waited(holder) +
         ", and the dynamic loader waits for it, so that no library can be loaded or unloaded; restart the program without it";
}

}  // namespace hotswap
