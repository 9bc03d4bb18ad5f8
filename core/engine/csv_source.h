#ifndef HOTSWAP_CORE_ENGINE_CSV_SOURCE_H_
#define HOTSWAP_CORE_ENGINE_CSV_SOURCE_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/base/result.h"
#include "core/engine/csv_line_reader.h"
#include "core/engine/csv_row_parser.h"
#include "core/engine/request_source.h"
#include "core/engine/row_ring.h"

namespace hotswap {

/// Requests from the rows of a CSV file, each handed to exactly one worker, in bounded memory however long the file is.
///
/// Threads   Owns "hs-source", which parses ahead of the workers. They share the rows: who asks first gets the next ones.
/// Lifetime  Outlives its streams. Destruction stops reading; rows that no stream took are not owed.
/// Failure   A row that cannot be read is skipped, counted and, if among the first kMaxWarnings, told with file and line. A file
///           without a single good row ends the source with a warning, also with `loop`. A failing read ends it likewise.
class CsvSource final : public RequestSource {
 public:
  static constexpr std::size_t kMaxWarnings = 10;

  /// Opens the file, reads its header and starts to parse. A slot column must hold names out of `slot_names` (at most 256).
  /// `loop` starts again at the first row after the last. Errors: kNotFound, kNotRegularFile, kPermissionDenied, kIo,
  /// kParse for an empty file or a header that lacks a column, kUnavailable when no thread can be started.
  static Result<std::unique_ptr<CsvSource>> Open(const std::filesystem::path& path, std::vector<std::string> slot_names,
                                                 bool loop);

  ~CsvSource() override;
  CsvSource(const CsvSource&) = delete;
  CsvSource& operator=(const CsvSource&) = delete;

  std::unique_ptr<RequestStream> OpenStream(unsigned thread) override;
  std::string Name() const override { return path_.string(); }

  /// Bad rows of the first pass over the file: further passes of a loop skip them without counting them again.
  Health CurrentHealth() const override EXCLUDES(mutex_);

 private:
  CsvSource(std::filesystem::path path, CsvRowParser parser, std::unique_ptr<CsvLineReader> lines, bool loop);

  void ReadAll();
  bool ReadPass(bool first_pass);
  void ReadLine(const CsvLine& line, bool first_pass);
  bool WaitForRoom() EXCLUDES(mutex_);
  bool SleepUnlessStopped(std::chrono::microseconds duration) EXCLUDES(mutex_);
  void AddBadRow(std::uint64_t line, std::string_view reason) EXCLUDES(mutex_);
  void Warn(std::string text) EXCLUDES(mutex_);
  bool Stopped() const EXCLUDES(mutex_);

  // Fixed after construction.
  const std::filesystem::path path_;
  const CsvRowParser parser_;
  const bool loop_;

  // Shared.
  RowRing ring_;
  mutable Mutex mutex_;
  CondVar stop_changed_;
  bool stopped_ GUARDED_BY(mutex_) = false;
  Health health_ GUARDED_BY(mutex_);

  // Only on hs-source, but for its Interrupt().
  const std::unique_ptr<CsvLineReader> lines_;

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

}  // namespace hotswap

#endif  // HOTSWAP_CORE_ENGINE_CSV_SOURCE_H_
