#ifndef HOTSWAP_APP_VET_STREAM_STATE_H_
#define HOTSWAP_APP_VET_STREAM_STATE_H_

#include <array>
#include <cstdio>
#include <ios>
#include <locale>

namespace hotswap::vet {

/// The standard streams, which all code of the process shares: std::cout and its kin, and stdout and its kin below them.
class StreamState {
 public:
  /// As they are now.
  static StreamState Take();

  /// Refuses when one of them is not as it was, so that other code would print into the library, or into nothing. What is printed,
  /// and how, is not looked at; std::ios::sync_with_stdio(false) and std::cin.tie(nullptr) are what many programs do.
  void Check() const;

 private:
  struct Stream {
    const char* name = nullptr;
    std::FILE* file = nullptr;  ///< Which it is a view of.
    const void* buffer = nullptr;
    const void* tie = nullptr;
    std::ios::iostate exceptions{};
    std::locale locale;
    const void* callbacks = nullptr;
  };

  template <typename Character>
  static Stream Read(const char* name, std::FILE* file, const std::basic_ios<Character>& stream);
  template <typename Character>
  static void CheckStream(const Stream& before, const std::basic_ios<Character>& stream);

  std::array<std::FILE*, 3> files_{};
  std::array<Stream, 8> streams_;
};

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_STREAM_STATE_H_
