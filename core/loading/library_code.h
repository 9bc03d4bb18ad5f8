#ifndef HOTSWAP_CORE_LOADING_LIBRARY_CODE_H_
#define HOTSWAP_CORE_LOADING_LIBRARY_CODE_H_

#include <cstdint>
#include <set>
#include <vector>

#include "core/loading/loaded_images.h"

namespace hotswap {

/// Where the code lies that would go away with a library.
class CodeRanges {
 public:
  void Add(const LoadedImage& image);

  /// Whether code lies at `address`.
  bool Contains(std::uint64_t address) const { return AnyHas(code_, address); }
  /// Whether anything of them does: code, or data such as a table of virtual functions.
  bool Owns(std::uint64_t address) const { return AnyHas(all_, address); }

  /// Whether one of them imports what starts threads: see thread_starters.h.
  bool starts_threads() const { return starts_threads_; }

 private:
  struct Range {
    std::uint64_t first;
    std::uint64_t last;  // Behind the last byte.
  };

  static bool AnyHas(const std::vector<Range>& ranges, std::uint64_t address);

  std::vector<Range> code_;
  std::vector<Range> all_;
  bool starts_threads_ = false;
};

/// Which libraries a dlopen brought, and which of all that it needs would go with it.
///
/// What the library needs may have been mapped already, by another operator, and may go with whichever of them goes last. What the
/// process had before its first BeforeOpening() is the program's and stays.
class LibraryCode {
 public:
  /// What the loader has mapped already. To be called before the dlopen.
  static LibraryCode BeforeOpening();

  /// Reads what has come since.
  void Opened(void* handle);

  /// The library, what came with it and what it needs, as far as no other library that stays needs it now. While it is open.
  /// `older` is set when something of it was mapped before the library.
  CodeRanges Leaving(bool& older) const;

 private:
  void* handle_ = nullptr;
  std::set<const void*> mapped_before_;  // Identities of images; only between the two calls.
  std::set<const void*> came_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LIBRARY_CODE_H_
