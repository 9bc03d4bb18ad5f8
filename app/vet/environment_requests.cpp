// getenv of the whole process: a program's own definition goes before the C library's.
#include "app/vet/environment_requests.h"

#include <dlfcn.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "app/vet/report.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap::vet::environment_requests {
namespace {

constexpr std::size_t kMostNames = 8;
constexpr std::size_t kLongestName = 64;

struct Request {
  std::atomic<bool> complete{false};
  std::size_t length = 0;
  char name[kLongestName];
};

std::array<Request, kMostNames> requests;
std::atomic<std::size_t> taken{0};

std::string_view NameOf(const Request& request) { return {request.name, request.length}; }

bool IsKnown(std::string_view name) {
  return std::any_of(requests.begin(), requests.end(),
                     [name](const Request& request) { return request.complete.load() && NameOf(request) == name; });
}

/// Two threads that ask for the same name at once may leave it twice.
void Remember(std::string_view name) {
  name = name.substr(0, kLongestName);
  if (IsKnown(name)) return;
  const std::size_t place = taken.fetch_add(1);
  if (place >= kMostNames) return;
  Request& request = requests[place];
  std::memcpy(request.name, name.data(), name.size());
  request.length = name.size();
  request.complete.store(true);
}

/// Whether code of the vetted library is at `address`.
bool IsOfLibrary(void* address) {
  dl_find_object found{};
  if (_dl_find_object(address, &found) != 0 || found.dlfo_link_map == nullptr) return false;
  return std::string_view(found.dlfo_link_map->l_name) == kLibraryPath;
}

char* Find(std::string_view name) {
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view entry(*variable);
    if (entry.size() > name.size() && entry[name.size()] == '=' && entry.starts_with(name)) return *variable + name.size() + 1;
  }
  return nullptr;
}

char* FindFor(void* caller, const char* name) {
  char* value = Find(name);
  if (value == nullptr && IsOfLibrary(caller)) Remember(name);
  return value;
}

}  // namespace

void Tell() {
  Line line;
  line << "asks for the environment variable";
  std::size_t names = 0;
  for (const Request& request : requests) {
    if (!request.complete.load()) continue;
    line << (names++ == 0 ? " " : ", ");
    line.Clean(NameOf(request));
  }
  if (names == 0) return;
  line << ", which is not set while it is vetted, since a vetting has no environment: where it is set, the operator may do what "
          "nobody tried; take its settings from a file or from its own code";
  report::WarnOf(vetting_stage::kEnvironment, Errc::kUnverified, line.text());
}

}  // namespace hotswap::vet::environment_requests

using hotswap::vet::environment_requests::FindFor;

extern "C" {

char* getenv(const char* name) noexcept { return FindFor(__builtin_return_address(0), name); }

char* secure_getenv(const char* name) noexcept { return FindFor(__builtin_return_address(0), name); }

}  // extern "C"
