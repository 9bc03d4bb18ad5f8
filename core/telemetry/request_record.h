#ifndef HOTSWAP_CORE_TELEMETRY_REQUEST_RECORD_H_
#define HOTSWAP_CORE_TELEMETRY_REQUEST_RECORD_H_

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/mutex.h"
#include "core/base/named_thread.h"
#include "core/base/result.h"

namespace hotswap {

/// The first 16 bytes of a record file. All numbers are little endian.
struct RecordHeader {
  std::array<char, 8> magic{'H', 'S', 'R', 'E', 'C', 'O', 'R', 'D'};
  std::uint32_t format = 1;
  std::uint32_t row_bytes = 48;
};
static_assert(sizeof(RecordHeader) == 16);

/// One answered request. Rows of one thread stand in the order in which it answered; threads are interleaved. That is the order
/// of the rounds, but for a canary by users, which sorts the rounds within a block.
struct RecordRow {
  // In flags.
  static constexpr std::uint8_t kError = 1;         ///< compute_score threw, score is NaN.
  static constexpr std::uint8_t kFirstOfBlock = 2;  ///< A block of its thread begins with this row: see Route::whole_blocks.
  static constexpr std::uint8_t kCandidate = 4;     ///< Answered by the candidate of its route, else by the stable version.

  std::uint64_t round = 0;  ///< Of its thread, from 1.
  std::uint64_t route = 0;  ///< Route sequence of its slot; only grows.
  double score = 0;
  std::int64_t start_ns = 0;  ///< Of compute_score, since the engine started.
  std::int64_t end_ns = 0;
  std::uint32_t version = 0;
  std::uint16_t thread = 0;
  std::uint8_t slot = 0;  ///< Index of the slot.
  std::uint8_t flags = 0;
};
static_assert(sizeof(RecordRow) == 48);

class RecordLane;

/// Writes every answered request to a file.
///
/// Threads   Owns "hs-record", which writes. OpenLane() on the control thread. A lane hands over full buffers; when the disk is
///           slower than the workers they wait for it, because a record with holes proves nothing.
/// Lifetime  Outlives its lanes. Close() (or the destructor) writes what is left; lanes are gone by then.
/// Failure   A failed write stops recording; Close() tells it.
class RequestRecorder {
 public:
  /// Waits for nobody: a FIFO is refused, like a directory and a socket.
  static Result<std::unique_ptr<RequestRecorder>> Open(const std::filesystem::path& file);
  ~RequestRecorder();
  RequestRecorder(const RequestRecorder&) = delete;
  RequestRecorder& operator=(const RequestRecorder&) = delete;

  std::unique_ptr<RecordLane> OpenLane();
  Status Close();

 private:
  friend class RecordLane;
  using Buffer = std::vector<RecordRow>;

  RequestRecorder(std::filesystem::path path, int file);
  void Run();
  void WriteAll(const Buffer& rows);

  /// Takes a full buffer to be written and gives an empty one back. Waits while too many are queued.
  Buffer Exchange(Buffer full) EXCLUDES(mutex_);

  // Fixed after construction.
  const std::filesystem::path path_;
  const int file_;

  // Shared.
  Mutex mutex_;
  CondVar changed_;
  std::vector<Buffer> full_ GUARDED_BY(mutex_);
  std::vector<Buffer> empty_ GUARDED_BY(mutex_);
  bool closing_ GUARDED_BY(mutex_) = false;
  Status status_ GUARDED_BY(mutex_);

  // Last: joins before anything above goes away.
  NamedThread thread_;
};

/// One worker's end of a recorder. Gives its rows to the recorder when its buffer is full and when it goes away.
class RecordLane {
 public:
  explicit RecordLane(RequestRecorder& recorder);
  ~RecordLane();
  RecordLane(const RecordLane&) = delete;
  RecordLane& operator=(const RecordLane&) = delete;

  void Add(const RecordRow& row) {
    if (rows_.size() == rows_.capacity()) Flush();
    rows_.push_back(row);
  }

 private:
  void Flush();

  RequestRecorder& recorder_;
  std::vector<RecordRow> rows_;
};

/// Calls `row` for each row of a record file, in the file's order. Fails on a file that is no record or ends within a row.
Status ReadRecord(const std::filesystem::path& file, const std::function<void(const RecordRow&)>& row);

}  // namespace hotswap

#endif  // HOTSWAP_CORE_TELEMETRY_REQUEST_RECORD_H_
