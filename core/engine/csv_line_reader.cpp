#include "core/engine/csv_line_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace hotswap {

Result<std::unique_ptr<CsvLineReader>> CsvLineReader::Open(const std::filesystem::path& path) {
  // O_NONBLOCK: opening a FIFO must be refused below instead of waiting for a writer here.
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return SystemError(path.string(), errno);
  std::unique_ptr<CsvLineReader> reader(new CsvLineReader(descriptor));
  struct stat status;
  if (fstat(descriptor, &status) != 0) return SystemError(path.string(), errno);
  if (!S_ISREG(status.st_mode)) {
    return Error{Errc::kNotRegularFile,
                 path.string() + ": " + (S_ISDIR(status.st_mode) ? "is a directory" : "is no regular file")};
  }
  posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  return reader;
}

CsvLineReader::CsvLineReader(int descriptor) : descriptor_(descriptor), buffer_(new char[kBufferSize]) {}

CsvLineReader::~CsvLineReader() { close(descriptor_); }

std::optional<CsvLine> CsvLineReader::Next() {
  if (skipping_ && !SkipToLineEnd()) return std::nullopt;
  while (true) {
    const char* start = buffer_.get() + begin_;
    const std::size_t available = end_ - begin_;
    if (const void* newline = std::memchr(start, '\n', available)) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - start);
      return TakeLine(length, length + 1);
    }
    if (available > kMaxLine) {
      skipping_ = true;
      return CsvLine{.text = {}, .number = ++line_number_, .too_long = true};
    }
    if (Refill()) continue;
    if (available == 0 || interrupted_.load(std::memory_order_relaxed)) return std::nullopt;
    return TakeLine(available, available);
  }
}

bool CsvLineReader::SkipToLineEnd() {
  do {
    if (const void* newline = std::memchr(buffer_.get() + begin_, '\n', end_ - begin_)) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(newline) - buffer_.get()) + 1;
      skipping_ = false;
      return true;
    }
    begin_ = end_;
  } while (Refill());
  return false;
}

CsvLine CsvLineReader::TakeLine(std::size_t length, std::size_t consumed) {
  std::string_view text(buffer_.get() + begin_, length);
  if (text.ends_with('\r')) text.remove_suffix(1);
  begin_ += consumed;
  const bool too_long = text.size() > kMaxLine;
  return {.text = too_long ? std::string_view() : text, .number = ++line_number_, .too_long = too_long};
}

bool CsvLineReader::Refill() {
  if (at_end_ || interrupted_.load(std::memory_order_relaxed)) return false;
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const bool first = end_ == 0 && line_number_ == 0;
  ssize_t count = 0;
  do {
    count = read(descriptor_, buffer_.get() + end_, kBufferSize - end_);
  } while (count < 0 && errno == EINTR);
  if (count <= 0) {
    read_error_ = count < 0 ? errno : 0;
    at_end_ = true;
    return false;
  }
  end_ += static_cast<std::size_t>(count);
  if (first) SkipByteOrderMark();
  return true;
}

void CsvLineReader::SkipByteOrderMark() {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (std::string_view(buffer_.get(), end_).starts_with(kMark)) begin_ = kMark.size();
}

bool CsvLineReader::Rewind() {
  begin_ = end_ = 0;
  line_number_ = 0;
  skipping_ = at_end_ = false;
  read_error_ = 0;
  if (lseek(descriptor_, 0, SEEK_SET) == 0) return true;
  read_error_ = errno;
  return false;
}

}  // namespace hotswap
