#ifndef HOTSWAP_CORE_LOADING_LOADED_IMAGES_H_
#define HOTSWAP_CORE_LOADING_LOADED_IMAGES_H_

#include <link.h>

#include <span>
#include <string>
#include <vector>

namespace hotswap {

/// A library, or the program, as the dynamic loader has it in memory.
///
/// Lifetime  What reads the image itself may be called only while it is mapped.
class LoadedImage {
 public:
  explicit LoadedImage(const dl_phdr_info& info);

  /// No two that are mapped have the same.
  const void* identity() const { return headers_.data(); }
  /// Where it was found; empty for the program.
  const std::string& path() const { return path_; }
  const std::vector<std::string>& needed() const { return needed_; }
  /// Whether it is what a library means that needs `name`.
  bool Answers(const std::string& name) const;

  ElfW(Addr) base() const { return base_; }
  std::span<const ElfW(Phdr)> headers() const { return headers_; }
  const ElfW(Dyn) * dynamic() const { return dynamic_; }
  /// Whether it imports what starts threads: see thread_starters.h. Reads the image.
  bool StartsThreads() const;

 private:
  ElfW(Addr) AddressOf(ElfW(Sxword) tag) const;
  std::span<const ElfW(Sym)> ImportingSymbols() const;

  ElfW(Addr) base_;
  std::span<const ElfW(Phdr)> headers_;
  const ElfW(Dyn) * dynamic_ = nullptr;
  std::string path_;
  std::string own_name_;  // DT_SONAME
  std::vector<std::string> needed_;
};

/// All that are mapped now, and who needs whom. Holds the dynamic loader's lock while it is read.
class LoadedImages {
 public:
  static LoadedImages Read();

  const std::vector<LoadedImage>& all() const { return images_; }
  /// The one that a handle of dlopen stands for; null when it is not listed.
  const LoadedImage* Of(void* handle) const;
  /// What `from` need, directly or by what they need, and they themselves: by identity.
  std::vector<const void*> Closure(std::vector<const LoadedImage*> from) const;

 private:
  std::vector<LoadedImage> images_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_LOADING_LOADED_IMAGES_H_
