// How long the static gates take for libraries in memory, and which share of it a megabyte costs.
//
//   static_gates LIBRARY.so…
//
// prints for each library the best of 200 inspections, in processor time of the thread, and the ratio to hashing the same bytes by
// SHA-256, which a store has to do anyway.
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>
#include <span>
#include <string>

#include "core/loading/sha256.h"
#include "core/loading/static_inspection.h"

namespace hotswap {
namespace {

constexpr int kRuns = 200;

double ThreadMicroseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// Microseconds of the quickest of `runs` calls: what disturbs only adds.
template <typename Call>
double BestOf(int runs, const Call& call) {
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < runs; ++i) {
    const double start = ThreadMicroseconds();
    call();
    best = std::min(best, ThreadMicroseconds() - start);
  }
  return best;
}

void Measure(const char* file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  const auto bytes = std::as_bytes(std::span(text));
  const double inspected = BestOf(kRuns, [bytes] { static_cast<void>(InspectLibrary(bytes, {})); });
  const double hashed = BestOf(kRuns / 10, [bytes] {
    Sha256 digest;
    digest.Update(bytes);
    static_cast<void>(digest.HexDigest());
  });
  std::printf("%s: %zu bytes, inspected in %.0f us, ratio to SHA-256 %.3f\n", file, bytes.size(), inspected, inspected / hashed);
}

}  // namespace
}  // namespace hotswap

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: static_gates LIBRARY.so...\n");
    return 2;
  }
  for (const char* file : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) hotswap::Measure(file);
  return 0;
}
