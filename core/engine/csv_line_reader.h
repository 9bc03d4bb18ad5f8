#ifndef HOTSWAP_CORE_ENGINE_CSV_LINE_READER_H_
#define HOTSWAP_CORE_ENGINE_CSV_LINE_READER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "core/base/result.h"

namespace hotswap {

/// One line of a text file, without its line end.
struct CsvLine {
  std::string_view text;     ///< Valid until the next call; empty when too_long.
  std::uint64_t number = 0;  ///< From 1.
  bool too_long = false;     ///< Longer than CsvLineReader::kMaxLine bytes: told at once, skipped by the next call.
};

/// Reads a regular file line by line through one buffer of fixed size.
///
/// A UTF-8 byte order mark, CRLF line ends and a last line without an end are accepted.
///
/// Threads   One at a time, but Interrupt() from any.
/// Failure   A file that shrinks or is deleted while it is read ends early: the file is read, not mapped, so there is no SIGBUS.
class CsvLineReader {
 public:
  static constexpr std::size_t kBufferSize = std::size_t{1} << 20;
  static constexpr std::size_t kMaxLine = std::size_t{64} << 10;

  /// Errors: kNotFound, kNotRegularFile, kPermissionDenied, kIo. The text names the path.
  static Result<std::unique_ptr<CsvLineReader>> Open(const std::filesystem::path& path);

  ~CsvLineReader();
  CsvLineReader(const CsvLineReader&) = delete;
  CsvLineReader& operator=(const CsvLineReader&) = delete;

  /// The next line; nothing at the end of the file, when interrupted, or after a read that failed, which LastReadError() tells.
  std::optional<CsvLine> Next();

  /// Makes the present or the next Next() return nothing within a read of one buffer.
  void Interrupt() { interrupted_.store(true, std::memory_order_relaxed); }

  /// Starts again with line 1. False when the system refuses.
  bool Rewind();

  /// The errno value of the read that ended the file; 0 when it ended by itself.
  int LastReadError() const { return read_error_; }

 private:
  explicit CsvLineReader(int descriptor);

  bool Refill();
  bool SkipToLineEnd();
  CsvLine TakeLine(std::size_t length, std::size_t consumed);
  void SkipByteOrderMark();

  const int descriptor_;
  const std::unique_ptr<char[]> buffer_;
  std::size_t begin_ = 0;  ///< buffer_[begin_, end_) is read and not handed out yet.
  std::size_t end_ = 0;
  std::uint64_t line_number_ = 0;
  bool skipping_ = false;  ///< Inside an over-long line.
  bool at_end_ = false;
  std::atomic<bool> interrupted_{false};
  int read_error_ = 0;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_CSV_LINE_READER_H_
