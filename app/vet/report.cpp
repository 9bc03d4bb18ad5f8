#include "app/vet/report.h"

#include <sched.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "app/vet/environment_requests.h"
#include "core/api/verdict.h"

namespace hotswap::vet {
namespace {

/// Room for the code and the line end behind the longest text.
constexpr std::size_t kMaxText = kMaxReportLine - 200;

SipKey* key_page = nullptr;
std::size_t page_bytes = 0;
std::atomic<std::size_t> next_number{0};
std::atomic<const VettingStage*> stage{&vetting_stage::kStart};
std::atomic<bool> done{false};

/// The code of a text, by the key that is unreadable before and after.
std::uint64_t CodeOf(std::string_view text) {
  mprotect(key_page, page_bytes, PROT_READ);
  const std::uint64_t code = SipHash(*key_page, text);
  mprotect(key_page, page_bytes, PROT_NONE);
  return code;
}

void Send(Line& line) {
  const std::uint64_t code = CodeOf(line.text());
  line << "\t";
  line.Hex(code, 16) << "\n";
  const std::string_view text = line.text();
  ssize_t written = 0;
  do {
    written = write(kReportFd, text.data(), text.size());
  } while (written < 0 && errno == EINTR);
  if (written != static_cast<ssize_t>(text.size())) _exit(kChildCannotReport);
}

Line Start(std::string_view kind) {
  Line line;
  line << next_number.fetch_add(1) << "\t" << kind;
  return line;
}

/// The first thread that refuses speaks for all: two lines at once would look as if the operator had written one of them. A signal
/// handler of that thread may speak on.
void SpeakAlone() {
  static std::atomic<pid_t> speaker{0};
  pid_t before = 0;
  const pid_t self = gettid();
  if (speaker.compare_exchange_strong(before, self) || before == self) return;
  for (;;) sched_yield();  // the speaker ends the process
}

void SendFinding(FindingLevel level, const VettingStage& of, std::string_view code, std::string_view text) {
  Line line = Start("finding");
  line << "\t" << FindingLevelName(level) << "\t" << of.check << "\t" << code << "\t";
  line.Clean(text.substr(0, kMaxText));
  Send(line);
}

}  // namespace

namespace report {

void Open(SipKey& key) {
  page_bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* page = mmap(nullptr, page_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) _exit(kChildBadJob);
  key_page = static_cast<SipKey*>(page);
  *key_page = key;
  mprotect(key_page, page_bytes, PROT_NONE);
  explicit_bzero(&key, sizeof key);
}

void Begin(const VettingStage& next) {
  stage.store(&next);
  Line line = Start("stage");
  line << "\t" << next.check;
  Send(line);
}

const VettingStage& CurrentStage() { return *stage.load(); }

void Passed(std::string_view text) { SendFinding(FindingLevel::kOk, CurrentStage(), "", text); }

void Warn(Errc code, std::string_view text) { WarnOf(CurrentStage(), code, text); }

void WarnOf(const VettingStage& of, Errc code, std::string_view text) {
  SendFinding(FindingLevel::kWarning, of, ErrcName(code), text);
}

void Refuse(Errc code, std::string_view text) {
  SpeakAlone();
  environment_requests::Tell();
  SendFinding(FindingLevel::kRefusal, CurrentStage(), ErrcName(code), text);
  _exit(kChildRefused);
}

void Library(std::string_view path) {
  Line line = Start("library");
  line << "\t";
  line.Clean(path.substr(0, kMaxText));
  Send(line);
}

void Scores(std::span<const double> scores) {
  for (std::size_t first = 0; first < scores.size(); first += kScoresPerLine) {
    Line line = Start("scores");
    line << "\t";
    for (const double score : scores.subspan(first, std::min(kScoresPerLine, scores.size() - first))) {
      line.Hex(std::bit_cast<std::uint64_t>(score), 16);
    }
    Send(line);
  }
}

void Median(double nanoseconds) {
  Line line = Start("median");
  line << "\t";
  line.Hex(std::bit_cast<std::uint64_t>(nanoseconds), 16);
  Send(line);
}

void Done() {
  done.store(true);
  Line line = Start("done");
  Send(line);
}

bool IsDone() { return done.load(); }

}  // namespace report

Line& Line::operator<<(std::string_view text) {
  const std::size_t count = std::min(text.size(), kCapacity - size_);
  std::memcpy(bytes_ + size_, text.data(), count);
  size_ += count;
  return *this;
}

Line& Line::operator<<(std::size_t number) {
  char digits[20];
  char* first = digits + sizeof digits;
  do {
    *--first = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  return *this << std::string_view(first, static_cast<std::size_t>(digits + sizeof digits - first));
}

Line& Line::Hex(std::size_t number, int digits) {
  char text[16];
  for (int i = digits; i-- > 0; number >>= 4) text[i] = "0123456789abcdef"[number & 0xF];
  return *this << std::string_view(text, static_cast<std::size_t>(digits));
}

Line& Line::Clean(std::string_view text) {
  const std::size_t before = size_;
  *this << text;
  std::replace_if(
      bytes_ + before, bytes_ + size_, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
  return *this;
}

}  // namespace hotswap::vet
