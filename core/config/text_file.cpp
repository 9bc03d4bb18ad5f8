#include "core/config/text_file.h"

#include <cerrno>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <system_error>

namespace hotswap {
namespace {

constexpr std::size_t kMaxFileSize = std::size_t{1} << 20;

}  // namespace

Result<std::string> ReadTextFile(const std::filesystem::path& file, const char* what) {
  std::error_code failure;
  const auto status = std::filesystem::status(file, failure);
  if (failure) return SystemError(file.string(), failure.value());
  if (std::filesystem::is_directory(status)) return Error{Errc::kNotRegularFile, file.string() + ": is a directory"};
  if (!std::filesystem::is_regular_file(status)) return Error{Errc::kNotRegularFile, file.string() + ": is no regular file"};
  if (std::filesystem::file_size(file, failure) > kMaxFileSize) {
    return Error{Errc::kTooLarge, file.string() + ": is over 1 MiB; is this " + what + "?"};
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return SystemError(file.string(), errno);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace hotswap
