#ifndef HOTSWAP_TESTS_CORE_LOADING_SCRATCH_DIRECTORY_H_
#define HOTSWAP_TESTS_CORE_LOADING_SCRATCH_DIRECTORY_H_

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace hotswap::testing {

/// A fresh directory that goes with the test. Every user may enter it, for tests that change the user.
class ScratchDirectory {
 public:
  ScratchDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "hotswap-test-XXXXXX").string();
    path_ = std::filesystem::canonical(mkdtemp(name.data()));
    std::filesystem::permissions(path_, std::filesystem::perms(0755));
  }
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

  /// Writes `bytes` to the file `name` in it, in place of what it had.
  std::filesystem::path Write(std::string_view name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary | std::ios::trunc) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::string ReadAll(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace hotswap::testing

#endif  // HOTSWAP_TESTS_CORE_LOADING_SCRATCH_DIRECTORY_H_
