// Vets good operators again and again, on an idle machine for the times and with all processors busy for false refusals.
//
//   vetting_campaign HELPER VETTINGS IDLE OPERATOR.so…
//
// runs IDLE vettings for the times, then VETTINGS with two threads per processor that never rest. Exit status 0: nothing was
// refused.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/loading/vetting_client.h"
#include "tests/core/loading/vetting_bench.h"

namespace hotswap {
namespace {

/// Keeps every processor busy twice over.
class Burners {
 public:
  Burners() {
    const unsigned count = 2 * std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < count; ++i) {
      threads_.emplace_back([this] {
        while (!stop_.load(std::memory_order_relaxed)) {
        }
      });
    }
  }
  ~Burners() {
    stop_.store(true);
    for (std::thread& thread : threads_) thread.join();
  }
  Burners(const Burners&) = delete;
  Burners& operator=(const Burners&) = delete;
  std::size_t count() const { return threads_.size(); }

 private:
  std::atomic<bool> stop_{false};
  std::vector<std::thread> threads_;
};

struct Outcome {
  std::size_t refused = 0;
  std::vector<double> times_ms;
};

Outcome VetInTurn(VettingClient& vetter, std::span<const VettingRequest> requests, std::size_t vettings) {
  Outcome outcome;
  for (std::size_t i = 0; i < vettings; ++i) {
    const VettingRequest& request = requests[i % requests.size()];
    const VettingResult result = vetter.Vet(request, {});
    outcome.times_ms.push_back(std::chrono::duration<double, std::milli>(result.took).count());
    for (const Finding& finding : result.findings) {
      if (finding.level != FindingLevel::kRefusal) continue;
      ++outcome.refused;
      std::printf("refused: %s: %s (%s: %s)\n", request.library.c_str(), finding.text.c_str(), finding.check.c_str(),
                  finding.code.c_str());
    }
  }
  return outcome;
}

void Print(const char* name, Outcome outcome) {
  std::vector<double>& times = outcome.times_ms;
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  std::printf("%s: %zu vettings, %zu refused; p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n", name, times.size(), outcome.refused,
              times[times.size() / 2], times[times.size() * 99 / 100], times.back());
}

int Run(std::span<char*> arguments) {
  VettingSettings settings;
  settings.helper = arguments[1];
  VettingClient vetter(std::move(settings));
  std::vector<VettingRequest> requests;
  for (const char* library : arguments.subspan(4)) requests.push_back(testing::RequestFor(library));
  const Outcome idle = VetInTurn(vetter, requests, std::strtoul(arguments[3], nullptr, 10));
  Print("as the machine is", idle);
  std::size_t refused = idle.refused;
  {
    const Burners burners;
    const Outcome busy = VetInTurn(vetter, requests, std::strtoul(arguments[2], nullptr, 10));
    const std::string name = "beside " + std::to_string(burners.count()) + " busy threads";
    Print(name.c_str(), busy);
    refused += busy.refused;
  }
  return refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace hotswap

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // A long form is watched through a file.
  if (argc < 5) {
    std::fprintf(stderr, "usage: vetting_campaign HELPER VETTINGS IDLE OPERATOR.so...\n");
    return 2;
  }
  return hotswap::Run(std::span(argv, static_cast<std::size_t>(argc)));
}
