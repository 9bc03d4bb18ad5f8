#include "core/engine/csv_source.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "core/base/clock.h"

namespace hotswap {
namespace {

/// Rows between two publications: seldom enough that the shared counter stays cheap, often enough that a worker never waits long.
constexpr std::uint64_t kPublishEvery = 256;

class CsvStream final : public RequestStream {
 public:
  CsvStream(RowRing& ring, const CsvRowParser& parser)
      : ring_(ring), has_slots_(parser.HasSlots()), has_labels_(parser.HasLabels()) {}

  FillResult Fill(RequestBlock& block, std::size_t limit, std::uint64_t /*first_round*/) override {
    block.has_slots = has_slots_;
    block.has_labels = has_labels_;
    return ring_.Take(block, limit);
  }

 private:
  RowRing& ring_;
  const bool has_slots_;
  const bool has_labels_;
};

}  // namespace

Result<std::unique_ptr<CsvSource>> CsvSource::Open(const std::filesystem::path& path, std::vector<std::string> slot_names,
                                                   bool loop) {
  auto lines = CsvLineReader::Open(path);
  if (!lines) return std::move(lines).error();
  const std::optional<CsvLine> header = (*lines)->Next();
  if (!header) {
    if (const int failure = (*lines)->LastReadError(); failure != 0) return SystemError(path.string(), failure);
    return Error{Errc::kParse, path.string() + ": is empty; its first line must name user_id,item_id,user_feature,item_feature"};
  }
  if (header->too_long) return Error{Errc::kParse, path.string() + ":1: is too long for a header; is this a CSV file?"};
  auto parser = CsvRowParser::FromHeader(header->text, std::move(slot_names));
  if (!parser) return std::move(parser).error().During(path.string() + ":1");
  try {
    return std::unique_ptr<CsvSource>(new CsvSource(path, std::move(*parser), std::move(*lines), loop));
  } catch (const std::system_error& failure) {
    return Error{Errc::kUnavailable, path.string() + ": no thread to read it: " + failure.what()};
  }
}

CsvSource::CsvSource(std::filesystem::path path, CsvRowParser parser, std::unique_ptr<CsvLineReader> lines, bool loop)
    : path_(std::move(path)), parser_(std::move(parser)), loop_(loop), lines_(std::move(lines)), thread_("hs-source", [this] {
        ReadAll();
      }) {}

CsvSource::~CsvSource() {
  {
    const MutexLock lock(mutex_);
    stopped_ = true;
  }
  stop_changed_.NotifyAll();
  lines_->Interrupt();
}

std::unique_ptr<RequestStream> CsvSource::OpenStream(unsigned /*thread*/) { return std::make_unique<CsvStream>(ring_, parser_); }

RequestSource::Health CsvSource::CurrentHealth() const {
  const MutexLock lock(mutex_);
  return health_;
}

void CsvSource::ReadAll() {
  bool first_pass = true;
  while (true) {
    const std::uint64_t before = ring_.Written();
    if (!ReadPass(first_pass)) break;
    if (ring_.Written() == before) {
      Warn(path_.string() + ": no row could be used; the source ends");
      break;
    }
    first_pass = false;
    if (!loop_) break;
    if (!lines_->Rewind()) {
      Warn(SystemError(path_.string(), lines_->LastReadError()).text);
      break;
    }
    lines_->Next();
  }
  ring_.Publish();
  ring_.End();
}

/// From here to the end of the file. False when the source must end.
bool CsvSource::ReadPass(bool first_pass) {
  while (const std::optional<CsvLine> line = lines_->Next()) {
    if (!WaitForRoom()) return false;
    ReadLine(*line, first_pass);
  }
  if (const int failure = lines_->LastReadError(); failure != 0) {
    Warn(SystemError(path_.string(), failure).text);
    return false;
  }
  return !Stopped();
}

void CsvSource::ReadLine(const CsvLine& line, bool first_pass) {
  if (line.too_long) {
    if (first_pass) AddBadRow(line.number, "longer than " + std::to_string(CsvLineReader::kMaxLine) + " bytes");
    return;
  }
  if (line.text.find_first_not_of(" \t") == std::string_view::npos) return;
  const Result<CsvRow> row = parser_.Parse(line.text);
  if (!row) {
    if (first_pass) AddBadRow(line.number, row.error().text);
    return;
  }
  ring_.Write(row->feature, row->slot, row->label);
  if (ring_.Written() % kPublishEvery == 0) ring_.Publish();
}

/// Workers must not make a system call to wake this thread, so it looks again at growing intervals. The chunks that are still
/// full last longer than the longest of them unless the workers empty them faster than a file can be parsed anyway.
bool CsvSource::WaitForRoom() {
  constexpr std::chrono::microseconds kShortest{500};
  constexpr std::chrono::microseconds kLongest{16'000};
  if (ring_.CanWrite()) return true;
  ring_.Publish();
  for (std::chrono::microseconds pause = kShortest; !ring_.CanWrite(); pause = std::min(2 * pause, kLongest)) {
    if (!SleepUnlessStopped(pause)) return false;
  }
  return true;
}

bool CsvSource::SleepUnlessStopped(std::chrono::microseconds duration) {
  const MutexLock lock(mutex_);
  if (!stopped_) stop_changed_.WaitUntil(mutex_, SteadyClock().Now() + duration);
  return !stopped_;
}

void CsvSource::AddBadRow(std::uint64_t line, std::string_view reason) {
  const MutexLock lock(mutex_);
  ++health_.bad_rows;
  if (health_.bad_rows > kMaxWarnings) return;
  health_.warnings.push_back(path_.string() + ":" + std::to_string(line) + ": " + std::string(reason));
}

void CsvSource::Warn(std::string text) {
  const MutexLock lock(mutex_);
  health_.warnings.push_back(std::move(text));
}

bool CsvSource::Stopped() const {
  const MutexLock lock(mutex_);
  return stopped_;
}

}  // namespace hotswap
