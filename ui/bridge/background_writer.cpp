#include "ui/bridge/background_writer.h"

#include <QMetaObject>
#include <QSaveFile>
#include <utility>

namespace hotswap::ui {
namespace {

Status saveBytes(const QString& path, const QByteArray& bytes) {
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) return {};
  return Error{Errc::kIo,
               BackgroundWriter::tr("%1 cannot be written: %2; choose another place or make room, what was there before is "
                                    "as it was")
                   .arg(path, file.errorString())
                   .toStdString()};
}

}  // namespace

BackgroundWriter::~BackgroundWriter() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  // Here, not with the members: the thread posts to this object as long as it runs, and a signal needs the whole of it.
  thread_.Join();
}

void BackgroundWriter::write(const QString& path, Job job) {
  {
    const MutexLock lock(mutex_);
    wanted_.push_back({path, std::move(job)});
  }
  changed_.NotifyAll();
  if (!std::exchange(started_, true)) thread_ = NamedThread("hs-export", [this] { run(); });
}

void BackgroundWriter::write(const QString& path, QByteArray bytes) {
  write(path, [path, bytes = std::move(bytes)] { return saveBytes(path, bytes); });
}

void BackgroundWriter::run() {
  while (const std::optional<Request> request = next()) {
    const Status status = request->job();
    const QString error = status.ok() ? QString() : QString::fromStdString(status.error().text);
    QMetaObject::invokeMethod(
        this,
        [this, path = request->path, error] {
          if (error.isEmpty()) {
            Q_EMIT written(path);
          } else {
            Q_EMIT failed(path, error);
          }
        },
        Qt::QueuedConnection);
  }
}

std::optional<BackgroundWriter::Request> BackgroundWriter::next() {
  const MutexLock lock(mutex_);
  while (wanted_.empty() && !stopping_) changed_.Wait(mutex_);
  if (wanted_.empty()) return std::nullopt;
  Request request = std::move(wanted_.front());
  wanted_.pop_front();
  return request;
}

}  // namespace hotswap::ui
