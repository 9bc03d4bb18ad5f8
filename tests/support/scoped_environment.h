#ifndef HOTSWAP_TESTS_SUPPORT_SCOPED_ENVIRONMENT_H_
#define HOTSWAP_TESTS_SUPPORT_SCOPED_ENVIRONMENT_H_

#include <stdlib.h>

#include <optional>
#include <string>
#include <utility>

namespace hotswap {

/// Sets an environment variable for a scope.
class ScopedEnvironment {
 public:
  ScopedEnvironment(std::string name, const std::string& value) : name_(std::move(name)) {
    if (const char* before = getenv(name_.c_str())) before_ = before;
    setenv(name_.c_str(), value.c_str(), 1);
  }
  ~ScopedEnvironment() {
    if (before_) {
      setenv(name_.c_str(), before_->c_str(), 1);
    } else {
      unsetenv(name_.c_str());
    }
  }
  ScopedEnvironment(const ScopedEnvironment&) = delete;
  ScopedEnvironment& operator=(const ScopedEnvironment&) = delete;

 private:
  const std::string name_;
  std::optional<std::string> before_;
};

}  // namespace hotswap

#endif  // HOTSWAP_TESTS_SUPPORT_SCOPED_ENVIRONMENT_H_
