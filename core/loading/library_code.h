#ifndef HOTSWAP_CORE_LOADING_LIBRARY_CODE_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_CODE_H_

#include <cstdint>
#include <set>
#include <vector>

namespace hotswap {

/// Where the code lies that a dlopen brought: of the library, and of those that came with it.
class LibraryCode {
 public:
  /// What the loader has mapped already. To be called before the dlopen.
  static LibraryCode BeforeOpening();

  /// Reads what has come since; and the library of `handle` in any case.
  void Opened(void* handle);

  /// Whether code lies at `address`.
  bool Contains(std::uint64_t address) const;
  /// Whether anything of them does: code, or data such as a table of virtual functions.
  bool Owns(std::uint64_t address) const;

  /// Whether one of them imports what starts threads: see thread_starters.h.
  bool starts_threads() const { return starts_threads_; }

 private:
  struct Range {
    std::uint64_t first;
    std::uint64_t last;  // Behind the last byte.
  };

  std::set<const void*> mapped_before_;  // Program headers, as names of libraries: no two have the same.
  static bool AnyHas(const std::vector<Range>& ranges, std::uint64_t address);

  std::vector<Range> code_;
  std::vector<Range> all_;
  bool starts_threads_ = false;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_CODE_H_
