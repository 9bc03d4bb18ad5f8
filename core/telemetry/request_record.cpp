#include "core/telemetry/request_record.h"

#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include "core/base/output_file.h"

namespace hotswap {
namespace {

static_assert(std::endian::native == std::endian::little, "the format is little endian");

constexpr std::size_t kRowsPerBuffer = 1024;
constexpr std::size_t kMostQueued = 64;  // 3 MiB

/// Writes all bytes or answers the errno.
int WriteFully(int file, const void* data, std::size_t size) {
  const char* next = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t written = write(file, next, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    next += written;
    size -= static_cast<std::size_t>(written);
  }
  return 0;
}

}  // namespace

Result<std::unique_ptr<RequestRecorder>> RequestRecorder::Open(const std::filesystem::path& file) {
  const std::string object = "record file " + file.string();
  if (Status kind = CheckOutputKind(object, file); !kind.ok()) return std::move(kind).error();
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return SystemError(object, errno);
  const RecordHeader header;
  if (const int error = WriteFully(descriptor, &header, sizeof header); error != 0) {
    close(descriptor);
    return SystemError(object, error);
  }
  return std::unique_ptr<RequestRecorder>(new RequestRecorder(file, descriptor));
}

RequestRecorder::RequestRecorder(std::filesystem::path path, int file)
    : path_(std::move(path)), file_(file), thread_("hs-record", [this] { Run(); }) {}

RequestRecorder::~RequestRecorder() {
  static_cast<void>(Close());
  close(file_);
}

std::unique_ptr<RecordLane> RequestRecorder::OpenLane() { return std::make_unique<RecordLane>(*this); }

Status RequestRecorder::Close() {
  {
    const MutexLock lock(mutex_);
    closing_ = true;
    changed_.NotifyAll();
  }
  thread_.Join();
  const MutexLock lock(mutex_);
  return status_;
}

void RequestRecorder::Run() {
  for (;;) {
    Buffer rows;
    {
      const MutexLock lock(mutex_);
      while (full_.empty() && !closing_) changed_.Wait(mutex_);
      if (full_.empty()) return;
      rows = std::move(full_.front());
      full_.erase(full_.begin());
    }
    WriteAll(rows);
    rows.clear();
    const MutexLock lock(mutex_);
    empty_.push_back(std::move(rows));
    changed_.NotifyAll();
  }
}

void RequestRecorder::WriteAll(const Buffer& rows) {
  {
    const MutexLock lock(mutex_);
    if (!status_.ok()) return;
  }
  const int error = WriteFully(file_, rows.data(), rows.size() * sizeof(RecordRow));
  if (error == 0) return;
  const MutexLock lock(mutex_);
  status_ = SystemError("record file " + path_.string(), error);
}

RequestRecorder::Buffer RequestRecorder::Exchange(Buffer full) {
  const MutexLock lock(mutex_);
  while (full_.size() >= kMostQueued) changed_.Wait(mutex_);
  if (!full.empty()) full_.push_back(std::move(full));
  changed_.NotifyAll();
  Buffer empty;
  if (!empty_.empty()) {
    empty = std::move(empty_.back());
    empty_.pop_back();
  }
  empty.reserve(kRowsPerBuffer);
  return empty;
}

RecordLane::RecordLane(RequestRecorder& recorder) : recorder_(recorder) { rows_.reserve(kRowsPerBuffer); }

RecordLane::~RecordLane() { Flush(); }

void RecordLane::Flush() { rows_ = recorder_.Exchange(std::move(rows_)); }

Status ReadRecord(const std::filesystem::path& file, const std::function<void(const RecordRow&)>& row) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> input(std::fopen(file.c_str(), "rbe"), &std::fclose);
  if (input == nullptr) return SystemError(file.string(), errno);
  RecordHeader header;
  const RecordHeader expected;
  if (std::fread(&header, sizeof header, 1, input.get()) != 1 || std::memcmp(&header, &expected, sizeof header) != 0) {
    return Error{Errc::kParse, file.string() + " is not a request record of format 1"};
  }
  RecordRow next;
  for (;;) {
    const std::size_t bytes = std::fread(&next, 1, sizeof next, input.get());
    if (bytes == 0) return {};
    if (bytes != sizeof next) return Error{Errc::kParse, file.string() + " ends within a row"};
    row(next);
  }
}

}  // namespace hotswap
