#include "core/loading/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>

#include "core/base/file_descriptor.h"

namespace hotswap {

Result<MappedFile> MappedFile::Open(const std::filesystem::path& file) {
  const FileDescriptor fd(open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!fd.valid()) return SystemError(file.string(), errno);
  struct stat status {};
  if (fstat(fd.get(), &status) != 0) return SystemError(file.string(), errno);
  if (!S_ISREG(status.st_mode)) return Error{Errc::kNotRegularFile, file.string() + ": is not a file"};
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return MappedFile({});
  void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (start == MAP_FAILED) return SystemError(file.string(), errno);
  return MappedFile({static_cast<const std::byte*>(start), size});
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace hotswap
