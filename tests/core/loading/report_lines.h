#ifndef HOTSWAP_TESTS_CORE_LOADING_REPORT_LINES_H_
#define HOTSWAP_TESTS_CORE_LOADING_REPORT_LINES_H_

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>

#include "core/loading/sip_hash.h"

namespace hotswap::testing {

/// Lines as a vetting child writes them.
class ReportLines {
 public:
  explicit ReportLines(SipKey key) : key_(std::move(key)) {}

  ReportLines& Add(const std::string& fields) {
    const std::string line = std::to_string(next_++) + "\t" + fields;
    char code[20];
    std::snprintf(code, sizeof code, "\t%016jx\n", static_cast<std::uintmax_t>(SipHash(key_, line)));
    text_ += line + code;
    return *this;
  }

  const std::string& text() const { return text_; }

 private:
  SipKey key_;
  std::size_t next_ = 0;
  std::string text_;
};

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_REPORT_LINES_H_
