#include "app/config_reloader.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <system_error>
#include <utility>

#include "core/base/clock.h"
#include "core/base/descriptor_poll.h"

namespace hotswap {
namespace {

/// Editors and installers do several things to a file within a moment.
constexpr std::chrono::milliseconds kQuiet{100};
constexpr std::chrono::seconds kLongestUnrest{1};
/// A folder that is not there yet is looked for this often.
constexpr std::chrono::seconds kRetry{2};
/// How often the end is looked for, should its bell be out of order.
constexpr std::chrono::seconds kLook{1};

bool Readable(const pollfd& polled) { return (polled.revents & POLLIN) != 0; }

}  // namespace

ReloadBell::ReloadBell() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!descriptor_.valid()) throw std::system_error(errno, std::generic_category(), "cannot wait for a wish to reload");
}

void ReloadBell::Ring() const {
  const std::uint64_t one = 1;
  static_cast<void>(!write(descriptor_.get(), &one, sizeof one));
}

bool ReloadBell::Take() const {
  std::uint64_t rung = 0;
  return read(descriptor_.get(), &rung, sizeof rung) == sizeof rung;
}

ConfigReloader::ConfigReloader(const ReloadBell& bell, Parts parts)
    : bell_(bell), parts_(std::move(parts)), present_(parts_.present), watch_(parts_.file) {}

void ConfigReloader::Start(std::function<void(ApplyConfig)> tell) {
  tell_ = std::move(tell);
  thread_ = NamedThread("hs-config", [this] { Run(); });
}

void ConfigReloader::Stop() {
  ending_ = true;
  end_.Ring();
  thread_.Join();
}

void ConfigReloader::Run() {
  bool watched = watch_.Renew();
  Read(false);  // what was written between the program's first look and the watch
  for (;;) {
    std::array<pollfd, 3> wait{
        {{end_.descriptor(), POLLIN, 0}, {bell_.descriptor(), POLLIN, 0}, {watch_.descriptor(), POLLIN, 0}}};
    if (PollOpen(wait, watched ? kLook : kRetry) < 0 && errno != EINTR) return;
    if (Readable(wait[0]) || ending_) return;
    const bool asked = bell_.Take();
    const bool changed = Readable(wait[2]);
    if (changed) Settle();
    const bool watched_before = std::exchange(watched, watch_.Renew());
    if (asked || changed || (watched && !watched_before)) Read(asked);
  }
}

/// Waits until the folder is quiet, but not for ever beside a file that never rests.
void ConfigReloader::Settle() {
  const TimePoint latest = SteadyClock().Now() + kLongestUnrest;
  std::array<pollfd, 2> wait{{{watch_.descriptor(), POLLIN, 0}, {end_.descriptor(), POLLIN, 0}}};
  do {
    watch_.Drain();
  } while (PollOpen(wait, kQuiet) > 0 && !Readable(wait[1]) && SteadyClock().Now() < latest);
  watch_.Drain();
}

/// A file that was written just now may be half of one, and an empty one would be read as all defaults.
void ConfigReloader::AwaitRest() {
  const TimePoint latest = SteadyClock().Now() + kLongestUnrest;
  std::error_code failure;
  for (;;) {
    const auto written = std::filesystem::last_write_time(parts_.file, failure);
    const auto age = std::filesystem::file_time_type::clock::now() - written;
    if (failure || age >= kQuiet || age < age.zero() || SteadyClock().Now() >= latest) return;
    std::array<pollfd, 1> end{{{end_.descriptor(), POLLIN, 0}}};
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(kQuiet - age);
    if (PollOpen(end, rest) > 0) return;
  }
}

void ConfigReloader::Read(bool asked) {
  AwaitRest();
  auto read = parts_.read();
  if (!read.ok()) return Refuse(read.error(), asked);
  const bool in_order_again = !std::exchange(refusal_, {}).empty();
  auto changes = Diff(present_, *read);
  if (changes.empty() && !asked && !in_order_again) return;
  present_ = std::move(read).value();
  tell_({.config = std::make_shared<const Config>(present_),
         .changes = std::move(changes),
         .file = parts_.file.string(),
         .refusal = {}});
}

/// A file that is gone is no news unless somebody asks for it: what it said goes on to count.
void ConfigReloader::Refuse(const Error& error, bool asked) {
  const bool gone = error.code == Errc::kNotFound;
  std::string refusal = gone ? "there is no configuration file " + parts_.file.string() : error.text;
  refusal += "; the present configuration stays";
  if (!asked && (gone || refusal == refusal_)) return;
  refusal_ = refusal;
  tell_({.config = nullptr, .changes = {}, .file = parts_.file.string(), .refusal = std::move(refusal)});
}

std::unique_ptr<ConfigReloader> MakeReloader(const ReloadBell& bell, const RunSetup& setup) {
  if (!setup.reread) return nullptr;
  return std::make_unique<ConfigReloader>(
      bell, ConfigReloader::Parts{.file = setup.config_file, .present = setup.config, .read = setup.reread});
}

Reloading::Reloading(ConfigReloader* reloader, Engine& engine) : reloader_(reloader) {
  if (reloader_ != nullptr) reloader_->Start([&engine](ApplyConfig news) { engine.Submit(std::move(news)); });
}

Reloading::~Reloading() {
  if (reloader_ != nullptr) reloader_->Stop();
}

}  // namespace hotswap
