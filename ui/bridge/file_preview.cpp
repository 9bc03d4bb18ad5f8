#include "ui/bridge/file_preview.h"

#include <QMetaObject>
#include <utility>

namespace hotswap::ui {

FilePreview::FilePreview(Inspector inspector, QObject* parent) : QObject(parent), inspector_(std::move(inspector)) {}

FilePreview::~FilePreview() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  // Here, not with the members: the thread posts to this object as long as it runs, and a signal needs the whole of it.
  thread_.Join();
}

void FilePreview::request(const QString& path) {
  if (!isAvailable()) return;
  {
    const MutexLock lock(mutex_);
    wanted_ = Request{.number = ++newest_, .path = path};
  }
  changed_.NotifyAll();
  if (!std::exchange(started_, true)) thread_ = NamedThread("hs-preview", [this] { run(); });
}

void FilePreview::cancel() {
  ++newest_;
  const MutexLock lock(mutex_);
  wanted_.reset();
}

void FilePreview::run() {
  while (const std::optional<Request> request = next()) {
    auto verdict = std::make_shared<const Verdict>(inspector_(request->path.toStdString()));
    // Queued: told on the main thread, and forgotten when this object goes before.
    QMetaObject::invokeMethod(
        this, [this, request = *request, verdict = std::move(verdict)] { tell(request, verdict); }, Qt::QueuedConnection);
  }
}

std::optional<FilePreview::Request> FilePreview::next() {
  const MutexLock lock(mutex_);
  while (!wanted_ && !stopping_) changed_.Wait(mutex_);
  return stopping_ ? std::nullopt : std::exchange(wanted_, std::nullopt);
}

void FilePreview::tell(const Request& request, const std::shared_ptr<const Verdict>& verdict) {
  if (request.number == newest_) Q_EMIT inspected(request.path, verdict);
}

}  // namespace hotswap::ui
