#ifndef HOTSWAP_TESTS_CORE_LOADING_VETTING_BENCH_H_
#define HOTSWAP_TESTS_CORE_LOADING_VETTING_BENCH_H_

#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include "core/loading/sha256.h"
#include "core/loading/vetting_client.h"
#include "tests/core/loading/scratch_directory.h"
#include "tests/fixtures/operators/fixture_path.h"

namespace hotswap::testing {

/// The library that was built from tests/fixtures/operators/vetting/.
inline std::filesystem::path VettingFixture(const std::string& name) { return FixtureOperator("vetting_" + name); }

inline VettingRequest RequestFor(const std::filesystem::path& library) {
  VettingRequest request;
  request.library = library;
  const std::string bytes = ReadAll(library);
  Sha256 digest;
  digest.Update(std::as_bytes(std::span(bytes)));
  request.sha256 = digest.HexDigest().value();
  return request;
}

/// Settings with the hotswap-vet of the build tree and no cache.
inline VettingSettings BuiltSettings() {
  VettingSettings settings;
  settings.helper = HOTSWAP_VET_PROGRAM;
  return settings;
}

inline VettingResult VetOnce(VettingRequest request, VettingSettings settings = BuiltSettings()) {
  return VettingClient(std::move(settings)).Vet(request, {});
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_VETTING_BENCH_H_
