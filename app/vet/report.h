#ifndef HOTSWAP_APP_VET_REPORT_H_
#define HOTSWAP_APP_VET_REPORT_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "core/base/result.h"
#include "core/loading/sip_hash.h"
#include "core/loading/vetting_protocol.h"

namespace hotswap::vet {

/// What the child tells its parent, in lines that the library's code cannot make up by writing to a descriptor.
///
/// The key lies in a page of its own that can be read only while a line is made. That keeps code from finding it by accident or
/// by a scan of the memory; code that means to deceive and maps the page readable finds it: a process has no secret from itself.
///
/// Threads   Any, also inside a signal handler: nothing is allocated or locked.
/// Failure   When the pipe is gone the process ends with kChildCannotReport.
namespace report {

/// Takes the key over and wipes `key`. Once, before anything else here.
void Open(SipKey& key);

/// Says what is being worked on from now on.
void Begin(const VettingStage& stage);
const VettingStage& CurrentStage();

/// The present stage's check is in order.
void Passed(std::string_view text);
/// The present stage's check found what a person should know.
void Warn(Errc code, std::string_view text);
/// The same of another check.
void WarnOf(const VettingStage& stage, Errc code, std::string_view text);
/// The present stage's check refuses the library: ends the process, without running any more code of the library. What it
/// asked the environment for in vain is told first, since that may be the cause.
[[noreturn]] void Refuse(Errc code, std::string_view text);

/// A library is mapped, and has a part in what is found out.
void Library(std::string_view path);
void Scores(std::span<const double> scores);
void Median(double nanoseconds);
void Done();
bool IsDone();

}  // namespace report

/// A short text put together where nothing may be allocated; what does not fit is cut off.
class Line {
 public:
  Line& operator<<(std::string_view text);
  Line& operator<<(std::size_t number);
  Line& Hex(std::size_t number, int digits);
  /// As operator<<, with what would break a line or a field replaced by '?'.
  Line& Clean(std::string_view text);

  std::string_view text() const { return {bytes_, size_}; }

 private:
  static constexpr std::size_t kCapacity = kMaxReportLine - 1;  // One more for the line end.
  char bytes_[kCapacity];
  std::size_t size_ = 0;
};

}  // namespace hotswap::vet

#endif  // HOTSWAP_APP_VET_REPORT_H_
